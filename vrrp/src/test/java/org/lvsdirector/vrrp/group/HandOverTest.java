package org.lvsdirector.vrrp.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.VrrpEffect;

/** A program goes on as MASTER where the one before it ended without a word. */
class HandOverTest {
  @Test
  void aResumingInstanceIsMasterInTheSameInstantWithoutHavingBeenBackup() {
    Bench bench = Bench.of(Bench.instance("A").build());

    List<VrrpEffect> start = resume(bench, "A");
    List<VrrpEffect> next = bench.advance(Duration.ZERO);

    assertThat(Bench.only(start, VrrpEffect.Notify.class)).isEmpty();
    assertThat(bench.state("A")).isEqualTo(Reported.MASTER);
    assertThat(Bench.only(next, VrrpEffect.SendAdvert.class)).hasSize(1);
    assertThat(Bench.only(next, VrrpEffect.RemoveAddress.class)).isEmpty();
  }

  @Test
  void onlyTheNamedInstancesResume() {
    Bench bench = Bench.of(Bench.instance("A").build(), Bench.instance("B").build());

    resume(bench, "B");
    bench.advance(Duration.ZERO);

    assertThat(bench.state("A")).isEqualTo(Reported.BACKUP);
    assertThat(bench.state("B")).isEqualTo(Reported.MASTER);
  }

  @Test
  void aSyncGroupResumesTogether() {
    Bench bench = Bench.group(Bench.instance("A").build(), Bench.instance("B").build());

    resume(bench, "A", "B");
    bench.advance(Duration.ZERO);

    assertThat(bench.state("A")).isEqualTo(Reported.MASTER);
    assertThat(bench.state("B")).isEqualTo(Reported.MASTER);
  }

  @Test
  void oneThatListensFirstStaysBackupWhereItHearsAHigherRouter() {
    Bench bench = Bench.of(Bench.instance("A").build());

    resume(bench, Duration.ofMillis(1_250), "A");
    bench.advance(Duration.ofMillis(600));
    bench.hear("A", 200);
    bench.advance(Duration.ofMillis(900));

    assertThat(bench.state("A")).isEqualTo(Reported.BACKUP);
  }

  @Test
  void oneThatListensFirstIsMasterWhereItHearsNobody() {
    Bench bench = Bench.of(Bench.instance("A").build());

    resume(bench, Duration.ofMillis(1_250), "A");
    bench.advance(Duration.ofMillis(1_249));
    assertThat(bench.state("A")).isEqualTo(Reported.BACKUP);
    bench.advance(Duration.ofMillis(1));

    assertThat(bench.state("A")).isEqualTo(Reported.MASTER);
  }

  private static List<VrrpEffect> resume(Bench bench, String... names) {
    return resume(bench, Duration.ZERO, names);
  }

  private static List<VrrpEffect> resume(Bench bench, Duration listening, String... names) {
    bench.link("eth0", true);
    Map<String, Duration> resuming =
        Stream.of(names).collect(Collectors.toMap(Function.identity(), _ -> listening));
    return bench.step(new RouterEvent.Started(bench.now(), resuming));
  }
}
