package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.packet.Counter;

/** Our router on host 1 and keepalived on host 2 of a segment, through one case of the matrix. */
final class InteropPair implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** A skew of at most 0.61 s, and a busy machine. */
  private static final Duration HAND_OVER = Duration.ofMillis(2300);

  private final InteropCase c;
  private final Segment segment = Segment.of(2);
  private final List<VrrpNotice> notices = new CopyOnWriteArrayList<>();
  private Keepalived theirs;
  private VrrpService ours;

  InteropPair(InteropCase c, int theirPriority) {
    this.c = c;
    this.theirs = keepalived(theirPriority);
    try {
      this.ours = service(50);
    } catch (LinuxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Keepalived keepalived(int priority) {
    return Keepalived.start(segment.host(2), c.file(2, 1, priority, ""));
  }

  private VrrpService service(int priority) throws LinuxException {
    return VrrpService.start(
        ConfFile.read(c.file(1, 2, priority, "")), VrrpOptions.in(segment.host(1)), notices::add);
  }

  /** The case from election to hand-back; a failure says what both did. */
  static void run(InteropCase c) throws Exception {
    try (var pair = new InteropPair(c, 100)) {
      try {
        pair.theyAreMaster("election");
        if (c.preempt()) {
          pair.weAreHigherAndTakeOver();
          pair.theyAreHigherAndTakeOver();
        } else {
          pair.weAreHigherAndWait();
          pair.theyAreHigherAndWait();
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            c + ": " + e.getMessage() + "\n" + pair.notices + "\n" + pair.theirs.log(), e);
      }
    }
  }

  private void weAreHigherAndTakeOver() throws LinuxException {
    ours.stop();
    ours = service(150);
    weAreMaster("the higher priority takes over");
    ours.stop();
    assertThat(segment.has(1, c.vip())).as("address after stop").isFalse();
    assertThat(theyAreMaster("priority 0 hands over")).isLessThan(HAND_OVER);
    ours = service(150);
    weAreMaster("hand-back");
    segment.cable(1, false);
    assertSilence(Shell.until("silence", PATIENCE, () -> segment.has(2, c.vip())));
    segment.cable(1, true);
    weAreMaster("healed");
  }

  private void theyAreHigherAndTakeOver() {
    theirs.stop();
    theirs = keepalived(200);
    theyAreMaster("the higher priority takes over from us");
    Shell.until("we say so", PATIENCE, () -> state() == Reported.BACKUP);
    theirs.stop();
    assertThat(weAreMaster("its priority 0 hands over")).isLessThan(HAND_OVER);
    theirs = keepalived(200);
    theyAreMaster("hand-back to it");
    segment.cable(2, false);
    assertSilence(Shell.until("its silence", PATIENCE, () -> segment.has(1, c.vip())));
    segment.cable(2, true);
    theyAreMaster("healed towards it");
  }

  private void weAreHigherAndWait() throws LinuxException {
    ours.stop();
    ours = service(150);
    long before = count(Counter.ADVERT_RCVD);
    Shell.until("heard", PATIENCE, () -> count(Counter.ADVERT_RCVD) >= before + 5);
    assertThat(state()).as("nopreempt").isEqualTo(Reported.BACKUP);
    assertThat(segment.has(2, c.vip())).isTrue();
    theirs.stop();
    assertThat(weAreMaster("its priority 0 hands over")).isLessThan(HAND_OVER);
  }

  private void theyAreHigherAndWait() {
    theirs = keepalived(200);
    Shell.until("it is BACKUP", PATIENCE, () -> theirs.log().contains("Entering BACKUP STATE"));
    long before = count(Counter.ADVERT_SENT);
    Shell.until("sent", PATIENCE, () -> count(Counter.ADVERT_SENT) >= before + 5);
    assertThat(segment.has(2, c.vip())).as("its nopreempt").isFalse();
    segment.cable(1, false);
    assertSilence(Shell.until("our silence", PATIENCE, () -> segment.has(2, c.vip())));
    segment.cable(1, true);
    theyAreMaster("of two masters the higher stays");
    theirs.stop();
    assertThat(weAreMaster("its priority 0 hands over")).isLessThan(HAND_OVER);
  }

  /** Three intervals and the skew since the last advert, which was up to an interval ago. */
  private static void assertSilence(Duration taken) {
    assertThat(taken).isBetween(Duration.ofMillis(1900), Duration.ofMillis(6500));
  }

  private Duration weAreMaster(String what) {
    return Shell.until(
        what,
        PATIENCE,
        () -> state() == Reported.MASTER && segment.has(1, c.vip()) && !segment.has(2, c.vip()));
  }

  private Duration theyAreMaster(String what) {
    return Shell.until(what, PATIENCE, () -> segment.has(2, c.vip()) && !segment.has(1, c.vip()));
  }

  private Reported state() {
    return ours.snapshot().instance("VI_1").map(i -> i.state()).orElse(Reported.INIT);
  }

  private long count(Counter counter) {
    return ours.snapshot()
        .instance("VI_1")
        .map(i -> i.counters().getOrDefault(counter, 0L))
        .orElse(0L);
  }

  @Override
  public void close() {
    ours.stop();
    theirs.close();
    segment.close();
  }
}
