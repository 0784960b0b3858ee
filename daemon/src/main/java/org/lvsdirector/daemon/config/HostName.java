package org.lvsdirector.daemon.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This host's name, from the kernel: no resolver is asked. */
public final class HostName {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  /** The name up to its first dot: keepalived's default configuration id. */
  public static String label() {
    String name = full();
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String full() {
    try {
      return Files.readString(KERNEL).strip();
    } catch (IOException _) {
      return "localhost";
    }
  }
}
