package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.io.HandOver;

class InPlaceRestartTest {
  @Test
  void whatIsHandedOverIsWhatArrives() {
    HandOver state = new HandOver(17, Set.of("VI_1", "a \"b\""), Map.of("up", true, "down", false));
    assertThat(InPlaceRestart.decode(InPlaceRestart.encode(state))).isEqualTo(state);
  }

  @Test
  void withoutAPredecessorNothingWasHandedOver() {
    assertThat(InPlaceRestart.received()).isEqualTo(HandOver.NONE);
  }
}
