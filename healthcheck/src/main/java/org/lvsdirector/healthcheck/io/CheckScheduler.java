package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.core.JobRunShell;
import org.quartz.core.JobRunShellFactory;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.StdScheduler;
import org.quartz.impl.triggers.SimpleTriggerImpl;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.simpl.RAMJobStore;
import org.quartz.spi.TriggerFiredBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarm clock on Quartz: one durable job and one one-shot trigger per check, set again after
 * each result. Quartz follows the wall clock, which may be stepped; {@link ClockWatch} notices and
 * all alarms are set anew by the monotonic clock.
 */
final class CheckScheduler implements CheckAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(CheckScheduler.class);
  private static final String GROUP = "check";
  private static final int BATCH = 100;

  /** Quartz looks this far ahead at least once in this time. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /**
   * Alarms further off than this are found in time without waking the scheduler thread for them.
   */
  private static final Duration FOUND_ANYWAY = IDLE.plusMillis(250);

  /** Alarms ring together at multiples of this. */
  static final long TICK_MILLIS = 20;

  /** Delays below this are kept to the millisecond. */
  private static final long FINE_BELOW_MILLIS = 500;

  /** Lateness from which operators are told. */
  private static final long WORTH_A_WORD_MILLIS = 256;

  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();
  private final Lateness lateness = new Lateness();
  private final RAMJobStore store = new RAMJobStore();
  private final QuartzScheduler quartz;
  private final Scheduler face;
  private final ClockWatch watch;
  private volatile Lateness.Reading lastReport = lateness.read();
  private volatile long lastReportNanos = System.nanoTime();

  private static final class Alarm {
    final JobDetail job;
    final TriggerKey trigger;
    volatile Runnable action;
    volatile long dueNanos;
    volatile boolean set;

    Alarm(String name, Runnable action) {
      this.job =
          JobBuilder.newJob(Job.class).withIdentity(new JobKey(name, GROUP)).storeDurably().build();
      this.trigger = new TriggerKey(name, GROUP);
      this.action = action;
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
      face = new StdScheduler(quartz);
      store.initialize(new CascadingClassLoadHelper(), quartz.getSchedulerSignaler());
      quartz.initialize();
      quartz.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz scheduler " + name + " did not start", e);
    }
    watch = new ClockWatch(this::rearmAll);
  }

  /** Makes what runs when a trigger fires. */
  private final class Shells implements JobRunShellFactory {
    @Override
    public void initialize(Scheduler made) {}

    @Override
    public JobRunShell createJobRunShell(TriggerFiredBundle fired) {
      return new CheckShell(face, fired, CheckScheduler.this::ring);
    }
  }

  Lateness lateness() {
    return lateness;
  }

  @Override
  public void arm(String name, Duration delay, Runnable action) {
    Alarm alarm = alarms.get(name);
    boolean fresh = alarm == null;
    if (alarm == null) {
      alarm = new Alarm(name, action);
      alarms.put(name, alarm);
    }
    alarm.action = action;
    alarm.dueNanos = System.nanoTime() + delay.toNanos();
    alarm.set = true;
    try {
      if (fresh) {
        quartz.addJob(alarm.job, true);
      }
      setTrigger(alarm, delay);
    } catch (SchedulerException e) {
      throw new IllegalStateException("check " + name + " could not be scheduled", e);
    }
  }

  /**
   * Puts the trigger straight into the store. Going through the scheduler would wake its thread for
   * each check; that is only needed when the alarm rings before the thread looks ahead again.
   */
  private void setTrigger(Alarm alarm, Duration delay) throws SchedulerException {
    var trigger = new SimpleTriggerImpl();
    trigger.setKey(alarm.trigger);
    trigger.setJobKey(alarm.job.getKey());
    trigger.setStartTime(
        Date.from(Instant.ofEpochMilli(onTheGrid(System.currentTimeMillis(), delay.toMillis()))));
    trigger.computeFirstFireTime(null);
    if (delay.compareTo(FOUND_ANYWAY) > 0) {
      store.storeTrigger(trigger, true);
    } else if (quartz.rescheduleJob(alarm.trigger, trigger) == null) {
      quartz.scheduleJob(trigger);
    }
  }

  /**
   * When an alarm rings, in milliseconds of the wall clock. Ten thousand checks that each ring
   * alone wake four threads each; those of one tick share the wake-ups. Rounded to the nearest
   * tick, so that periods neither grow nor shrink; short delays, where it would show, are kept.
   */
  static long onTheGrid(long nowMillis, long delayMillis) {
    long due = nowMillis + Math.max(1, delayMillis);
    return delayMillis < FINE_BELOW_MILLIS
        ? due
        : (due + TICK_MILLIS / 2) / TICK_MILLIS * TICK_MILLIS;
  }

  @Override
  public void cancel(String name) {
    Alarm alarm = alarms.remove(name);
    if (alarm != null) {
      alarm.set = false;
      store.removeJob(alarm.job.getKey());
    }
  }

  private void ring(String name) {
    Alarm alarm = alarms.get(name);
    if (alarm == null || !alarm.set) {
      return;
    }
    alarm.set = false;
    lateness.record(System.nanoTime() - alarm.dueNanos);
    reportLateness();
    alarm.action.run();
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

  private void rearmAll(Duration step) {
    LOG.warn(
        "The wall clock was stepped by {} ms: all {} health checks are scheduled anew",
        step.toMillis(),
        alarms.size());
    long now = System.nanoTime();
    for (Alarm alarm : alarms.values()) {
      if (alarm.set) {
        try {
          quartz.addJob(alarm.job, true);
          setTrigger(alarm, Duration.ofNanos(Math.max(0, alarm.dueNanos - now)));
        } catch (SchedulerException e) {
          LOG.error("Check {} could not be scheduled anew", alarm.trigger.getName(), e);
        }
      }
    }
  }

  @Override
  public void close() {
    watch.close();
    quartz.shutdown(false);
  }
}
