package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.AuthHmac;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.RouteMetric;
import org.lvsdirector.parser.model.RouteType;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstance.InitialState;

/** Keepalived reference, VRRP 1, 10, 16, 17, 19. */
class VrrpInstanceTest {
  private static ParseResult parse(String lines) {
    return parse("", lines);
  }

  private static ParseResult parse(String before, String lines) {
    return Parsed.of(
        before
            + "vrrp_instance V1 {\n interface eth0\n virtual_router_id 51\n virtual_ipaddress {\n"
            + " 10.0.0.1/24\n}\n"
            + lines
            + "\n}\n");
  }

  private static VrrpInstance only(ParseResult result) {
    assertThat(result.config().vrrp().instances()).hasSize(1);
    return result.config().vrrp().instances().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "'', BACKUP, 100",
    "state MASTER, MASTER, 255",
    "'state MASTER\npriority 120', MASTER, 120",
    "priority 255, MASTER, 255",
    "'priority 300', BACKUP, 100",
    "state SLAVE, BACKUP, 100"
  })
  void stateAndPriorityFollowFromEachOther(String lines, InitialState state, int priority) {
    VrrpInstance vi = only(parse(lines));
    assertThat(vi.initialState()).isEqualTo(state);
    assertThat(vi.priority()).isEqualTo(priority);
  }

  @ParameterizedTest
  @CsvSource({
    "advert_int 0.4, 1000",
    "advert_int 1.5, 2000",
    "'version 3\nadvert_int 0.254', 250",
    "'version 3\nadvert_int 0.255', 260",
    "'version 3\nadvert_int 41', 40950",
    "'version 3\nadvert_int 0.01', 10"
  })
  void intervalIsRoundedAsTheVersionWants(String lines, long millis) {
    assertThat(only(parse(lines)).advertInterval()).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void passwordIsCutAndPadded() {
    VrrpInstance vi = only(parse("authentication {\n auth_type PASS\n auth_pass 1234567890\n}"));
    assertThat(vi.authentication().orElseThrow().password().toHex()).isEqualTo("3132333435363738");
    VrrpInstance padded = only(parse("authentication {\n auth_type PASS\n auth_pass ab\n}"));
    assertThat(padded.authentication().orElseThrow().password().toHex())
        .isEqualTo("6162000000000000");
  }

  @Test
  void passwordNeverEntersAMessage() {
    ParseResult result =
        parse("version 3\nauthentication {\n auth_type PASS\n auth_pass geheimnis\n}");
    assertThat(only(result).authentication()).isEmpty();
    assertThat(result.diagnostics().toString()).doesNotContain("geheim");
  }

  @Test
  void hmacReplacesLegacyAuthentication() {
    String key = "hex:" + "ab".repeat(32);
    VrrpInstance vi =
        only(parse("auth_hmac {\n key 7 " + key + "\n active_key 7\n mode permissive\n}"));
    AuthHmac hmac = vi.authHmac().orElseThrow();
    assertThat(hmac.keys().keySet()).containsExactly(7);
    assertThat(hmac.timeWindow()).hasSeconds(5);
    assertThat(hmac.mode()).isEqualTo(AuthHmac.Mode.PERMISSIVE);
    assertThat(only(parse("auth_hmac {\n key 7 " + key + "\n}")).authHmac()).isEmpty();
  }

  @Test
  void nopreemptDoesNotGoWithMaster() {
    ParseResult result = parse("state MASTER\npriority 100\nnopreempt");
    assertThat(only(result).behaviour().preemptive()).isTrue();
    assertThat(result.exitStatus()).isEqualTo(5);
    assertThat(only(parse("nopreempt")).behaviour().preemptive()).isFalse();
  }

  @Test
  void unicastWithoutPeersFallsBackToMulticast() {
    ParseResult result = parse("unicast_src_ip 10.0.0.5");
    assertThat(only(result).transport().unicast()).isFalse();
    assertThat(result.exitStatus()).isEqualTo(5);
    VrrpInstance fault = only(parse("unicast_peer {\n}\nunicast_fault_no_peer"));
    assertThat(fault.configFault()).isPresent();
  }

  @Test
  void limitsOfAPeerTurnSourceCheckingOn() {
    VrrpInstance vi = only(parse("unicast_peer {\n 10.0.0.8 min_ttl 254\n 10.0.0.9\n}"));
    assertThat(vi.transport().checkUnicastSource()).isTrue();
    assertThat(vi.transport().unicastPeers().getFirst().minTtl()).isEqualTo(254);
  }

  @Test
  void strictModeForcesItsValues() {
    VrrpInstance vi =
        only(parse("global_defs {\n vrrp_strict\n}\n", "preempt_delay 5\npriority 90"));
    assertThat(vi.behaviour().strict()).isTrue();
    assertThat(vi.behaviour().accept()).isFalse();
    assertThat(vi.behaviour().preemptDelay()).isZero();
    assertThat(vi.behaviour().lowerPrioNoAdvert()).isTrue();
    assertThat(vi.garp().lowerPrioRepeat()).isZero();
  }

  @Test
  void globalsAreDefaultsWhereverTheyStand() {
    ParseResult result =
        Parsed.of(
            """
            vrrp_instance V1 {
              interface eth0
              virtual_router_id 1
              garp_master_refresh 60
              virtual_ipaddress {
                10.0.0.1
              }
            }
            global_defs {
              vrrp_garp_master_repeat 2
              vrrp_garp_master_refresh 30
              vrrp_version 3
              vrrp_mcast_group4 224.0.0.99
            }
            """);
    VrrpInstance vi = only(result);
    assertThat(vi.garp().masterRepeat()).isEqualTo(2);
    assertThat(vi.garp().lowerPrioRepeat()).isEqualTo(2);
    assertThat(vi.garp().masterRefresh()).hasSeconds(60);
    assertThat(vi.version()).isEqualTo(3);
    assertThat(AddressText.of(vi.transport().multicastGroup())).isEqualTo("224.0.0.99");
  }

  @Test
  void addressLinesKeepTheirOptions() {
    VrrpInstance vi =
        only(
            parse(
                """
                virtual_ipaddress_excluded {
                  10.0.1.1/24 dev eth1 brd + scope link label eth1:1 no_track
                  2001:db8::1
                  fe80::1/64 -nodad
                }
                """));
    VipAddress first = vi.excludedAddresses().get(0);
    assertThat(first.interfaceName()).contains("eth1");
    assertThat(first.broadcast().map(AddressText::of)).contains("10.0.1.255");
    assertThat(first.scope()).isEqualTo(253);
    assertThat(first.label()).contains("eth1:1");
    assertThat(first.noTrack()).isTrue();
    VipAddress six = vi.excludedAddresses().get(1);
    assertThat(six.preferredLifetime()).hasValue(0);
    assertThat(six.flags().noDad()).isTrue();
    assertThat(vi.excludedAddresses().get(2).flags().noDad()).isFalse();
    assertThat(vi.excludedAddresses().get(2).preferredLifetime()).isEmpty();
  }

  @Test
  void addressesOfAnotherFamilyAreRefused() {
    ParseResult result = parse("virtual_ipaddress {\n 2001:db8::1\n 10.0.0.1/24\n}");
    assertThat(only(result).virtualAddresses()).hasSize(1);
    assertThat(Parsed.counted(result)).hasSize(2);
  }

  @Test
  void routesAndRulesAreRead() {
    VrrpInstance vi =
        only(
            parse(
                """
                virtual_routes {
                  default via 10.0.0.254 dev eth0 table blue metric 5 mtu lock 1400
                  blackhole 10.9.0.0/16 dev eth0
                  inet6 default via 2001:db8::1 dev eth0
                }
                virtual_rules {
                  from 10.0.0.0/8 table 7 preference 99
                  sport 80 to 10.1.0.0/16 lookup main priority 98
                }
                """));
    IpRoute first = vi.routes().get(0);
    assertThat(first.table()).isEqualTo(100);
    assertThat(first.destination().length()).isZero();
    assertThat(first.metric()).hasValue(5);
    assertThat(first.options().metrics())
        .containsEntry(RouteMetric.MTU, new RouteMetric.Value(1400, true));
    assertThat(vi.routes().get(1).type()).isEqualTo(RouteType.BLACKHOLE);
    assertThat(vi.routes().get(2).family().keyword()).isEqualTo("inet6");
    assertThat(vi.rules().get(0).action()).isEqualTo(new IpRule.Action.Table(7));
    assertThat(vi.rules().get(1).selector().sourcePorts()).contains(new IpRule.Interval(80, 80));
  }

  @Test
  void ruleWithoutPreferenceCountsDown() {
    ParseResult result =
        parse("virtual_rules {\n from 10.0.0.0/8 table 7\n to 10.1.0.0/16 table 8\n}");
    assertThat(only(result).rules()).extracting(IpRule::priority).containsExactly(16384L, 16383L);
    assertThat(Parsed.counted(result)).hasSize(2);
  }

  @Test
  void vmacTakesNameMacAndGroup() {
    VrrpInstance vi = only(parse("use_vmac vip0 02:00:5e:00:01 group 5\nvmac_xmit_base"));
    var vmac = (VirtualLink.Vmac) vi.link().orElseThrow();
    assertThat(vmac.name()).contains("vip0");
    assertThat(vmac.macAddress().orElseThrow().toHex()).isEqualTo("02005e000133");
    assertThat(vmac.group()).hasValue(5);
    assertThat(vmac.transmitOnBase()).isTrue();
  }

  @Test
  void nameOfAnotherInterfaceOrInstanceIsNotTakenForTheVmac() {
    ParseResult result = parse("use_vmac eth1");
    assertThat(Parsed.counted(result))
        .singleElement()
        .asString()
        .contains("interface eth1 exists and is not a private macvlan, name ignored");
    assertThat(((VirtualLink.Vmac) only(result).link().orElseThrow()).name()).isEmpty();
    String second =
        """
        vrrp_instance V0 {
          interface eth0
          virtual_router_id 50
          use_vmac vip0
          virtual_ipaddress {
            10.0.0.2
          }
        }
        """;
    result = parse(second, "use_vmac vip0");
    assertThat(Parsed.counted(result))
        .singleElement()
        .asString()
        .contains("vrrp_instance V0 has the interface name vip0 already, name ignored");
    assertThat(Parsed.counted(parse(second, "use_vmac vip1"))).isEmpty();
    assertThat(Parsed.counted(parse("use_ipvlan eth1 10.0.0.9")))
        .singleElement()
        .asString()
        .contains("interface eth1 exists and is not an l2 ipvlan, name ignored");
  }

  @Test
  void vmacWithUnicastTransmitsOnItsBaseAndSaysSo() {
    String peers = "\nunicast_src_ip 10.0.0.8\nunicast_peer {\n 10.0.0.9\n}";
    ParseResult result = parse("use_vmac vip0" + peers);
    assertThat(Parsed.counted(result))
        .singleElement()
        .asString()
        .contains("use_vmac with unicast needs vmac_xmit_base, which is set");
    assertThat(((VirtualLink.Vmac) only(result).link().orElseThrow()).transmitOnBase()).isTrue();
    assertThat(Parsed.counted(parse("use_vmac vip0\nvmac_xmit_base" + peers))).isEmpty();
  }

  @Test
  void trackersTakeTheWeightOfWhatTheyTrack() {
    String scripts = "vrrp_script s {\n script \"</good/x\"\n weight -20 reverse\n}\n";
    Tracking tracking =
        only(parse(scripts, "track_script {\n s\n}\ntrack_interface {\n eth1 weight 254\n}"))
            .tracking();
    assertThat(tracking.scripts()).containsExactly(new Tracking.Entry("s", -20, true));
    assertThat(tracking.interfaces()).containsExactly(new Tracking.Entry("eth1", 253, false));
  }

  @Test
  void ownersKeepNoWeightedTrackers() {
    String scripts = "vrrp_script s {\n script \"</good/x\"\n weight 5\n}\n";
    VrrpInstance vi =
        only(parse(scripts, "priority 255\ntrack_script {\n s\n}\ntrack_interface {\n eth1\n}"));
    assertThat(vi.tracking().scripts()).isEmpty();
    assertThat(vi.tracking().interfaces()).hasSize(1);
  }

  @Test
  void unusedScriptIsRemovedWithAComplaint() {
    ParseResult result = parse("vrrp_script s {\n script \"</good/x\"\n}\n", "");
    assertThat(result.config().vrrp().scripts()).isEmpty();
    assertThat(Parsed.messages(result)).contains("vrrp_script s is not used");
    assertThat(result.exitStatus()).isZero();
  }

  @Test
  void initFailHasItsEffectBehindThePrefix() {
    String script = "vrrp_script s {\n script \"</good/x\"\n %s\n}\n";
    String track = "track_script {\n s\n}";
    assertThat(
            parse(script.formatted("init_fail"), track)
                .config()
                .vrrp()
                .scripts()
                .getFirst()
                .initFail())
        .isFalse();
    assertThat(
            parse(script.formatted("@lvs_director init_fail on"), track)
                .config()
                .vrrp()
                .scripts()
                .getFirst()
                .initFail())
        .isTrue();
  }

  @Test
  void syncGroupKeepsExistingMembersOfNoOtherGroup() {
    ParseResult result =
        parse(
            """
            vrrp_sync_group G {
              group {
                V1
                V9
              }
            }
            vrrp_sync_group H {
              group {
                V1
              }
            }
            """,
            "state MASTER\npriority 100");
    assertThat(result.config().vrrp().syncGroups()).hasSize(1);
    assertThat(result.config().vrrp().syncGroups().getFirst().members()).isEqualTo(List.of("V1"));
    assertThat(only(result).initialState()).isEqualTo(InitialState.BACKUP);
    assertThat(only(result).syncGroup()).contains("G");
  }
}
