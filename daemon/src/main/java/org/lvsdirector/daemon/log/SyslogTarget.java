package org.lvsdirector.daemon.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.UnixDatagram;

/**
 * Writes to the local syslog socket in the form of RFC 3164, as syslog(3) does. A line that nobody
 * takes is lost, not waited for.
 */
final class SyslogTarget extends AppenderBase<ILoggingEvent> {
  private static final String SOCKET = "/dev/log";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM d HH:mm:ss", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final String ident;
  private final int facility;
  private @Nullable UnixDatagram socket;

  SyslogTarget(String ident, String facility) {
    this.ident = ident;
    this.facility = number(facility);
  }

  /** Facility numbers of RFC 3164 section 4.1.1. */
  private static int number(String facility) {
    if (facility.startsWith("local")) {
      return 16 + Integer.parseInt(facility.substring(5));
    }
    return facility.equals("user") ? 1 : 3;
  }

  @Override
  protected void append(ILoggingEvent event) {
    String line =
        "<"
            + (facility * 8 + severity(event.getLevel()))
            + ">"
            + TIME.format(Instant.ofEpochMilli(event.getTimeStamp()))
            + " "
            + ident
            + "["
            + ProcessHandle.current().pid()
            + "]: "
            + event.getFormattedMessage();
    try {
      if (socket == null) {
        socket = new UnixDatagram(SOCKET);
      }
      socket.send(line.getBytes(StandardCharsets.UTF_8));
    } catch (LinuxException _) {
      // Nobody listens on /dev/log at the moment: the next line tries again.
    }
  }

  private static int severity(Level level) {
    if (level.isGreaterOrEqual(Level.ERROR)) {
      return 3;
    }
    if (level.isGreaterOrEqual(Level.WARN)) {
      return 4;
    }
    return level.isGreaterOrEqual(Level.INFO) ? 6 : 7;
  }
}
