package org.lvsdirector.daemon;

import java.io.IOException;
import java.util.BitSet;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.linux.io.ProcessControl.Limit;
import org.lvsdirector.linux.io.ProcessControl.Resource;
import org.lvsdirector.parser.model.ProcessTuning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a whole process what {@code checker_priority} and its companions ask for: each thread that
 * the JVM has by now, and with them every thread that those start later (reference, VRRP 26.3). A
 * request that the kernel refuses is logged, and the process goes on without.
 */
public final class ProcessTuner {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessTuner.class);

  /** MCL_ONFAULT with the others: without it a JVM's locked memory grows fourfold. */
  private static final int LOCK_ALL =
      ProcessControl.MCL_CURRENT | ProcessControl.MCL_FUTURE | ProcessControl.MCL_ONFAULT;

  /** Enough to be on a processor within milliseconds beside any number of ordinary threads. */
  private static final int FAVOURED = -10;

  private final String prefix;

  /**
   * @param prefix what the keywords begin with, e.g. {@code checker}
   */
  public ProcessTuner(String prefix) {
    this.prefix = prefix;
  }

  @FunctionalInterface
  private interface Request {
    void of(int thread) throws LinuxException;
  }

  /** Asks the kernel for everything that is configured. */
  public void apply(ProcessTuning tuning) {
    if (tuning.realtimePriority() > 0) {
      int priority = tuning.realtimePriority();
      everyThread(
          "_rt_priority",
          thread -> ProcessControl.schedule(thread, ProcessControl.SCHED_RR, priority, false));
      limitRealtime(tuning);
    } else if (tuning.nice() != 0) {
      everyThread("_priority", thread -> ProcessControl.nice(thread, tuning.nice()));
    }
    if (!tuning.cpuAffinity().isEmpty()) {
      BitSet processors = new BitSet();
      tuning.cpuAffinity().forEach(processors::set);
      everyThread("_cpu_affinity", thread -> ProcessControl.affinity(thread, processors));
    }
    if (tuning.noSwap()) {
      attempt("_no_swap", _ -> ProcessControl.lockMemory(LOCK_ALL), 0);
    }
  }

  /**
   * Gives all present threads of the process a better nice value, unless the file asks for a worse
   * one: the thread that sends adverts waits for the JVM's own threads too, e.g. for a collection.
   * What they start, the worker and scripts, runs as usual.
   */
  public void favour(ProcessTuning tuning) {
    if (tuning.nice() > 0) {
      return;
    }
    int nice = Math.min(FAVOURED, tuning.nice());
    try {
      for (int thread : ProcessControl.threads()) {
        ProcessControl.favour(thread, nice);
      }
    } catch (IOException e) {
      LOG.info(
          "no better scheduling for this process, adverts may suffer under load: {}",
          e.getMessage());
    }
  }

  /**
   * {@code *_rlimit_rttime}: a real-time thread that has not waited for half of it is said, once a
   * second. Unlike keepalived's, no process is killed for the whole of it: the addresses would go
   * with it.
   */
  public void limitRealtime(ProcessTuning tuning) {
    if (tuning.realtimePriority() == 0) {
      return;
    }
    long micros = Math.max(1, tuning.rlimitRttimeMicros() / 2);
    OsSignals.handle(
        "XCPU",
        () ->
            LOG.warn(
                "a real-time thread has not waited for anything for {} us ({}_rlimit_rttime)",
                micros,
                prefix));
    Limit limit = new Limit(micros, Limit.NONE.hard());
    attempt("_rlimit_rttime", _ -> ProcessControl.limit(Resource.RTTIME, limit), 0);
  }

  private void everyThread(String keyword, Request request) {
    try {
      for (int thread : ProcessControl.threads()) {
        if (!attempt(keyword, request, thread)) {
          return;
        }
      }
    } catch (IOException e) {
      LOG.warn("{}{} has no effect: {}", prefix, keyword, e.toString());
    }
  }

  private boolean attempt(String keyword, Request request, int thread) {
    try {
      request.of(thread);
      return true;
    } catch (LinuxException e) {
      if (e.errno().equals(Errno.ESRCH)) {
        return true; // ended meanwhile
      }
      LOG.warn("{}{} has no effect: {}", prefix, keyword, e.getMessage());
      return false;
    }
  }
}
