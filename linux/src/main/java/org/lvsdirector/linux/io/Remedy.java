package org.lvsdirector.linux.io;

import java.util.Optional;

/** What to do about the errors that have one usual cause. */
final class Remedy {

  private Remedy() {}

  static Optional<String> of(String call, Errno errno) {
    return switch (errno.symbol()) {
      case "EPERM" -> Optional.of(capability(call));
      case "EMFILE" -> Optional.of("raise the limit of open files, LimitNOFILE=");
      case "ENOBUFS" -> Optional.of("receive buffer too small or out of memory");
      case "EAFNOSUPPORT" -> Optional.of("the kernel lacks this address family; IPv6 disabled?");
      case "EPROTONOSUPPORT" -> Optional.of("the kernel lacks this protocol; load its module");
      case "ENOENT" -> call.contains("family") ? Optional.of("load the kernel module") : none();
      case "EADDRNOTAVAIL" -> call.contains("bind") ? Optional.of("no such local address") : none();
      case "EADDRINUSE" -> Optional.of("another program holds it");
      case "ENODEV", "ENXIO" -> Optional.of("no such interface");
      default -> none();
    };
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static String capability(String call) {
    if (call.contains("namespace")) {
      return "needs CAP_SYS_ADMIN";
    }
    if (call.contains("raw") || call.contains("packet") || call.contains("device")) {
      return "needs CAP_NET_RAW";
    }
    if (call.contains("schedul") || call.contains("nice") || call.contains("affinity")) {
      return "needs CAP_SYS_NICE";
    }
    if (call.contains("lock memory")) {
      return "needs CAP_IPC_LOCK or a higher LimitMEMLOCK=";
    }
    if (call.contains("limit")) {
      return "needs CAP_SYS_RESOURCE";
    }
    if (call.contains("signal")) {
      return "needs CAP_KILL";
    }
    return call.contains("user") || call.contains("group id")
        ? "needs CAP_SETUID and CAP_SETGID"
        : "needs CAP_NET_ADMIN";
  }
}
