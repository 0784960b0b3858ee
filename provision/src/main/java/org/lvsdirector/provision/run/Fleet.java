package org.lvsdirector.provision.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.lvsdirector.provision.ssh.RemoteShell;
import org.lvsdirector.provision.ssh.SshFailure;
import org.lvsdirector.provision.ssh.SshTarget;

/** Many servers at once. */
public final class Fleet {
  /** How connections are opened; a fake in tests. */
  @FunctionalInterface
  public interface Connector {
    /** Connects to one server. */
    RemoteShell open(SshTarget target) throws SshFailure;
  }

  /** Told after each server. */
  @FunctionalInterface
  public interface Progress {
    /** So many of so many are finished; this one just was. Called from several threads. */
    void finished(int done, int all, Outcome outcome);
  }

  private final Connector connector;
  private final int atOnce;
  private final Progress progress;

  /**
   * A fleet.
   *
   * @param connector opens connections
   * @param atOnce most connections at the same time, at least 1
   * @param progress told after each server
   */
  public Fleet(Connector connector, int atOnce, Progress progress) {
    this.connector = connector;
    this.atOnce = Math.max(1, atOnce);
    this.progress = progress;
  }

  /** Runs a command on all servers; the outcomes stand in the order of the jobs. */
  public List<Outcome> run(Command command, List<HostJob> jobs) throws InterruptedException {
    Semaphore gate = new Semaphore(atOnce);
    AtomicInteger finished = new AtomicInteger();
    List<Future<Outcome>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (HostJob job : jobs) {
        futures.add(
            threads.submit(
                () -> {
                  gate.acquire();
                  Outcome outcome;
                  try {
                    outcome = one(command, job);
                  } finally {
                    gate.release();
                  }
                  progress.finished(finished.incrementAndGet(), jobs.size(), outcome);
                  return outcome;
                }));
      }
    }
    List<Outcome> out = new ArrayList<>();
    for (Future<Outcome> future : futures) {
      try {
        out.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a server's thread ended with " + e.getCause(), e);
      }
    }
    return out;
  }

  private Outcome one(Command command, HostJob job) {
    long start = System.nanoTime();
    try (RemoteShell shell = connector.open(job.target())) {
      return new Provisioner(job, shell, start).run(command);
    } catch (SshFailure e) {
      return Outcome.failed(
          job, String.valueOf(e.getMessage()), Duration.ofNanos(System.nanoTime() - start));
    } catch (RuntimeException e) {
      // One server's surprise must not take the others along.
      return Outcome.failed(job, "unexpected: " + e, Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
