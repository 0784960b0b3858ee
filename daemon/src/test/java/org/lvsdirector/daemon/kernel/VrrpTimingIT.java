package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.daemon.kernel.WireLog.Advert;

/** When adverts go out and who is MASTER, measured on the wire, with adverts every 100 ms. */
class VrrpTimingIT {
  private LabTopology lab;
  private Host first;
  private Host second;

  @BeforeEach
  void up() {
    lab = LabTopology.up();
    first = lab.director1();
    second = lab.director2();
  }

  @AfterEach
  void down() {
    lab.close();
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
