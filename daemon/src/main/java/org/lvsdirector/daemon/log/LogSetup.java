package org.lvsdirector.daemon.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.time.ZoneId;
import org.lvsdirector.daemon.options.RunOptions;
import org.slf4j.LoggerFactory;

/**
 * Sets up where log lines go. Each target hangs behind a bounded queue that drops detail, then
 * lines, rather than make the thread that logs wait: a full disk or a stopped console must not
 * delay an advertisement.
 */
public final class LogSetup {
  private static final int QUEUE = 2048;
  private static final String OPERATOR_FORM =
      "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %lvsIdent: %msg%n%ex{short}";

  /** As ctime(3) has it, whatever the locale: the day is padded with a blank. */
  private static final String KEEPALIVED_FORM =
      "%d{EEE MMM ppd HH:mm:ss yyyy, " + ZoneId.systemDefault().getId() + ", en}: %msg%n%ex{short}";

  private LogSetup() {}

  /**
   * Log lines of a command that an operator calls: warnings and worse, on standard error, as plain
   * text.
   */
  public static void forCommand() {
    LoggerContext context = emptied();
    root(context).setLevel(Level.WARN);
    ConsoleAppender<ILoggingEvent> console = console(context, "%level: %msg%n%ex{short}");
    root(context).addAppender(console);
  }

  /**
   * Log lines of a process of the daemon.
   *
   * @param ident how the process names itself in syslog, as keepalived's processes do
   * @param keepalivedForm whether console lines have keepalived's own form
   */
  public static void forDaemon(RunOptions.Logging logging, String ident, boolean keepalivedForm) {
    LoggerContext context = emptied();
    Logger root = root(context);
    root.setLevel(Level.INFO);
    context.getLogger("org.lvsdirector").setLevel(logging.detail() > 1 ? Level.DEBUG : Level.INFO);
    context.getLogger("org.quartz").setLevel(Level.WARN);
    String form = keepalivedForm ? KEEPALIVED_FORM : OPERATOR_FORM.replace("%lvsIdent", ident);
    if (logging.console()) {
      root.addAppender(queued(context, console(context, form)));
    }
    logging.file().ifPresent(file -> root.addAppender(queued(context, file(context, file))));
    if (logging.syslog()) {
      SyslogTarget syslog = new SyslogTarget(ident, logging.facility());
      syslog.setContext(context);
      syslog.start();
      root.addAppender(queued(context, syslog));
    }
  }

  /** Writes out what is queued. To be called once, last. */
  public static void flush() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static LoggerContext emptied() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    return context;
  }

  private static Logger root(LoggerContext context) {
    return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context, String pattern) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder(context, pattern));
    console.start();
    return console;
  }

  private static FileAppender<ILoggingEvent> file(LoggerContext context, Path path) {
    FileAppender<ILoggingEvent> file = new FileAppender<>();
    file.setContext(context);
    file.setFile(path.toString());
    file.setEncoder(encoder(context, KEEPALIVED_FORM));
    file.start();
    return file;
  }

  private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    return encoder;
  }

  private static AsyncAppender queued(LoggerContext context, Appender<ILoggingEvent> target) {
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUE);
    queue.setNeverBlock(true);
    queue.setMaxFlushTime(1000);
    queue.addAppender(target);
    queue.start();
    return queue;
  }
}
