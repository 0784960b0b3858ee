package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstance.InitialState;

/**
 * How the settings of an instance follow from its lines and from global_defs: one method per rule
 * of the keepalived reference, VRRP 1, 9.3 and 10.5, beside those of {@link VrrpInstanceTest}.
 */
class VrrpResolutionTest {
  private static final String VIP = "virtual_ipaddress {\n 10.0.0.1/24\n}\n";
  private static final String VIP6 = "virtual_ipaddress {\n fe80::1\n}\n";
  private static final String PEER = "unicast_peer {\n 10.0.0.9\n}\n";

  private static ParseResult parse(String lines) {
    return Parsed.of(instance("V1", 51, lines));
  }

  private static String instance(String name, int vrid, String lines) {
    return "vrrp_instance %s {\n interface eth0\n virtual_router_id %d\n %s\n}\n"
        .formatted(name, vrid, lines);
  }

  private static VrrpInstance only(ParseResult result) {
    assertThat(result.config().vrrp().instances()).hasSize(1);
    return result.config().vrrp().instances().getFirst();
  }

  private static VrrpInstance read(String lines) {
    return only(parse(lines));
  }

  @Test
  void rule1p2TheFamilyIsThatOfTheFirstAddressElseIpv4() {
    assertThat(read(VIP).family()).isEqualTo(AddressFamily.INET);
    assertThat(read(VIP6).family()).isEqualTo(AddressFamily.INET6);
    assertThat(read("native_ipv6\nno_virtual_ipaddress").family()).isEqualTo(AddressFamily.INET6);
    assertThat(read("no_virtual_ipaddress").family()).isEqualTo(AddressFamily.INET);
  }

  @Test
  void rule1p3Ipv6IsVersion3() {
    assertThat(read(VIP6).version()).isEqualTo(3);
    assertThat(read(VIP).version()).isEqualTo(2);
    assertThat(read("version 2\n" + VIP6).version()).isEqualTo(2);
    assertThat(read("strict_mode on\nversion 2\n" + VIP6).version()).isEqualTo(3);
  }

  @Test
  void rule1p4TheTtlIs255UnlessWrittenForUnicast() {
    assertThat(read(VIP).transport().ttl()).hasValue(255);
    assertThat(read("unicast_ttl 64\n" + PEER + VIP).transport().ttl()).hasValue(64);
    assertThat(read(VIP6).transport().ttl()).isEmpty();
  }

  /** keepalived would multicast with 0, which nobody hears. */
  @Test
  void rule1p4AUnicastTtlWithoutPeersIsReportedAndIgnored() {
    ParseResult result = parse("unicast_ttl 64\n" + VIP);
    assertThat(result.exitStatus()).isEqualTo(5);
    assertThat(only(result).transport().ttl()).hasValue(255);
  }

  @ParameterizedTest
  @CsvSource({
    "strict_mode on, 'auth_type PASS\nauth_pass x'",
    "version 3, 'auth_type PASS\nauth_pass x'",
    "version 2, auth_type PASS",
    "native_ipv6, 'auth_type AH\nauth_pass x'"
  })
  void rule1p6AuthenticationThatCannotBeIsDroppedAndReported(String line, String block) {
    String vip = line.equals("native_ipv6") ? "version 2\n" + VIP6 : VIP;
    ParseResult result = parse(line + "\nauthentication {\n" + block + "\n}\n" + vip);
    assertThat(only(result).authentication()).isEmpty();
    assertThat(result.exitStatus()).isEqualTo(5);
  }

  @Test
  void rule1p6WithAhAStateMasterBelow255BeginsAsBackup() {
    VrrpInstance vi =
        read("state MASTER\npriority 150\nauthentication {\nauth_type AH\nauth_pass x\n}\n" + VIP);
    assertThat(vi.authentication().orElseThrow().type()).isEqualTo(Authentication.Type.AH);
    assertThat(vi.initialState()).isEqualTo(InitialState.BACKUP);
  }

  @ParameterizedTest
  @CsvSource({
    "'priority 255\nnopreempt', true, 0",
    "'state MASTER\npriority 150\npreempt_delay 9', true, 0",
    "'nopreempt\npreempt_delay 9', false, 0",
    "'strict_mode on\npriority 90\npreempt_delay 9', true, 0",
    "preempt_delay 9, true, 9"
  })
  void rule1p11WhatDoesNotGoTogetherIsCleared(String lines, boolean preempts, long delay) {
    VrrpInstance vi = read(lines + "\n" + VIP);
    assertThat(vi.behaviour().preemptive()).isEqualTo(preempts);
    assertThat(vi.behaviour().preemptDelay()).isEqualTo(Duration.ofSeconds(delay));
  }

