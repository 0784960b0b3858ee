package org.lvsdirector.healthcheck.io;

import java.time.Instant;
import java.util.Date;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.TriggerKey;
import org.quartz.core.JobRunShell;
import org.quartz.core.QuartzScheduler;
import org.quartz.impl.triggers.SimpleTriggerImpl;
import org.quartz.spi.TriggerFiredBundle;
import org.quartz.spi.TriggerFiredResult;

/**
 * The one trigger of a check, set again after each result, with all that Quartz asks for when it
 * fires: made once, as a firing happens thousands of times a second. {@link CheckStore} guards its
 * place in time.
 */
@SuppressWarnings("serial") // lives in memory alone
final class CheckTrigger extends SimpleTriggerImpl {
  private static final String GROUP = "check";

  /** What every firing runs; the alarm behind it differs. */
  private static final JobDetail JOB =
      JobBuilder.newJob(Job.class).withIdentity("alarm", GROUP).storeDurably().build();

  /** Where the trigger is. */
  enum Place {
    UNSET,
    /** In the store, until its time. */
    SET,
    /** With Quartz, which waits for its time. */
    HELD
  }

  private final TriggerFiredResult fired;
  private final Shell shell;
  Place place = Place.UNSET;

  /** When it rings, in milliseconds of the monotonic clock. */
  long dueMillis;

  /** The same by the wall clock, as of Quartz's last look. */
  private volatile long wallMillis;

  /**
   * A trigger that is not set.
   *
   * @param alarm run on a virtual thread of its own each time the trigger fires
   */
  CheckTrigger(String name, Runnable alarm) {
    setKey(new TriggerKey(name, GROUP));
    setJobKey(JOB.getKey());
    var bundle = new TriggerFiredBundle(JOB, this, null, false, null, null, null, null);
    fired = new TriggerFiredResult(bundle);
    shell = new Shell(bundle, alarm);
  }

  TriggerFiredResult fired() {
    return fired;
  }

  JobRunShell shell() {
    return shell;
  }

  void ringsAtWall(long millis) {
    wallMillis = millis;
  }

  /** Quartz waits until then. */
  @Override
  public Date getNextFireTime() {
    return Date.from(Instant.ofEpochMilli(wallMillis));
  }

  /**
   * What Quartz runs: only our alarm. Its own shell puts itself on a list of listeners while it
   * runs and copies that list at each end, so with ten thousand checks under way each costs ten
   * thousand steps.
   */
  private static final class Shell extends JobRunShell {
    private final Runnable alarm;

    Shell(TriggerFiredBundle fired, Runnable alarm) {
      super(null, fired); // only the job's context, which is not made, would name the scheduler
      this.alarm = alarm;
    }

    @Override
    public void initialize(QuartzScheduler scheduler) {
      // No job is made: the alarm is all there is to run.
    }

    @Override
    public void run() {
      alarm.run();
    }
  }
}
