package org.lvsdirector.healthcheck.io;

import java.util.function.Consumer;
import org.quartz.Scheduler;
import org.quartz.core.JobRunShell;
import org.quartz.core.QuartzScheduler;
import org.quartz.spi.TriggerFiredBundle;

/**
 * What Quartz runs when a trigger fires: only our alarm. Its own shell puts itself on a list of
 * listeners while it runs and copies that list at each end, so with ten thousand checks under way
 * each costs ten thousand steps; it also asks the store to forget a trigger that we are about to
 * replace.
 */
final class CheckShell extends JobRunShell {
  private final String name;
  private final Consumer<String> alarm;

  CheckShell(Scheduler scheduler, TriggerFiredBundle fired, Consumer<String> alarm) {
    super(scheduler, fired);
    this.name = fired.getJobDetail().getKey().getName();
    this.alarm = alarm;
  }

  @Override
  public void initialize(QuartzScheduler scheduler) {
    // No job is made: the alarm is all there is to run.
  }

  @Override
  public void run() {
    alarm.accept(name);
  }
}
