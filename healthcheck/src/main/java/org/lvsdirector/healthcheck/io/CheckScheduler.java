package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.core.JobRunShell;
import org.quartz.core.JobRunShellFactory;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.spi.TriggerFiredBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarm clock on Quartz: one one-shot trigger per check, set again after each result. Quartz
 * waits by the wall clock, which may be stepped; {@link CheckStore} keeps the monotonic time of
 * each, and {@link ClockWatch} makes Quartz look again after a step.
 */
final class CheckScheduler implements CheckAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(CheckScheduler.class);
  private static final int BATCH = 100;

  /** Quartz looks this far ahead at least once in this time. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** Alarms ring together at multiples of this. */
  static final long TICK_MILLIS = 20;

  /** Delays below this are kept to the millisecond. */
  private static final long FINE_BELOW_MILLIS = 500;

  /** Lateness from which operators are told. */
  private static final long WORTH_A_WORD_MILLIS = 200;

  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();
  private final Lateness lateness = new Lateness();
  private final CheckStore store =
      new CheckStore(CheckScheduler::monotonicMillis, System::currentTimeMillis, IDLE.toMillis());
  private final QuartzScheduler quartz;
  private final ClockWatch watch;
  private final StartWatch starts = new StartWatch(System.nanoTime());
  private volatile Lateness.Reading lastReport = lateness.read();
  private volatile long lastReportNanos = System.nanoTime();

  private final class Alarm {
    final CheckTrigger trigger;
    volatile @Nullable Runnable action;
    volatile long dueNanos;

    /** From being set until it rings. */
    volatile boolean set;

    Alarm(String name) {
      this.trigger = new CheckTrigger(name, this::ring);
    }

    private void ring() {
      set = false;
      Runnable due = action;
      if (due != null) {
        lateness.record(System.nanoTime() - dueNanos);
        reportLateness();
        due.run();
      }
    }
  }

  CheckScheduler() {
    String name = "health-checks-" + INSTANCES.incrementAndGet();
    var resources = new QuartzSchedulerResources();
    resources.setName(name);
    resources.setInstanceId(name);
    resources.setThreadPool(new VirtualThreadPool());
    resources.setThreadExecutor(new DefaultThreadExecutor());
    resources.setJobStore(store);
    resources.setMaxBatchSize(BATCH);
    resources.setJobRunShellFactory(new Shells());
    try {
      quartz = new QuartzScheduler(resources, IDLE.toMillis(), -1);
      store.initialize(new CascadingClassLoadHelper(), quartz.getSchedulerSignaler());
      quartz.initialize();
      quartz.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz scheduler " + name + " did not start", e);
    }
    watch = new ClockWatch(this::stepped);
  }

  /** Gives Quartz what runs when a trigger fires. */
  private static final class Shells implements JobRunShellFactory {
    @Override
    public void initialize(Scheduler made) {}

    @Override
    public JobRunShell createJobRunShell(TriggerFiredBundle fired) {
      return ((CheckTrigger) fired.getTrigger()).shell();
    }
  }

  private static long monotonicMillis() {
    return Math.floorDiv(System.nanoTime(), 1_000_000L);
  }

  Lateness lateness() {
    return lateness;
  }

  @Override
  public void arm(String name, Duration delay, Runnable action) {
    Alarm alarm = alarms.get(name);
    if (alarm == null) {
      alarm = alarms.computeIfAbsent(name, Alarm::new);
    }
    alarm.action = action;
    alarm.dueNanos = System.nanoTime() + delay.toNanos();
    alarm.set = true;
    store.set(alarm.trigger, onTheGrid(monotonicMillis(), delay.toMillis()));
  }

  /**
   * How long alarms have been due by now without one ringing, as seen by regular calls.
   *
   * @param nowNanos now, by {@link System#nanoTime}
   */
  synchronized Duration silence(long nowNanos) {
    return starts.look(
        nowNanos,
        lateness.starts(),
        () -> alarms.values().stream().anyMatch(a -> a.set && a.dueNanos - nowNanos < 0));
  }

  /**
   * When an alarm rings, in milliseconds of the monotonic clock. Ten thousand checks that each ring
   * alone wake four threads each; those of one tick share the wake-ups. Rounded to the nearest
   * tick, so that periods neither grow nor shrink; short delays, where it would show, are kept.
   */
  static long onTheGrid(long nowMillis, long delayMillis) {
    long due = nowMillis + Math.max(1, delayMillis);
    return delayMillis < FINE_BELOW_MILLIS
        ? due
        : Math.floorDiv(due + TICK_MILLIS / 2, TICK_MILLIS) * TICK_MILLIS;
  }

  @Override
  public void cancel(String name) {
    Alarm alarm = alarms.remove(name);
    if (alarm != null) {
      alarm.action = null;
      store.unset(alarm.trigger);
    }
  }

  private void reportLateness() {
    long now = System.nanoTime();
    if (now - lastReportNanos < 60_000_000_000L) {
      return;
    }
    lastReportNanos = now;
    Lateness.Reading reading = lateness.read();
    Lateness.Reading minute = reading.since(lastReport);
    lastReport = reading;
    long late = minute.lateBy(WORTH_A_WORD_MILLIS);
    if (late > 0) {
      LOG.warn(
          "Health checks run late: {} of {} in the last minute started more than {} ms after their"
              + " time (99% under {} ms); the machine is too busy for this many checks, raise"
              + " delay_loop or give it more processor",
          late, minute.total(), WORTH_A_WORD_MILLIS, minute.millisAt(0.99));
    }
  }

  private void stepped(Duration step) {
    LOG.warn("The wall clock was stepped by {} ms; health checks keep their pace", step.toMillis());
    quartz.getSchedulerSignaler().signalSchedulingChange(0);
  }

  @Override
  public void close() {
    watch.close();
    quartz.shutdown(false);
  }
}
