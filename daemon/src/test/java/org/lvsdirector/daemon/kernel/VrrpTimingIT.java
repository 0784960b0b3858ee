package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.daemon.kernel.WireLog.Advert;

/**
 * When adverts go out and who is MASTER, measured on the wire, with adverts every 100 ms and
 * faster.
 */
class VrrpTimingIT {
  private static final int SECONDS = Integer.getInteger("timing.seconds", 120);
  private static final int CHECKS = Integer.getInteger("timing.checks", 200);

  /** Half a second for an observer and a director on a machine that has much else to do. */
  private static final Duration ROOM = Duration.ofMillis(500);

  /** Natively it takes 2 to 6 ms, in an emulated machine ten times that. */
  private static final long FIRST_ROOM = 100;

  @AutoClose private LabTopology lab;
  private Host first;
  private Host second;

  @BeforeEach
  void up() {
    lab = LabTopology.up();
    first = lab.director1();
    second = lab.director2();
  }

  /**
   * All processors busy, every check failing, and a reload every few seconds to fill the heap of
   * the main processes; then the MASTER is killed. {@code lab/soak} runs this for an hour.
   */
  @Test
  void nobodyTakesOverWhileTheMachineIsBusyAndThenTheBackupDoesInTime() {
    TimedDirector better = TimedDirector.of(150).failingChecks(CHECKS);
    TimedDirector worse = TimedDirector.of(100).failingChecks(CHECKS);
    Running one = better.startMaster(lab, first);
    Running two = worse.startBackup(lab, second);
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      lab.rs2().start("sh", "-c", "while :; do :; done");
    }
    try (WireLog wire = WireLog.on(lab, lab.client(), "eth0")) {
      long from = nowMicros();
      long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
      while (System.nanoTime() < end) {
        better.reload(one);
        worse.reload(two);
      }
      long killed = nowMicros();
      List<Advert> before = wire.adverts(ad -> ad.micros() > from && ad.micros() < killed);
      assertThat(before).isNotEmpty();
      assertThat(before)
          .filteredOn(ad -> !ad.source().equals(first.address()))
          .as(() -> changes(one) + changes(two))
          .isEmpty();
      System.out.printf(
          "%d s busy: %d adverts, gaps of %s ms (median, 99 %%, longest), no takeover%n",
          SECONDS, before.size(), gaps(before));

      long millis = takeover(wire, one, two);
      System.out.printf(
          "killed: the VIP is announced %d ms after the last advert (down interval 361 ms)%n",
          millis);
      assertThat(millis).as(two.log()).isBetween(361L, 361 + ROOM.toMillis());
    }
  }

  /** How long after the last advert of a MASTER that is killed its addresses are announced. */
  private long takeover(WireLog wire, Running one, Running two) {
    long killed = nowMicros();
    one.signal("KILL");
    Await.until(
        second + " announces the VIP",
        Await.LONG,
        () -> announced(wire, killed).isPresent(),
        two::log);
    long last = wire.adverts(ad -> ad.source().equals(first.address())).getLast().micros();
    return (announced(wire, killed).orElseThrow() - last) / 1000;
  }

  /** The backup has never been MASTER: that was rehearsed elsewhere. */
  @ParameterizedTest
  @CsvSource({"0.1, 361", "0.01, 36"})
  void theFirstTakeoverOfABackupIsNoSlowerThanALaterOne(String interval, long downInterval) {
    Running one = TimedDirector.of(150).every(interval).startMaster(lab, first);
    Running two = TimedDirector.of(100).every(interval).startBackup(lab, second);
    try (WireLog wire = WireLog.on(lab, lab.client(), "eth0")) {
      awaitAdverts(wire, first, nowMicros() + 2_000_000);
      long millis = takeover(wire, one, two);
      System.out.printf(
          "adverts every %s s: the VIP is announced %d ms after the last (down interval %d ms)%n",
          interval, millis, downInterval);
      assertThat(millis).as(two.log()).isBetween(downInterval - 10, downInterval + FIRST_ROOM);
    }
  }

  /** An hour's log does not fit into a message. */
  private static String changes(Running director) {
    return director.host() + ":\n" + director.linesWith("(VI_1)", "late", "worker");
  }

  private OptionalLong announced(WireLog wire, long after) {
    return wire.announcements().stream()
        .filter(a -> a.micros() > after && a.mac().equals(second.mac()))
        .filter(a -> a.address().equals(LabTopology.VIP))
        .mapToLong(WireLog.Announcement::micros)
        .min();
  }

  private static String gaps(List<Advert> adverts) {
    long[] gaps = new long[adverts.size() - 1];
    Arrays.setAll(gaps, i -> (adverts.get(i + 1).micros() - adverts.get(i).micros()) / 1000);
    Arrays.sort(gaps);
    return gaps[gaps.length / 2]
        + ", "
        + gaps[gaps.length * 99 / 100]
        + ", "
        + gaps[gaps.length - 1];
  }

  /** The JVM's own threads too: the loop waits for them when the heap is collected. */
  @Test
  void theMainProcessIsFavouredAndItsWorkerIsNot() {
    Running one = TimedDirector.of(150).failingChecks(1).startMaster(lab, first);
    one.awaitLog("Startup complete");
    assertThat(nice(one.pid())).contains("VM Thread -10", "vrrp -10");
    String worker = first.worker();
    assertThat(nice(worker)).isNotEmpty().allMatch(line -> line.endsWith(" 0"));
  }

  private List<String> nice(String process) {
    return first
        .ok("ps", "-L", "-o", "comm=,ni=", "-p", process)
        .lines()
        .map(line -> line.strip().replaceAll("\\s+(?=-?\\d+$)", " "))
        .toList();
  }

  /** It takes the addresses back, and answers all that has queued up once. */
  @Test
  void aStoppedMasterThatIsTheBetterOneIsTheOnlyMasterASecondAfterItGoesOn() {
    Running one = TimedDirector.of(150).startMaster(lab, first);
    Running two = TimedDirector.of(100).startBackup(lab, second);
    try (WireLog wire = WireLog.on(lab, lab.client(), "eth0")) {
      long goesOn = stopForTenSeconds(one, two, wire);
      awaitAdverts(wire, first, goesOn + 3_000_000);
      awaitHolders(first, second, one, two);

      List<Advert> after = wire.adverts(ad -> ad.micros() > goesOn);
      assertThat(after)
          .filteredOn(ad -> ad.micros() > goesOn + 1_000_000)
          .extracting(Advert::source)
          .containsOnly(first.address());
      assertThat(after)
          .as("adverts of the first half second, answers to old ones among them\n" + one.log())
          .filteredOn(ad -> ad.source().equals(first.address()) && ad.micros() < goesOn + 500_000)
          .hasSizeLessThan(30);
    }
  }

  /** It has been replaced by a better one, so it has nothing more to say. */
  @Test
  void aStoppedMasterThatIsTheWorseOneLeavesWithoutASingleAdvert() {
    Running one = TimedDirector.of(100).startMaster(lab, first);
    Running two = TimedDirector.of(150).with("nopreempt").startBackup(lab, second);
    try (WireLog wire = WireLog.on(lab, lab.client(), "eth0")) {
      long goesOn = stopForTenSeconds(one, two, wire);
      awaitAdverts(wire, second, goesOn + 3_000_000);
      awaitHolders(second, first, one, two);

      assertThat(wire.adverts(ad -> ad.micros() > goesOn))
          .as(one.log())
          .extracting(Advert::source)
          .containsOnly(second.address());
    }
  }

  /** Answers when it went on, in microseconds since 1970. */
  private long stopForTenSeconds(Running master, Running backup, WireLog wire) {
    master.signal("STOP");
    long stopped = nowMicros();
    backup.awaitLog("BACKUP -> MASTER");
    awaitAdverts(wire, second, stopped + Duration.ofSeconds(10).toNanos() / 1000);
    long before = nowMicros();
    master.goOn();
    long goesOn = nowMicros();
    assertThat(wire.adverts(ad -> ad.micros() > stopped + 1000 && ad.micros() < before))
        .extracting(Advert::source)
        .containsOnly(second.address());
    return goesOn;
  }

  private static void awaitAdverts(WireLog wire, Host sender, long until) {
    Await.until(
        sender + " advertises until then",
        Await.LONG,
        () ->
            wire.adverts().stream()
                .anyMatch(ad -> ad.source().equals(sender.address()) && ad.micros() > until),
        () -> wire.adverts().toString());
  }

  private static void awaitHolders(Host holder, Host other, Running one, Running two) {
    Await.until(
        holder + " alone holds the VIP",
        Await.LONG,
        () -> holder.holds(LabTopology.VIP) && !other.holds(LabTopology.VIP),
        () -> one.log() + two.log());
  }

  private static long nowMicros() {
    return System.currentTimeMillis() * 1000;
  }
}
