package org.lvsdirector.daemon.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.linux.io.ExitStatus;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.NotifyFifo;
import org.lvsdirector.parser.model.ScriptCommand;

/** Scripts, FIFOs and mail of one process of the daemon. Nothing here makes the caller wait. */
public final class Notifications implements AutoCloseable {
  /** Which half's FIFO is written besides the one for all. */
  private enum Half {
    VRRP,
    CHECKS
  }

  /** For those that are started last (keepalived reference, VRRP 20.3). */
  private static final Duration LAST_SCRIPTS = Duration.ofSeconds(1);

  /** Keepalived's, before the umask. */
  private static final int FIFO_MODE = 0644;

  private final Half half;
  private final RunOptions.Halves halves;
  private final OptionalInt umask;
  private final ScriptRunner scripts = new ScriptRunner();
  private final Fifos fifos = new Fifos(scripts);
  private final Mailbox mailbox = new Mailbox();

  private Notifications(
      Half half, KeepalivedConfig config, RunOptions.Halves halves, OptionalInt umask) {
    this.half = half;
    this.halves = halves;
    this.umask = umask;
    reload(config);
  }

  /** For the main process. */
  public static Notifications forVrrp(KeepalivedConfig config, RunOptions options) {
    return new Notifications(Half.VRRP, config, options.halves(), options.process().umask());
  }

  /** The same without any option. */
  public static Notifications forVrrp(KeepalivedConfig config) {
    return new Notifications(Half.VRRP, config, RunOptions.Halves.BOTH, OptionalInt.empty());
  }

  /** For the worker. */
  public static Notifications forChecks(KeepalivedConfig config, RunOptions options) {
    return new Notifications(Half.CHECKS, config, options.halves(), options.process().umask());
  }

  /** The same without any option. */
  public static Notifications forChecks(KeepalivedConfig config) {
    return new Notifications(Half.CHECKS, config, RunOptions.Halves.BOTH, OptionalInt.empty());
  }

  /** Takes over another configuration: FIFOs are opened anew, mail goes to the new server. */
  public void reload(KeepalivedConfig config) {
    Optional<NotifyFifo> own =
        half == Half.VRRP ? config.global().fifos().vrrp() : config.global().fifos().lvs();
    // The script of the FIFO for all is the checks' to start, where they run (keepalived reference,
    // VRRP 22.4).
    boolean readerOfAll = (half == Half.CHECKS) == halves.runsChecks(config);
    int mode = FIFO_MODE & ~umask.orElse(config.global().files().umask());
    fifos.open(mode, config.global().fifos().all(), readerOfAll, own);
    mailbox.configure(config.global().mail(), config.global().routerId());
  }

  /** Starts a script. */
  public void script(ScriptCommand script) {
    scripts.start(script);
  }

  /** Starts a script with words appended. */
  public void script(ScriptCommand script, List<String> more) {
    scripts.start(script.withArguments(more));
  }

  /**
   * Runs a script to its end within a time limit; empty if it could not be started or did not end
   * in time.
   */
  public static Optional<ExitStatus> runOnce(ScriptCommand script, Duration limit) {
    return new ScriptRunner().run(script, limit);
  }

  /** Writes a line to the FIFOs, with newline and NUL as keepalived's readers know it. */
  public void line(String line) {
    fifos.write(line);
  }

  /** Sends a mail; the router id is put in front of the subject. */
  public void mail(String subject, String body) {
    mailbox.post(subject, body);
  }

  /** The end: scripts have the time that keepalived gives them. */
  @Override
  public void close() {
    close(LAST_SCRIPTS);
  }

  /** The end for a program that follows at once: nobody waits for scripts. */
  public void closeAtOnce() {
    close(Duration.ZERO);
  }

  private void close(Duration patience) {
    fifos.close();
    mailbox.close();
    scripts.endAll(patience);
  }
}
