package org.lvsdirector.vrrp.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.group.Bench.deeds;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;
import static org.lvsdirector.vrrp.group.Bench.vip;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
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
