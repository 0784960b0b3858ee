package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;

/**
 * What an exception means for a check (keepalived reference, LVS 9): the peer and the network can
 * fail a check, trouble on this host cannot.
 */
final class Failure {
  /** Errors of connect() and send() that the network or the peer causes. */
  private static final Set<Errno> REMOTE =
      Set.of(
          Errno.ENETUNREACH,
          Errno.EHOSTUNREACH,
          Errno.ECONNREFUSED,
          Errno.EHOSTDOWN,
          Errno.ENETDOWN,
          Errno.ECONNRESET,
          Errno.ECONNABORTED,
          Errno.ETIMEDOUT);

  /** BoringSSL: {@code ssl=0x…: Failure in …\nerror:…:OPENSSL_internal:NAME_OF_IT (file …)}. */
  private static final Pattern BORINGSSL =
      Pattern.compile("OPENSSL_internal:(?:(?:SSLV3|TLSV1)_ALERT_)?(\\w+)");

  private Failure() {}

  /** An exception while the connection was made. */
  static CheckResult connecting(IOException e, Duration limit, Duration took) {
    return switch (e) {
      case SocketTimeoutException _ ->
          new Failed("no connection within " + Stopwatch.text(limit), took, true);
      case NoRouteToHostException _ -> new Failed("no route to host", took);
      case ConnectException _ -> new Failed(reason(e), took);
      case BindException _ -> new CouldNotRun("cannot bind the local address: " + reason(e), took);
      case InterruptedIOException _ ->
          new Failed("no connection within " + Stopwatch.text(limit), took, true);
      case LinuxException linux when REMOTE.contains(linux.errno()) -> new Failed(reason(e), took);
      case SocketException _ when byPeer(e) -> new Failed(reason(e), took);
      default -> new CouldNotRun(reason(e), took);
    };
  }

  /** An exception once connected: the peer's doing. */
  static CheckResult talking(IOException e, String doing, Duration limit, Duration took) {
    if (e instanceof InterruptedIOException) {
      return new Failed(doing + " timed out after " + Stopwatch.text(limit), took, true);
    }
    return new Failed(doing + " failed: " + reason(e), took);
  }

  private static boolean byPeer(IOException e) {
    String text = reason(e);
    return text.contains("reset") || text.contains("unreachable") || text.contains("host is down");
  }

  /**
   * The message without Java's remarks in brackets, in lower case as it stands within a sentence.
   */
  static String reason(IOException e) {
    if (e instanceof ConnectException && e.getCause() instanceof IOException cause) {
      return reason(cause);
    }
    String text = e.getMessage();
    if (text == null || text.isBlank()) {
      return e.getClass().getSimpleName();
    }
    Matcher library = BORINGSSL.matcher(text);
    if (library.find()) {
      String name = library.group(1).toLowerCase(Locale.ROOT);
      return library.group().contains("_ALERT_")
          ? "received fatal alert: " + name
          : name.replace('_', ' ');
    }
    int bracket = text.indexOf(" (");
    String plain = bracket > 0 ? text.substring(0, bracket) : text;
    return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
  }
}
