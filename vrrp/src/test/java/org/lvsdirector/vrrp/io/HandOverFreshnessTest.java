package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.group.Bench;

class HandOverFreshnessTest {
  private final VrrpInstance everySecond =
      Bench.instance("A").advertInterval(Duration.ofSeconds(1)).build();

  @Test
  void resumesAtOnceWhileNoOtherRouterCanHaveTakenOver() {
    assertThat(resuming(Duration.ofMillis(1_999))).containsEntry("A", Duration.ZERO);
  }

  @Test
  void listensFirstOnceTheLastAdvertMayBeThreeIntervalsOld() {
    assertThat(resuming(Duration.ofSeconds(2))).containsEntry("A", Duration.ofMillis(1_250));
  }

  @Test
  void startsFromNothingAfterAMinute() {
    assertThat(resuming(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void anInstanceThatWasNotMasterDoesNotResume() {
    HandOver state = new HandOver(0, Set.of("B"), Map.of(), Map.of());
    assertThat(state.resuming(List.of(everySecond), 1)).isEmpty();
  }

  private Map<String, Duration> resuming(Duration silence) {
    HandOver state = new HandOver(77, Set.of("A"), Map.of(), Map.of());
    return state.resuming(List.of(everySecond), 77 + silence.toNanos());
  }
}
