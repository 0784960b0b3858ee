package org.lvsdirector.vrrp.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.group.Bench.deeds;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;
import static org.lvsdirector.vrrp.group.Bench.vip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpNotifications;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.vrrp.fsm.Behaviours;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Counter;

/** keepalived reference, VRRP 28. */
class ReloadTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);

  @Test
  void rule28p1AnUnchangedMasterOnlyAdvertises() {
    VrrpInstance config = instance("A").build();
    Bench bench = master(config);
    assertThat(deeds(reload(bench, config)))
        .containsExactly("A send advert vrid=51 priority=100 interval=1 vips=10.0.0.100");
  }

  @Test
  void rule28p2TheNameDoesNotMatter() {
    Bench bench = master(instance("A").build());
    long sent = bench.router("A").counters().get(Counter.ADVERT_SENT);
    reload(bench, instance("B").build());
    assertThat(bench.state("B")).isEqualTo(Reported.MASTER);
    assertThat(bench.router("B").counters().get(Counter.ADVERT_SENT)).isEqualTo(sent + 1);
  }

  static Stream<VrrpInstance> rule28p2AnotherInstanceIsOneThatDiffersIn() {
    return Stream.of(
        instance("A").virtualRouterId(52).build(),
        instance("A").interfaceName("eth1").build(),
        instance("A").transport(multicast("224.0.0.99")).build(),
        instance("A").link(vmac("own")).build(),
        instance("A").behaviour(Behaviours.vmacForAddresses()).build(),
        instance("A").transport(unicast("10.0.0.1", "10.0.0.2")).build());
  }

  @ParameterizedTest
  @MethodSource
  void rule28p2AnotherInstanceIsOneThatDiffersIn(VrrpInstance other) {
    Bench bench = master(instance("A").build());
    reload(bench, other);
    assertThat(bench.state("A")).isEqualTo(Reported.BACKUP);
    assertThat(bench.router("A").counters().get(Counter.BECOME_MASTER)).isZero();
  }

  static Stream<VrrpInstance> rule28p2TheSameIsOneThatDiffersIn() {
    return Stream.of(
        instance("B").build(),
        instance("A").priority(7).build(),
        instance("A").virtualAddresses(List.of(vip("10.0.0.177"))).build(),
        instance("A").version(3).advertInterval(Duration.ofMillis(100)).build());
  }

  @ParameterizedTest
  @MethodSource
  void rule28p2TheSameIsOneThatDiffersIn(VrrpInstance next) {
    Bench bench = master(instance("A").build());
    reload(bench, next);
    assertThat(bench.state(next.name())).isEqualTo(Reported.MASTER);
  }

  @Test
  void rule28p2AUnicastInstanceIsTheSameWithOtherPeersButNotWithAnotherSource() {
    Bench bench = master(instance("A").transport(unicast("10.0.0.1", "10.0.0.2")).build());
    reload(bench, instance("A").transport(unicast("10.0.0.1", "10.0.0.3")).build());
    assertThat(bench.state("A")).isEqualTo(Reported.MASTER);
    reload(bench, instance("A").transport(unicast("10.0.0.9", "10.0.0.3")).build());
    assertThat(bench.state("A")).isEqualTo(Reported.BACKUP);
  }

  private static VrrpTransport unicast(String source, String peer) {
    return VrrpTransport.unicast(
        Addresses.parse(source), List.of(UnicastPeer.of(Addresses.parse(peer))));
  }

  private static VrrpTransport multicast(String group) {
    VrrpTransport standard = VrrpTransport.multicast(AddressFamily.INET);
    return new VrrpTransport(
        standard.sourceAddress(),
        standard.trackSourceAddress(),
        Addresses.parse(group),
        true,
        List.of(),
        false,
        false,
        standard.ttl(),
        0);
  }

  private static VirtualLink vmac(String name) {
    return new VirtualLink.Vmac(
        Optional.of(name), Optional.empty(), OptionalLong.empty(), false, false);
  }

  @Test
  void rule28p3ABackupRestartsItsTimer() {
    Bench bench = Bench.of(instance("A").build());
    bench.start();
    bench.advance(Duration.ofSeconds(2));
    reload(bench, instance("A").build());
    assertThat(bench.deadline("A")).contains(DOWN);
  }

  @Test
  void rule28p4AddressesAreExchangedAndAnnounced() {
    Bench bench = master(instance("A").build());
    List<VrrpEffect> effects =
        reload(bench, instance("A").virtualAddresses(List.of(vip("10.0.0.101"))).build());
    assertThat(deeds(effects))
        .containsExactly(
            "A send advert vrid=51 priority=100 interval=1 vips=10.0.0.101",
            "A address del 10.0.0.100/32 dev eth0",
            "A address add 10.0.0.101/32 dev eth0",
            "A send garp 10.0.0.101 x5");
  }

  @Test
  void rule28p5AVanishedInstanceSaysGoodbye() {
    Bench bench = master(instance("A").build());
    assertThat(deeds(reload(bench, new VrrpInstance[0])))
        .containsExactly(
            "A send advert vrid=51 priority=0 interval=1 vips=10.0.0.100",
            "A address del 10.0.0.100/32 dev eth0",
            "A notify DELETED 100");
  }

  @Test
  void rule20p3AVanishedInstanceThatWasInFaultReportsNothingUnlessAskedForDeleted() {
    Bench bench = master(instance("A").build());
    bench.link("eth0", false);
    assertThat(deeds(reload(bench, new VrrpInstance[0]))).isEmpty();

    Optional<ScriptCommand> none = Optional.empty();
    var deleted =
        new VrrpNotifications(none, none, none, none, none, none, true, none, false, false);
    Bench asked = master(instance("A").notifications(deleted).build());
    asked.link("eth0", false);
    assertThat(deeds(reload(asked, new VrrpInstance[0]))).containsExactly("A notify DELETED 100");
  }

  @Test
  void rule28p5ANewInstanceStartsAtTheBeginning() {
    Bench bench = master(instance("A").build());
    VrrpInstance fresh =
        instance("B").virtualRouterId(52).virtualAddresses(List.of(vip("10.0.0.102"))).build();
    reload(bench, instance("A").build(), fresh);
    assertThat(bench.state("A")).isEqualTo(Reported.MASTER);
    assertThat(bench.state("B")).isEqualTo(Reported.BACKUP);
    assertThat(bench.deadline("B")).contains(DOWN);
  }

  @Test
  void anAddressThatMovesBetweenMastersIsNeverRemoved() {
    VrrpInstance a =
        instance("A").virtualAddresses(List.of(vip("10.0.0.100"), vip("10.0.0.200"))).build();
    VrrpInstance b =
        instance("B").virtualRouterId(52).virtualAddresses(List.of(vip("10.0.0.101"))).build();
    Bench bench = master(a, b);
    List<VrrpEffect> effects =
        reload(
            bench,
            a.toBuilder().virtualAddresses(List.of(vip("10.0.0.100"))).build(),
            b.toBuilder().virtualAddresses(List.of(vip("10.0.0.101"), vip("10.0.0.200"))).build());
    assertThat(only(effects, VrrpEffect.RemoveAddress.class)).isEmpty();
    assertThat(only(effects, VrrpEffect.AddAddress.class))
        .extracting(VrrpEffect::instance)
        .containsExactly("B");
  }

  @Test
  void aChangedPriorityShowsAtOnce() {
    Bench bench = master(instance("A").build());
    List<VrrpEffect> effects = reload(bench, instance("A").priority(150).build());
    assertThat(only(effects, VrrpEffect.PriorityMoved.class))
        .extracting(VrrpEffect.PriorityMoved::to)
        .containsExactly(150);
  }

  @Test
  void aFaultIsRecomputed() {
    Bench bench = master(instance("A").interfaceName("eth9").build());
    assertThat(bench.state("A")).isEqualTo(Reported.FAULT);
    reload(bench, instance("A").interfaceName("eth0").build());
    assertThat(bench.state("A")).isEqualTo(Reported.BACKUP);
  }

  private static Bench master(VrrpInstance... instances) {
    Bench bench = Bench.of(instances);
    bench.start();
    bench.advance(DOWN);
    return bench;
  }

  private static List<VrrpEffect> reload(Bench bench, VrrpInstance... instances) {
    return bench.step(new RouterEvent.Reloaded(VrrpConfig.of(List.of(instances), List.of())));
  }
}
