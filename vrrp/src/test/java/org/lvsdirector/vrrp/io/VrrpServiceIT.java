package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.StaticEntries;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.model.TrackProcess;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstanceBuilder;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.vrrp.fsm.Behaviours;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Counter;

/** What a router installs, keeps and takes away, in network namespaces. */
class VrrpServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String VIP = "10.9.0.100";

  private final List<VrrpNotice> notices = new CopyOnWriteArrayList<>();

  @Test
  void masterInstallsAddressesRoutesAndRulesAndRemovesThem() throws Exception {
    IpPrefix net = new IpPrefix(Addresses.parse("192.0.2.0"), 24);
    IpRoute route = IpRoute.of(net, Optional.of(Addresses.parse("10.9.0.2")), "eth0");
    IpRule rule = IpRule.of(net, 100, 777);
    try (Segment segment = Segment.of(1)) {
      try (VrrpService service =
          start(segment, 1, fast(255).routes(List.of(route)).rules(List.of(rule)).build())) {
        Shell.until("MASTER", PATIENCE, () -> state(service) == Reported.MASTER);
        assertThat(segment.has(1, VIP)).isTrue();
        assertThat(ip(segment, 1, "route show 192.0.2.0/24"))
            .contains("via 10.9.0.2 dev eth0")
            .contains("proto keepalived");
        assertThat(ip(segment, 1, "rule show")).contains("777:").contains("lookup 100");
      }
      assertThat(segment.has(1, VIP)).isFalse();
      assertThat(ip(segment, 1, "route show 192.0.2.0/24")).isBlank();
      assertThat(ip(segment, 1, "rule show")).doesNotContain("777:");
    }
  }

  @Test
  void anAddressThatAnotherProgramRemovesIsBackWithinASecond() throws Exception {
    try (Segment segment = Segment.of(1);
        VrrpService service = start(segment, 1, fast(150).build())) {
      Shell.until("MASTER", PATIENCE, () -> segment.has(1, VIP));
      Shell.until("said", PATIENCE, () -> state(service) == Reported.MASTER);
      Shell.sh("ip -n " + segment.host(1) + " addr del " + VIP + "/24 dev eth0");
      Shell.until("noticed", PATIENCE, () -> told("removed by another program"));
      Duration back = Shell.until("back", PATIENCE, () -> segment.has(1, VIP));
      assertThat(back).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void leftoversOfAKilledRunAreRemovedAtStart() throws Exception {
    try (Segment segment = Segment.of(1)) {
      Shell.sh("ip -n " + segment.host(1) + " addr add " + VIP + "/24 dev eth0");
      VrrpInstance slow = fast(100).advertInterval(Duration.ofSeconds(40)).build();
      try (VrrpService service = start(segment, 1, slow)) {
        assertThat(state(service)).isEqualTo(Reported.BACKUP);
        assertThat(segment.has(1, VIP)).isFalse();
      }
    }
  }

  @Test
  void withoutReleaseTheAddressesStay() throws Exception {
    try (Segment segment = Segment.of(1)) {
      var options = new VrrpOptions(Optional.of(segment.host(1)), false);
      VrrpService service = VrrpService.start(config(fast(255).build()), options, notices::add);
      Shell.until("MASTER", PATIENCE, () -> segment.has(1, VIP));
      service.stop();
      assertThat(segment.has(1, VIP)).isTrue();
    }
  }

  @Test
  void aReloadMovesAnAddressBetweenMastersWithoutDroppingIt() throws Exception {
    VrrpInstance a = fast(255).virtualAddresses(vips(VIP, "10.9.0.200")).build();
    VrrpInstance b =
        fast(255).name("VI_2").virtualRouterId(52).virtualAddresses(vips("10.9.0.101")).build();
    try (Segment segment = Segment.of(1);
        VrrpService service = start(segment, 1, a, b)) {
      Shell.until(
          "MASTER", PATIENCE, () -> segment.has(1, "10.9.0.101") && segment.has(1, "10.9.0.200"));
      try (KernelMonitor monitor = KernelMonitor.of(segment.host(1), "address")) {
        service.reload(
            config(
                a.toBuilder().virtualAddresses(vips(VIP)).build(),
                b.toBuilder().virtualAddresses(vips("10.9.0.101", "10.9.0.200")).build()));
        assertThat(segment.has(1, "10.9.0.200")).isTrue();
        assertThat(monitor.told())
            .noneMatch(l -> l.contains("Deleted") && l.contains("10.9.0.200"));
      }
      assertThat(state(service)).isEqualTo(Reported.MASTER);
    }
  }

  @Test
  void anInstanceThatAReloadRemovesSaysGoodbye() throws Exception {
    try (Segment segment = Segment.of(2);
        VrrpService one = start(segment, 1, fast(150).build());
        VrrpService two = start(segment, 2, fast(100).build())) {
      Shell.until("MASTER", PATIENCE, () -> state(one) == Reported.MASTER);
      Shell.until("heard", PATIENCE, () -> heard(two));
      one.reload(config());
      assertThat(segment.has(1, VIP)).isFalse();
      Shell.until("taken over", PATIENCE, () -> segment.has(2, VIP));
      Shell.until(
          "said goodbye",
          PATIENCE,
          () ->
              two.snapshot()
                  .instance("VI_1")
                  .map(i -> i.counters().getOrDefault(Counter.PRI_ZERO_RCVD, 0L))
                  .equals(Optional.of(1L)));
    }
  }

  @Test
  void aVmacThatAnotherProgramRemovesIsMadeAgain() throws Exception {
    var vmac =
        new VirtualLink.Vmac(
            Optional.empty(), Optional.empty(), OptionalLong.empty(), false, false);
    try (Segment segment = Segment.of(1);
        VrrpService service = start(segment, 1, fast(150).link(vmac).build())) {
      Shell.until("MASTER", PATIENCE, () -> state(service) == Reported.MASTER);
      Shell.sh("ip -n " + segment.host(1) + " link del vrrp.51");
      Shell.until("back", PATIENCE, () -> ip(segment, 1, "-o addr show dev vrrp.51").contains(VIP));
    }
  }

  @Test
  void interfaceDownIsAFaultAndUpEndsIt() throws Exception {
    try (Segment segment = Segment.of(1);
        VrrpService service = start(segment, 1, fast(150).build())) {
      Shell.until("MASTER", PATIENCE, () -> segment.has(1, VIP));
      Shell.sh("ip -n " + segment.host(1) + " link set eth0 down");
      Shell.until("FAULT", PATIENCE, () -> state(service) == Reported.FAULT);
      assertThat(segment.has(1, VIP)).isFalse();
      Shell.sh("ip -n " + segment.host(1) + " link set eth0 up");
      Shell.until("MASTER again", PATIENCE, () -> segment.has(1, VIP));
    }
  }

  @Test
  void noAcceptDropsTrafficToTheAddressWhileMaster() throws Exception {
    VipAddress six = VipAddress.of(Addresses.parse("fe80::77"), 128, "eth0");
    try (Segment segment = Segment.of(2)) {
      try (VrrpService service =
          start(
              segment,
              1,
              fast(150).behaviour(Behaviours.noAccept()).excludedAddresses(List.of(six)).build())) {
        Shell.until("MASTER", PATIENCE, () -> state(service) == Reported.MASTER);
        String rules = inNamespace(segment, 1, "nft list ruleset").output();
        assertThat(rules)
            .contains("table ip keepalived")
            .contains("elements = { " + VIP + " }")
            .contains("ip daddr @vips drop")
            .contains("ip saddr @vips drop")
            .contains("fe80::77 . \"eth0\"");
        assertThat(inNamespace(segment, 2, "ping -c1 -W1 " + VIP).status()).isNotZero();
        assertThat(inNamespace(segment, 2, "ping -c1 -W1 10.9.0.1").status()).isZero();
      }
      assertThat(inNamespace(segment, 1, "nft list ruleset").output()).isBlank();
    }
  }

  @Test
  void vmacCarriesAdvertsAndAddressesAndVanishesWithItsSettings() throws Exception {
    var vmac =
        new VirtualLink.Vmac(
            Optional.empty(), Optional.empty(), OptionalLong.empty(), false, false);
    try (Segment segment = Segment.of(2)) {
      String before = "neigh replace " + VIP + " lladdr 02:00:00:00:00:01 dev eth0 nud stale";
      assertThat(ip(segment, 2, before)).isBlank();
      String arpIgnore = "sysctl -n net.ipv4.conf.eth0.arp_ignore";
      try (VrrpService service = start(segment, 1, fast(150).link(vmac).build());
          VrrpService other = start(segment, 2, fast(100).build())) {
        Shell.until("MASTER", PATIENCE, () -> state(service) == Reported.MASTER);
        assertThat(ip(segment, 1, "-d link show vrrp.51"))
            .contains("00:00:5e:00:01:33")
            .contains("macvlan mode private");
        assertThat(ip(segment, 1, "-o addr show dev vrrp.51")).contains(VIP);
        Shell.until("heard", PATIENCE, () -> heard(other));
        assertThat(state(other)).isEqualTo(Reported.BACKUP);
        Shell.until(
            "switch and neighbour know the virtual MAC",
            PATIENCE,
            () -> ip(segment, 2, "neigh show " + VIP).contains("00:00:5e:00:01:33"));
        assertThat(inNamespace(segment, 2, "ping -c1 -W2 " + VIP).status()).isZero();
        assertThat(inNamespace(segment, 1, arpIgnore).output().strip()).isEqualTo("1");
      }
      assertThat(ip(segment, 1, "link show")).doesNotContain("vrrp.51");
      assertThat(inNamespace(segment, 1, arpIgnore).output().strip()).isEqualTo("0");
    }
  }

  @Test
  void staticEntriesComeBackAndGoAtTheEnd() throws Exception {
    VipAddress address = VipAddress.of(Addresses.parse("10.9.0.50"), 24, "eth0");
    var statics = new StaticEntries(List.of(address), List.of(), List.of());
    VrrpConfig vrrp = config(fast(100).build()).vrrp();
    var all =
        new VrrpConfig(
            statics,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            vrrp.instances(),
            List.of());
    try (Segment segment = Segment.of(1)) {
      try (VrrpService service =
          VrrpService.start(
              KeepalivedConfig.EMPTY.withVrrp(all),
              VrrpOptions.in(segment.host(1)),
              notices::add)) {
        assertThat(segment.has(1, "10.9.0.50")).isTrue();
        Shell.sh("ip -n " + segment.host(1) + " addr del 10.9.0.50/24 dev eth0");
        Shell.until("back", PATIENCE, () -> segment.has(1, "10.9.0.50"));
        assertThat(service.snapshot().instances()).hasSize(1);
      }
      assertThat(segment.has(1, "10.9.0.50")).isFalse();
    }
  }

  @Test
  void scriptsFilesAndProcessesMoveThePriority(@TempDir Path directory) throws Exception {
    Path script = directory.resolve("check");
    Path flag = directory.resolve("ok");
    Path value = directory.resolve("value");
    Files.writeString(script, "#!/bin/sh\ntest -e " + flag + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    var vrrpScript =
        new VrrpScript(
            "chk",
            ScriptCommand.of(script.toString()),
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            20,
            false,
            1,
            1,
            false,
            SourceRange.NONE);
    var file = new TrackFile("f", value.toString(), 1, false, Optional.empty(), SourceRange.NONE);
    String self = ProcessHandle.current().info().command().orElseThrow();
    var process =
        new TrackProcess(
            "p",
            self,
            List.of(),
            TrackProcess.ParameterMatch.NONE,
            7,
            false,
            1,
            java.util.OptionalInt.empty(),
            Duration.ZERO,
            Duration.ZERO,
            false,
            SourceRange.NONE);
    var tracking =
        new Tracking(
            List.of(),
            List.of(new Tracking.Entry("chk", 20, false)),
            List.of(new Tracking.Entry("f", 1, false)),
            List.of(new Tracking.Entry("p", 7, false)),
            List.of());
    VrrpConfig vrrp =
        new VrrpConfig(
            StaticEntries.NONE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(vrrpScript),
            List.of(process),
            List.of(fast(100).tracking(tracking).build()),
            List.of());
    var config =
        new KeepalivedConfig(
            KeepalivedConfig.EMPTY.process(),
            KeepalivedConfig.EMPTY.global(),
            vrrp,
            KeepalivedConfig.EMPTY.lvs(),
            List.of(file),
            List.of());
    try (Segment segment = Segment.of(1);
        VrrpService service =
            VrrpService.start(config, VrrpOptions.in(segment.host(1)), notices::add)) {
      Shell.until("process counted", PATIENCE, () -> priority(service) == 107);
      Files.writeString(flag, "");
      Shell.until("script succeeded", PATIENCE, () -> priority(service) == 127);
      Files.writeString(value, "30\n");
      Shell.until("file read", PATIENCE, () -> priority(service) == 157);
      Files.delete(flag);
      Shell.until("script failed", PATIENCE, () -> priority(service) == 137);
    }
  }

  @Test
  void aMasterThatFallsSilentIsReplacedAfterTheDownInterval() throws Exception {
    try (Segment segment = Segment.of(2);
        VrrpService one = start(segment, 1, fast(150).build());
        VrrpService two = start(segment, 2, fast(100).build())) {
      Shell.until("MASTER", PATIENCE, () -> state(one) == Reported.MASTER);
      Shell.until("heard", PATIENCE, () -> heard(two));
      segment.cable(1, false);
      Duration taken = Shell.until("taken over", PATIENCE, () -> segment.has(2, VIP));
      // Three intervals of 100 ms and a skew of 61 ms; the rest is the look from outside and a busy
      // machine.
      assertThat(taken).isBetween(Duration.ofMillis(150), Duration.ofSeconds(2));
      segment.cable(1, true);
      Shell.until("one MASTER again", PATIENCE, () -> state(two) == Reported.BACKUP);
      assertThat(state(one)).isEqualTo(Reported.MASTER);
    }
  }

  @Test
  void oneWaySegmentIsReportedAsSplitBrain() throws Exception {
    try (Segment segment = Segment.of(2);
        VrrpService one = start(segment, 1, fast(150).build());
        VrrpService two = start(segment, 2, fast(100).build())) {
      Shell.until("MASTER", PATIENCE, () -> state(one) == Reported.MASTER);
      // Host 2 no longer receives adverts, but still sends.
      var _ = inNamespace(segment, 2, "nft add table ip block");
      var _ =
          inNamespace(
              segment, 2, "nft add chain ip block in { type filter hook input priority -9 ; }");
      var _ = inNamespace(segment, 2, "nft add rule ip block in ip protocol 112 drop");
      Shell.until("both MASTER", PATIENCE, () -> state(two) == Reported.MASTER);
      Shell.until(
          "said",
          PATIENCE,
          () -> notices.stream().anyMatch(VrrpNotice.SplitBrain.class::isInstance));
      var _ = inNamespace(segment, 2, "nft delete table ip block");
      Shell.until("one MASTER", PATIENCE, () -> state(two) == Reported.BACKUP);
      Shell.until(
          "healed",
          PATIENCE,
          () -> notices.stream().anyMatch(VrrpNotice.SplitBrainHealed.class::isInstance));
    }
  }

  private static VrrpInstanceBuilder fast(int priority) {
    VrrpInstanceBuilder builder =
        VrrpInstance.builder("VI_1")
            .version(3)
            .virtualRouterId(51)
            .priority(priority)
            .advertInterval(Duration.ofMillis(100))
            .transport(VrrpTransport.multicast(AddressFamily.INET))
            .virtualAddresses(vips(VIP));
    return priority == 255 ? builder.initialState(VrrpInstance.InitialState.MASTER) : builder;
  }

  private static List<VipAddress> vips(String... addresses) {
    return java.util.Arrays.stream(addresses)
        .map(Addresses::parse)
        .map(a -> VipAddress.of(a, 24, "eth0"))
        .toList();
  }

  private static KeepalivedConfig config(VrrpInstance... instances) {
    return KeepalivedConfig.EMPTY.withVrrp(VrrpConfig.of(List.of(instances), List.of()));
  }

  private VrrpService start(Segment segment, int host, VrrpInstance... instances) throws Exception {
    return VrrpService.start(config(instances), VrrpOptions.in(segment.host(host)), notices::add);
  }

  private static Reported state(VrrpService service) {
    return service.snapshot().instance("VI_1").map(i -> i.state()).orElse(Reported.INIT);
  }

  private static int priority(VrrpService service) {
    return service.snapshot().instance("VI_1").map(i -> i.priority()).orElse(0);
  }

  private static boolean heard(VrrpService service) {
    return service.snapshot().instance("VI_1").flatMap(i -> i.lastAdvert()).isPresent();
  }

  private boolean told(String reason) {
    return notices.stream()
        .anyMatch(n -> n instanceof VrrpNotice.StateChanged c && c.reason().contains(reason));
  }

  private static String ip(Segment segment, int host, String words) {
    return Shell.attempt(("ip -n " + segment.host(host) + " " + words).split(" ")).output();
  }

  private static Shell.Result inNamespace(Segment segment, int host, String words) {
    return Shell.attempt(("ip netns exec " + segment.host(host) + " " + words).split(" "));
  }
}
