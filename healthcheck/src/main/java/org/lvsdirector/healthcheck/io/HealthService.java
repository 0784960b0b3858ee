package org.lvsdirector.healthcheck.io;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.BfdCheck;
import org.lvsdirector.parser.model.FileCheck;
import org.lvsdirector.parser.model.KeepalivedConfig;

/**
 * All health checks of a daemon: start it with a configuration, listen, reload, stop. Every method
 * may be called from any thread and returns when it has taken effect; effects themselves are told
 * to the {@link HealthListener}.
 */
public final class HealthService implements AutoCloseable {
  private final Mailbox mailbox = new Mailbox();
  private final CheckScheduler scheduler = new CheckScheduler();
  private final ProbeFactory probes;
  private final CheckLoop loop;

  private HealthService(HealthOptions options, HealthListener listener) {
    probes = new ProbeFactory(this::fileChanged);
    loop = new CheckLoop(options, listener, scheduler, mailbox, probes::probe);
  }

  /**
   * Begins checking. All pools have been told to the listener when this returns.
   *
   * @param config the configuration
   * @param options what the checks need from outside
   * @param listener who is told
   */
  public static HealthService start(
      KeepalivedConfig config, HealthOptions options, HealthListener listener) {
    var service = new HealthService(options, listener);
    service.reload(config);
    return service;
  }

  /** A message that does nothing; the answer grows with each call while the check loop turns. */
  public long beat() {
    mailbox.execute(() -> {});
    return mailbox.handled();
  }

  /**
   * How long checks have been due without one being started, as seen by regular calls: zero while
   * anything runs, and where nothing is due.
   */
  public Duration withoutStarts() {
    return scheduler.silence(System.nanoTime());
  }

  /** Goes over to a new configuration; states of servers and checkers that stay are kept. */
  public void reload(KeepalivedConfig config) {
    ask(
        () -> {
          probes.configure(config);
          loop.configure(config);
          FileLimit.raise(loop.probes());
          probes.settle();
          return true;
        });
  }

  /**
   * Stops checking; with {@code omega} the down notifications come before this returns.
   *
   * @param walkServers false if the kernel's table is flushed instead of emptied one by one
   */
  public void stop(boolean walkServers) {
    ask(
        () -> {
          loop.stop(walkServers);
          return true;
        });
    scheduler.close();
    probes.close();
  }

  /** Stops checking, with all down notifications that are asked for. */
  @Override
  public void close() {
    stop(true);
  }

  /** Everything at this moment. */
  public HealthSnapshot snapshot() {
    return ask(() -> loop.snapshot(scheduler.lateness().read()));
  }

  /**
   * Weight 0 for exactly these real servers, until another call says otherwise; all others have
   * their own weight. Unknown ones change nothing.
   */
  public void drained(Map<PoolKey, Set<ServerKey>> servers) {
    ask(
        () -> {
          loop.drained(servers);
          return true;
        });
  }

  /**
   * The addresses of this host, for {@code ha_suspend}; until the first call nothing is suspended.
   */
  public void addresses(Set<InetAddress> present) {
    ask(
        () -> {
          loop.addresses(present);
          return true;
        });
  }

  /** A BFD session went up or down; every BFD_CHECK of that instance follows. */
  public void bfd(String instance, boolean up) {
    CheckResult result =
        up
            ? new CheckResult.Passed("session is up", Duration.ZERO)
            : new CheckResult.Failed("session is down", Duration.ZERO);
    ask(
        () -> {
          probes.bfd(instance, result);
          loop.forEachUnit(
              unit -> {
                if (unit.checker instanceof BfdCheck bfd && bfd.instance().equals(instance)) {
                  loop.finished(unit, result);
                }
              });
          return true;
        });
  }

  private void fileChanged(FileCheck check) {
    mailbox.execute(
        () ->
            loop.forEachUnit(
                unit -> {
                  if (unit.checker.equals(check)) {
                    loop.finished(unit, unit.probe.run(0));
                  }
                }));
  }

  private <T> T ask(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    mailbox.execute(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer.join();
  }
}
