package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** keepalived reference, VRRP 2.1. */
class AdvertSenderTest {
  @Test
  void rule2p1IdsCountFrom1AndLeaveOut0() {
    assertThat(AdvertSender.idAfter(0)).isEqualTo(1);
    assertThat(AdvertSender.idAfter(1)).isEqualTo(2);
    assertThat(AdvertSender.idAfter(65_534)).isEqualTo(65_535);
    assertThat(AdvertSender.idAfter(65_535)).isEqualTo(1);
  }
}
