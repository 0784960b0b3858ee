package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.KeepalivedConfig;

/** keepalived reference, VRRP 5.5. */
class ReceiveBufferSizeTest {
  @Test
  void nothingWrittenLeavesTheKernelsDefault() {
    assertThat(size("", "")).isZero();
  }

  @Test
  void mtuIsMultiplied() {
    assertThat(size("vrrp_rx_bufs_policy MTU", "")).isEqualTo(3 * 1500);
    assertThat(size("vrrp_rx_bufs_policy MTU\nvrrp_rx_bufs_multiplier 20", "")).isEqualTo(30000);
  }

  @Test
  void advertsGrowWithTheirAddresses() {
    assertThat(size("vrrp_rx_bufs_policy ADVERT", "")).isEqualTo(3 * (88 + 4 * 2));
  }

  @Test
  void aNumberIsTakenAsItIs() {
    assertThat(size("vrrp_rx_bufs_policy 40000", "")).isEqualTo(40000);
  }

  @Test
  void theInstancesOwnSizeWins() {
    assertThat(size("vrrp_rx_bufs_policy 40000", "kernel_rx_buf_size 65536")).isEqualTo(65536);
  }

  private static int size(String globals, String own) {
    KeepalivedConfig config =
        ConfFile.read(
            """
            global_defs {
              %s
            }
            vrrp_instance VI_1 {
              interface eth0
              virtual_router_id 51
              %s
              virtual_ipaddress {
                10.9.0.100/24
                10.9.0.101/24
              }
            }
            """
                .formatted(globals, own));
    return ReceiveBufferSize.of(
        config.vrrp().instances().getFirst(), config.global().vrrp().receiveBuffers(), 1500);
  }
}