  @Test
  void rule1p11TimerExpiredBackupNeedsNopreempt() {
    assertThat(read("timer_expired_backup 7\n" + VIP).behaviour().timerExpiredBackup()).isEmpty();
    assertThat(read("nopreempt\ntimer_expired_backup 7\n" + VIP).behaviour().timerExpiredBackup())
        .isEqualTo(OptionalInt.of(7));
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "no_accept, false",
    "'no_accept\npriority 255', true",
    "'strict_mode on\npriority 90', false",
    "strict_mode on, false",
    "'strict_mode on\npriority 255', true",
    "'strict_mode on\nversion 3\npriority 90\naccept', true",
    "'strict_mode on\nversion 2\npriority 90\naccept', false"
  })
  void rule1p12WhoAcceptsTraffic(String lines, boolean accepts) {
    assertThat(read(lines + "\n" + VIP).behaviour().accept()).isEqualTo(accepts);
  }

  @Test
  void rule1p13WhatAnInstanceDoesNotSayComesFromTheGlobals() {
    String globals =
        """
        global_defs {
          vrrp_garp_lower_prio_delay 7
          vrrp_garp_lower_prio_repeat 3
          vrrp_lower_prio_no_advert true
          vrrp_higher_prio_send_advert true
          vrrp_notify_priority_changes true
          vrrp_owner_ignore_adverts true
        }
        """;
    VrrpInstance vi = only(Parsed.of(globals + instance("V1", 51, VIP)));
    assertThat(vi.garp().lowerPrioDelay()).hasSeconds(7);
    assertThat(vi.garp().lowerPrioRepeat()).isEqualTo(3);
    assertThat(vi.behaviour().lowerPrioNoAdvert()).isTrue();
    assertThat(vi.behaviour().higherPrioSendAdvert()).isTrue();
    assertThat(vi.behaviour().ownerIgnoreAdverts()).isTrue();
    assertThat(vi.notifications().priorityChanges()).isTrue();
    VrrpInstance own =
        only(
            Parsed.of(
                globals
                    + instance(
                        "V1",
                        51,
                        "garp_lower_prio_repeat 1\nlower_prio_no_advert false\n"
                            + "higher_prio_send_advert false\nnotify_priority_changes false\n"
                            + VIP)));
    assertThat(own.garp().lowerPrioRepeat()).isEqualTo(1);
    assertThat(own.behaviour().lowerPrioNoAdvert()).isFalse();
    assertThat(own.behaviour().higherPrioSendAdvert()).isFalse();
    assertThat(own.notifications().priorityChanges()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 5 1, 1996, 1000",
    "'', 1 5, 1000, 1996",
    "down_timer_adverts 1, 5 5, 0, 0",
    "down_timer_adverts 9, 5 5, 5000, 5000",
    "'version 3\nadvert_int 0.1', 5, 199, 0"
  })
  void rule1p15AnInterfaceCountsAsDownBeforeTheOthersTakeOver(
      String lines, String delays, long down, long up) {
    ParseResult result =
        Parsed.of(
            "interface_up_down_delays {\n eth0 "
                + delays
                + "\n eth1 9 9\n}\n"
                + instance("V1", 51, lines + "\n" + VIP));
    var all = result.config().vrrp().interfaceDelays();
    assertThat(all.get(0).down().toMillis()).isEqualTo(down);
    assertThat(all.get(0).up().toMillis()).isEqualTo(up);
    assertThat(all.get(1).down()).as("no instance's").hasSeconds(9);
    assertThat(result.exitStatus()).isZero();
  }

  private static final String SCRIPTS =
      """
      vrrp_script s {
        script "</good/x"
        weight 5
      }
      track_file f {
        file /run/f
      }
      track_file g {
        file /run/g
        weight 9
      }
      """;
  private static final String TRACKS =
      """
      track_script {
        s
      }
      track_interface {
        eth1 weight 7
      }
      track_file {
        f
        g
      }
      """
          + VIP;

  @Test
  void rule1p16AnOwnerKeepsWhatCanOnlyBeAFault() {
    Tracking tracking =
        only(Parsed.of(SCRIPTS + instance("V1", 51, "priority 255\n" + TRACKS))).tracking();
    assertThat(tracking.scripts()).isEmpty();
    assertThat(tracking.interfaces()).isEmpty();
    assertThat(tracking.files()).containsExactly(new Tracking.Entry("f", 0, false));
  }

  @Test
  void rule1p16AMemberOfAGroupHasNoWeightsUnlessTheGroupAllowsThem() {
    String group = "vrrp_sync_group G {\n group {\n V1\n V2\n}\n%s\n}\n";
    String members = instance("V1", 51, TRACKS) + instance("V2", 52, VIP);
    Tracking plain =
        Parsed.of(SCRIPTS + group.formatted("") + members)
            .config()
            .vrrp()
            .instances()
            .getFirst()
            .tracking();
    assertThat(plain.scripts()).isEmpty();
    assertThat(plain.interfaces()).containsExactly(new Tracking.Entry("eth1", 0, false));
    assertThat(plain.files()).containsExactly(new Tracking.Entry("f", 0, false));
    Tracking weighted =
        Parsed.of(SCRIPTS + group.formatted("sync_group_tracking_weight") + members)
            .config()
            .vrrp()
            .instances()
            .getFirst()
            .tracking();
    assertThat(weighted.scripts()).containsExactly(new Tracking.Entry("s", 5, false));
    assertThat(weighted.interfaces()).containsExactly(new Tracking.Entry("eth1", 7, false));
    assertThat(weighted.files()).hasSize(2);
  }

  @Test
  void rule10p5WeightsOfAGroupAreClearedIfAMemberIsAnOwner() {
    String group =
        "vrrp_sync_group G {\n group {\n V1\n V2\n}\ntrack_interface {\n eth1 weight 7\n}\n}\n";
    String other = instance("V2", 52, VIP);
    var plain = Parsed.of(group + instance("V1", 51, VIP) + other).config().vrrp();
    assertThat(plain.syncGroups().getFirst().tracking().interfaces())
        .containsExactly(new Tracking.Entry("eth1", 7, false));
    var owned = Parsed.of(group + instance("V1", 51, "priority 255\n" + VIP) + other);
    assertThat(owned.config().vrrp().syncGroups().getFirst().tracking().interfaces())
        .containsExactly(new Tracking.Entry("eth1", 0, false));
  }

  @ParameterizedTest
  @CsvSource({
    "version 2, 0",
    "version 3, 2",
    "strict_mode on, 2",
    "'version 3\nno_virtual_ipaddress', 0",
    "'strict_mode on\nno_virtual_ipaddress', 2"
  })
  void rule1p17WithoutAnAddressOnlyVersion2Runs(String lines, int status) {
    assertThat(parse(lines).canStart()).isEqualTo(status == 0);
  }

  @Test
  void rule1p18WhatMustBeThereAndWhatMustNotBeTwice() {
    assertThat(Parsed.of("vrrp_instance V1 {\n interface eth0\n" + VIP + "}\n").canStart())
        .as("virtual_router_id")
        .isFalse();
    assertThat(Parsed.of("vrrp_instance V1 {\n virtual_router_id 1\n" + VIP + "}\n").canStart())
        .as("interface")
        .isFalse();
    assertThat(parse("interface eth9\n" + VIP).canStart()).isFalse();
    String first = instance("V1", 51, VIP);
    assertThat(Parsed.of(first + instance("V2", 51, VIP)).canStart()).isFalse();
    assertThat(Parsed.of(first + instance("V2", 51, VIP6)).canStart()).as("family").isTrue();
    assertThat(Parsed.of(first + instance("V2", 51, "mcast_dst_ip 224.0.0.99\n" + VIP)).canStart())
        .as("group")
        .isTrue();
    String source = "unicast_src_ip 10.0.0.8\n";
    String unicast = instance("V1", 51, source + PEER + VIP);
    assertThat(Parsed.of(unicast + instance("V2", 51, source + PEER + VIP)).canStart()).isFalse();
    assertThat(
            Parsed.of(unicast + instance("V2", 51, source + "unicast_peer {\n 10.0.0.7\n}\n" + VIP))
                .canStart())
        .as("no common peer")
        .isTrue();
  }

  /** keepalived turns {@code no} into {@code yes} for an owner; ours is what is written. */
  @Test
  void rule9p3AnOwnerThatIsToldToListenListens() {
    assertThat(
            read("priority 255\nowner_ignore_adverts no\n" + VIP).behaviour().ownerIgnoreAdverts())
        .isFalse();
    assertThat(
            read("priority 255\nowner_ignore_adverts yes\n" + VIP).behaviour().ownerIgnoreAdverts())
        .isTrue();
    assertThat(read("strict_mode on\npriority 255\n" + VIP).behaviour().ownerIgnoreAdverts())
        .isTrue();
  }

  @Test
  void rule2p4TheGroupIsTheStandardOneUnlessWritten() {
    assertThat(AddressText.of(read(VIP).transport().multicastGroup())).isEqualTo("224.0.0.18");
    assertThat(AddressText.of(read(VIP6).transport().multicastGroup())).isEqualTo("ff02::12");
    assertThat(AddressText.of(read("mcast_dst_ip 224.0.0.99\n" + VIP).transport().multicastGroup()))
        .isEqualTo("224.0.0.99");
  }
}
