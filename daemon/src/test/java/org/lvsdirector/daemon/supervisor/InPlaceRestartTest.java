package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.io.HandOver;

class InPlaceRestartTest {
  @Test
  void whatIsHandedOverIsWhatArrives() {
    HandOver state =
        new HandOver(
            17,
            Set.of("VI_1", "a \"b\""),
            Map.of("up", true, "down", false),
            Map.of("VI_1", 0xffff_fffdL));
    assertThat(InPlaceRestart.decode(InPlaceRestart.encode(state))).isEqualTo(state);
  }

  @Test
  void aProgramThatHandsNoSequencesOverIsUnderstoodToo() {
    assertThat(InPlaceRestart.decode("{\"at\":17,\"masters\":[\"VI_1\"],\"scripts\":{}}"))
        .isEqualTo(new HandOver(17, Set.of("VI_1"), Map.of(), Map.of()));
  }

  @Test
  void withoutAPredecessorNothingWasHandedOver() {
    assertThat(InPlaceRestart.received()).isEqualTo(HandOver.NONE);
  }
}
