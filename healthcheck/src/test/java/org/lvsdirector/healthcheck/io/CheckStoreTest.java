package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.SchedulerSignaler;

/** Two clocks turned by hand: what a step of the wall clock may not do to checks. */
class CheckStoreTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long IDLE = 1_000;

  private long monotonic = 50_000;
  private long wall = 1_800_000_000_000L;
  private final AtomicInteger woken = new AtomicInteger();
  private final CheckStore store = new CheckStore(() -> monotonic, () -> wall, IDLE);

  @BeforeEach
  void initialize() {
    store.initialize(new CascadingClassLoadHelper(), new Counting(woken));
  }

  private record Counting(AtomicInteger woken) implements SchedulerSignaler {
    @Override
    public void notifyTriggerListenersMisfired(Trigger trigger) {}

    @Override
    public void notifySchedulerListenersFinalized(Trigger trigger) {}

    @Override
    public void notifySchedulerListenersJobDeleted(JobKey job) {}

    @Override
    public void signalSchedulingChange(long candidate) {
      woken.incrementAndGet();
    }

    @Override
    public void notifySchedulerListenersError(String message, SchedulerException error) {}
  }

  private static CheckTrigger trigger(String name) {
    return new CheckTrigger(name, () -> {});
  }

  private void pass(long millis) {
    monotonic += millis;
    wall += millis;
  }

  private List<OperableTrigger> look() {
    return store.acquireNextTriggers(wall + IDLE, 100, 0);
  }

  private List<String> fire(List<OperableTrigger> held) {
    var names = new ArrayList<String>();
    store
        .triggersFired(held)
        .forEach(r -> names.add(r.getTriggerFiredBundle().getTrigger().getKey().getName()));
    return names;
  }

  @Test
  void whatRingsTogetherIsOneBatchInTheOrderItWasSet() {
    store.set(trigger("late"), monotonic + 500);
    store.set(trigger("a"), monotonic + 100);
    store.set(trigger("b"), monotonic + 100);
    List<OperableTrigger> held = look();
    assertThat(held.getFirst().getNextFireTime().toInstant().toEpochMilli()).isEqualTo(wall + 100);
    pass(100);
    assertThat(fire(held)).containsExactly("a", "b");
    assertThat(store.getNumberOfTriggers()).isEqualTo(1);
  }

  @Test
  void whatIsOverdueRingsAtOnceAndInOrder() {
    store.set(trigger("b"), monotonic + 200);
    store.set(trigger("a"), monotonic + 100);
    pass(60_000);
    assertThat(fire(look())).containsExactly("a", "b");
  }

  @Test
  void clockThatLeapsForwardRingsNothingEarly() {
    store.set(trigger("soon"), monotonic + 800);
    store.set(trigger("later"), monotonic + 5_000);
    List<OperableTrigger> held = look();
    wall += HOUR;
    pass(10);
    assertThat(fire(held)).isEmpty();
    held = look();
    assertThat(held.getFirst().getNextFireTime().toInstant().toEpochMilli()).isEqualTo(wall + 790);
    pass(790);
    assertThat(fire(held)).containsExactly("soon");
    assertThat(look()).isEmpty();
  }

  @Test
  void clockThatLeapsForwardBetweenLooksRingsOnTime() {
    store.set(trigger("check"), monotonic + 5_000);
    wall += HOUR;
    assertThat(look()).isEmpty();
    pass(5_000);
    assertThat(fire(look())).containsExactly("check");
  }

  @Test
  void clockThatLeapsBackHoldsNothingUp() {
    store.set(trigger("check"), monotonic + 800);
    List<OperableTrigger> held = look();
    wall -= HOUR;
    held.forEach(store::releaseAcquiredTrigger); // as Quartz does once ClockWatch has woken it
    pass(800);
    List<OperableTrigger> again = look();
    assertThat(again.getFirst().getNextFireTime().toInstant().toEpochMilli()).isEqualTo(wall);
    assertThat(fire(again)).containsExactly("check");
  }

  @Test
  void quartzIsWokenOnlyForWhatItWouldFindTooLate() {
    assertThat(look()).isEmpty();
    store.set(trigger("far"), monotonic + 5_000);
    assertThat(woken).hasValue(0);
    store.set(trigger("near"), monotonic + 100);
    assertThat(woken).hasValue(1);
    store.set(trigger("between"), monotonic + 200);
    assertThat(woken).hasValue(1);
  }

  @Test
  void heldTriggerThatIsSetAnewRingsAtItsNewTimeAlone() {
    CheckTrigger check = trigger("check");
    store.set(check, monotonic + 100);
    List<OperableTrigger> held = look();
    store.set(check, monotonic + 700);
    pass(100);
    assertThat(fire(held)).isEmpty();
    pass(600);
    assertThat(fire(look())).containsExactly("check");
    assertThat(store.getNumberOfTriggers()).isZero();
  }

  @Test
  void heldTriggerThatIsTakenOffStaysSilent() {
    CheckTrigger check = trigger("check");
    store.set(check, monotonic + 100);
    List<OperableTrigger> held = look();
    store.unset(check);
    held.forEach(store::releaseAcquiredTrigger);
    pass(100);
    assertThat(fire(held)).isEmpty();
    assertThat(look()).isEmpty();
  }
}
