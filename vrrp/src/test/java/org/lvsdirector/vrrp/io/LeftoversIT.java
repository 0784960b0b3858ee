package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.fsm.Reported;

/** What a killed run leaves behind is gone before the next one says its first word. */
class LeftoversIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FILE =
      """
      vrrp_instance VI_1 {
        %s
        version 3
        interface eth0
        virtual_router_id 51
        advert_int %s
        use_vmac
        virtual_ipaddress {
          10.9.0.100/24
        }
        virtual_ipaddress_excluded {
          2001:db8::100/64
        }
        virtual_routes {
          192.0.2.0/24 via 10.9.0.2 dev eth0
        }
        virtual_rules {
          from 192.0.2.0/24 table 100 priority 777
        }
      }
      """;

  @Test
  void addressesRoutesRulesAndTablesOfAKilledRunAreRemovedAndItsVmacIsReused() throws Exception {
    try (Twin twin = Twin.create()) {
      var killed = new VrrpOptions(Optional.of(twin.host()), false);
      String master = FILE.formatted("state MASTER\npriority 255", "1");
      try (VrrpService service = VrrpService.start(ConfFile.read(master), killed, _ -> {})) {
        Shell.until("MASTER", PATIENCE, () -> state(service) == Reported.MASTER);
      }
      assertThat(twin.inside("nft add table ip keepalived")).isBlank();
      assertThat(twin.inside("nft add chain ip keepalived left_behind")).isBlank();
      assertThat(twin.placeOf("10.9.0.100")).containsOnly("vrrp.51");
      assertThat(twin.placeOf("2001:db8::100")).containsOnly("eth0");
      assertThat(twin.ip("route show 192.0.2.0/24")).isNotBlank();
      assertThat(twin.ip("rule show")).contains("777:");
      String vmac = twin.ip("-o link show vrrp.51");

      String backup = FILE.formatted("priority 100", "40");
      try (VrrpService service =
          VrrpService.start(ConfFile.read(backup), VrrpOptions.in(twin.host()), _ -> {})) {
        assertThat(state(service)).isEqualTo(Reported.BACKUP);
        assertThat(twin.placeOf("10.9.0.100", "2001:db8::100")).isEmpty();
        assertThat(twin.ip("route show 192.0.2.0/24")).isBlank();
        assertThat(twin.ip("rule show")).doesNotContain("777:");
        assertThat(twin.inside("nft list ruleset")).doesNotContain("left_behind");
        assertThat(twin.ip("-o link show vrrp.51")).startsWith(vmac.substring(0, 12));
      }
      assertThat(twin.ip("link show")).doesNotContain("vrrp.51");
      assertThat(twin.inside("nft list ruleset")).isBlank();
    }
  }

  private static Reported state(VrrpService service) {
    return service.snapshot().instance("VI_1").map(i -> i.state()).orElse(Reported.INIT);
  }
}
