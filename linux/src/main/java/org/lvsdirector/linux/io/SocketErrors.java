package org.lvsdirector.linux.io;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;

/** Kernel errors as the exceptions that users of java.net expect. */
final class SocketErrors {

  private SocketErrors() {}

  static IOException connect(InetSocketAddress target, int code) {
    Errno errno = new Errno(code);
    String where = " (" + target.getAddress().getHostAddress() + ":" + target.getPort() + ")";
    return switch (errno.symbol()) {
      case "ECONNREFUSED" -> new ConnectException("Connection refused" + where);
      case "ETIMEDOUT" -> new ConnectException("Connection timed out" + where);
      case "ECONNRESET" -> new ConnectException("Connection reset" + where);
      case "EHOSTUNREACH", "EHOSTDOWN" -> new NoRouteToHostException("No route to host" + where);
      case "ENETUNREACH", "ENETDOWN" ->
          new NoRouteToHostException("Network is unreachable" + where);
      case "EACCES", "EPERM" ->
          new NoRouteToHostException("Forbidden by a rule of this host" + where);
      case "EADDRINUSE", "EADDRNOTAVAIL" ->
          new BindException("Cannot assign local address: " + errno + where);
      default -> new SocketException("connect: " + errno + where);
    };
  }

  static SocketException stream(String call, int code) {
    Errno errno = new Errno(code);
    return switch (errno.symbol()) {
      case "ECONNRESET" -> new SocketException("Connection reset");
      case "EPIPE" -> new SocketException("Broken pipe");
      case "ETIMEDOUT" -> new SocketException("Connection timed out");
      default -> new SocketException(call + ": " + errno);
    };
  }

  static SocketException of(LinuxException cause) {
    SocketException e =
        cause.is(Errno.EADDRNOTAVAIL) || cause.is(Errno.EADDRINUSE)
            ? new BindException(cause.getMessage())
            : new SocketException(cause.getMessage());
    e.initCause(cause);
    return e;
  }
}
