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
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.triggers.SimpleTriggerImpl;
import org.quartz.simpl.RAMJobStore;
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

  /** Lateness from which operators are told. */
  private static final long WORTH_A_WORD_MILLIS = 256;

  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();
  private final Lateness lateness = new Lateness();
  private final RAMJobStore store = new RAMJobStore();
  private final Scheduler quartz;
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
    var factory = DirectSchedulerFactory.getInstance();
    try {
      factory.createScheduler(
          name,
          name,
          new VirtualThreadPool(),
          new DefaultThreadExecutor(),
          store,
          Map.of(),
          null,
          0,
          IDLE.toMillis(),
          -1,
          false,
          null,
          BATCH,
          0L);
      quartz = factory.getScheduler(name);
      quartz.setJobFactory((bundle, _) -> _ -> ring(bundle.getJobDetail().getKey().getName()));
      quartz.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz scheduler " + name + " did not start", e);
    }
    watch = new ClockWatch(this::rearmAll);
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
        Date.from(
            Instant.ofEpochMilli(System.currentTimeMillis() + Math.max(1, delay.toMillis()))));
    trigger.computeFirstFireTime(null);
    if (delay.compareTo(FOUND_ANYWAY) > 0) {
      store.storeTrigger(trigger, true);
    } else if (quartz.rescheduleJob(alarm.trigger, trigger) == null) {
      quartz.scheduleJob(trigger);
    }
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
    try {
      quartz.shutdown(false);
    } catch (SchedulerException e) {
      LOG.warn("Quartz did not shut down cleanly", e);
    }
  }
}
