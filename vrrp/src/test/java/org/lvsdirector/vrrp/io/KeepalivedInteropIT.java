package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstanceBuilder;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.packet.Addresses;

/** One router of ours and one keepalived 2.2.7 on a segment, in both roles. */
class KeepalivedInteropIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  enum Case {
    V2_IPV4_MULTICAST(2, false, false, "NONE"),
    V2_IPV4_MULTICAST_PASS(2, false, false, "PASS"),
    V2_IPV4_MULTICAST_AH(2, false, false, "AH"),
    V2_IPV4_UNICAST(2, false, true, "NONE"),
    V2_IPV4_UNICAST_PASS(2, false, true, "PASS"),
    V2_IPV4_UNICAST_AH(2, false, true, "AH"),
    V3_IPV4_MULTICAST(3, false, false, "NONE"),
    V3_IPV4_UNICAST(3, false, true, "NONE"),
    V3_IPV6_MULTICAST(3, true, false, "NONE"),
    V3_IPV6_UNICAST(3, true, true, "NONE");

    final int version;
    final boolean ipv6;
    final boolean unicast;
    final String auth;

    Case(int version, boolean ipv6, boolean unicast, String auth) {
      this.version = version;
      this.ipv6 = ipv6;
      this.unicast = unicast;
      this.auth = auth;
    }

    String vip() {
      return ipv6 ? "fe80::100" : "10.9.0.100";
    }

    String host(int i) {
      return (ipv6 ? "fe80::" : "10.9.0.") + i;
    }

    VrrpInstance ours(int priority) {
      AddressFamily family = ipv6 ? AddressFamily.INET6 : AddressFamily.INET;
      VrrpInstanceBuilder builder =
          VrrpInstance.builder("VI_1")
              .family(family)
              .version(version)
              .virtualRouterId(51)
              .priority(priority)
              .transport(transport(family))
              .virtualAddresses(
                  List.of(VipAddress.of(Addresses.parse(vip()), ipv6 ? 64 : 24, "eth0")));
      if (!auth.equals("NONE")) {
        builder.authentication(
            new Authentication(
                Authentication.Type.valueOf(auth),
                Octets.of(
                    Arrays.copyOf(
                        "secret".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 8))));
      }
      return builder.build();
    }

    private VrrpTransport transport(AddressFamily family) {
      return unicast
          ? VrrpTransport.unicast(
              Addresses.parse(host(1)), List.of(UnicastPeer.of(Addresses.parse(host(2)))))
          : VrrpTransport.multicast(family);
    }

    String theirs(int priority) {
      String peers =
          unicast ? "unicast_src_ip %s\nunicast_peer {\n%s\n}\n".formatted(host(2), host(1)) : "";
      String authentication =
          auth.equals("NONE")
              ? ""
              : "authentication {\nauth_type %s\nauth_pass secret\n}\n".formatted(auth);
      return """
          vrrp_instance VI_1 {
            state BACKUP
            interface eth0
            virtual_router_id 51
            version %d
            priority %d
            advert_int 1
            %s%s
            virtual_ipaddress {
              %s/%d dev eth0
            }
          }
          """
          .formatted(version, priority, peers, authentication, vip(), ipv6 ? 64 : 24);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothRolesElectFailOverAndHandBack(Case c) throws Exception {
    List<VrrpNotice> notices = Collections.synchronizedList(new ArrayList<>());
    try (Segment segment = Segment.of(2);
        Keepalived keepalived = Keepalived.start(segment.host(2), c.theirs(100))) {
      try {
        Shell.until("keepalived is MASTER", PATIENCE, () -> segment.has(2, c.vip()));
        try (VrrpService service = start(segment, c.ours(150), notices)) {
          Shell.until("we take over", PATIENCE, () -> state(service) == Reported.MASTER);
          Shell.until("keepalived yields", PATIENCE, () -> !segment.has(2, c.vip()));
          assertThat(segment.has(1, c.vip())).isTrue();
        }
        assertThat(segment.has(1, c.vip())).as("address after stop").isFalse();
        Duration handOver =
            Shell.until("keepalived takes over", PATIENCE, () -> segment.has(2, c.vip()));
        assertThat(handOver).isLessThan(Duration.ofMillis(1900));
        try (VrrpService service = start(segment, c.ours(50), notices)) {
          Shell.until("we hear it", PATIENCE, () -> heard(service));
          assertThat(state(service)).isEqualTo(Reported.BACKUP);
          keepalived.stop();
          Duration takeOver = Shell.until("we take over", PATIENCE, () -> segment.has(1, c.vip()));
          assertThat(takeOver).isLessThan(Duration.ofMillis(2500));
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(e.getMessage() + "\n" + notices + "\n" + keepalived.log(), e);
      }
    }
  }

  private static VrrpService start(Segment segment, VrrpInstance config, List<VrrpNotice> notices)
      throws Exception {
    KeepalivedConfig all =
        KeepalivedConfig.EMPTY.withVrrp(VrrpConfig.of(List.of(config), List.of()));
    return VrrpService.start(all, VrrpOptions.in(segment.host(1)), notices::add);
  }

  private static Reported state(VrrpService service) {
    return service.snapshot().instance("VI_1").map(i -> i.state()).orElse(Reported.INIT);
  }

  private static boolean heard(VrrpService service) {
    return service
        .snapshot()
        .instance("VI_1")
        .map(VrrpSnapshot.InstanceStatus::lastAdvert)
        .filter(Optional::isPresent)
        .isPresent();
  }
}
