package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.packet.Counter;

/**
 * {@code vrf} of an instance without interface: its sockets are bound to that device (keepalived
 * reference, VRRP 5.4). Any device will do to show it, since not every kernel has VRFs.
 */
class VrfSocketIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void rule5p4AdvertsLeaveByTheVrf() throws Exception {
    assertThat(peerSoughtOn("vrf eth1")).containsExactly("eth1");
    assertThat(peerSoughtOn("")).containsExactly("eth0");
  }

  /** The interfaces on which the kernel looked for the peer's hardware address. */
  private static List<String> peerSoughtOn(String line) throws Exception {
    String file =
        """
        vrrp_instance VI_1 {
          %s
          unicast_src_ip 10.9.0.1
          unicast_peer {
            10.9.0.2
          }
          virtual_router_id 51
          priority 255
          state MASTER
          virtual_ipaddress {
            10.9.0.100/24 dev eth0
          }
        }
        """
            .formatted(line);
    try (Twin twin = Twin.create()) {
      twin.addInterface("eth1");
      try (VrrpService service =
          VrrpService.start(ConfFile.read(file), VrrpOptions.in(twin.host()), _ -> {})) {
        Shell.until("sent", PATIENCE, () -> sent(service) > 0 && !sought(twin).isEmpty());
        return sought(twin);
      }
    }
  }

  private static long sent(VrrpService service) {
    return service
        .snapshot()
        .instance("VI_1")
        .map(i -> i.counters().getOrDefault(Counter.ADVERT_SENT, 0L))
        .orElse(0L);
  }

  private static List<String> sought(Twin twin) {
    return Stream.of("eth0", "eth1")
        .filter(device -> twin.ip("neigh show dev " + device).contains("10.9.0.2 "))
        .toList();
  }
}
