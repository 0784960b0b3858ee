package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.started;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Advertisement;
import org.lvsdirector.vrrp.packet.Counter;

/** Rules of the keepalived reference about what is heard and from where we speak, VRRP 6 and 13. */
class KeepalivedNetworkRulesTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);

  @Test
  void rule6p2AnInstanceInFaultHearsNothing() {
    Bench bench = started(instance("VI"));
    bench.link("eth0", false);
    assertThat(bench.hear("VI", 200)).isEmpty();
    assertThat(bench.router("VI").heard()).isEmpty();
    assertThat(bench.router("VI").counters().get(Counter.ADVERT_RCVD)).isZero();
  }

  @Test
  void rule6p2AnotherVridIsNobodysBusiness() {
    Bench bench = master(instance("VI"));
    Advertisement other =
        PacketSettings.advertisement(instance("VI").virtualRouterId(52).build(), 200);
    assertThat(bench.hear("VI", other, "10.0.0.2")).isEmpty();
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
  }

  @Test
  void rule6p7AComplaintIsSaidOnceUntilAnotherMasterIsObeyed() {
    Bench bench = started(instance("VI"));
    Advertisement wrong =
        PacketSettings.advertisement(
            instance("VI").advertInterval(Duration.ofSeconds(2)).build(), 200);
    assertThat(said(bench.hear("VI", wrong, "10.0.0.2"))).isEqualTo(1);
    assertThat(said(bench.hear("VI", wrong, "10.0.0.2"))).isZero();
    bench.hear("VI", 200, "10.0.0.3");
    assertThat(said(bench.hear("VI", wrong, "10.0.0.2"))).isEqualTo(1);
    bench.hear("VI", 200, "10.0.0.3");
    assertThat(said(bench.hear("VI", wrong, "10.0.0.2"))).isZero();
  }

  private static int said(List<VrrpEffect> effects) {
    return only(effects, VrrpEffect.Said.class).size();
  }

  @Test
  void rule13p1ALeftoverVipIsNotSpokenFrom() {
    Bench bench = Bench.of(instance("VI").build());
    bench.addresses("eth0", "10.0.0.100", "10.0.0.7");
    bench.start();
    assertThat(bench.router("VI").source()).contains(Addresses.parse("10.0.0.7"));
  }

  @Test
  void rule13p2ALostAddressIsAFaultUntilAnotherComes() {
    Bench bench = master(instance("VI"));
    bench.addresses("eth0");
    assertThat(bench.state("VI")).isEqualTo(Reported.FAULT);
    bench.addresses("eth0", "10.0.0.9");
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    bench.advance(DOWN);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(bench.router("VI").source()).contains(Addresses.parse("10.0.0.9"));
  }

  @Test
  void rule13p2TheNextAddressOfTheInterfaceTakesOver() {
    Bench bench = master(instance("VI"));
    bench.addresses("eth0", "10.0.0.9");
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(bench.router("VI").source()).contains(Addresses.parse("10.0.0.9"));
  }

  @Test
  void rule10p7AGroupOfOneDecidesForItself() {
    Bench bench = Bench.group(instance("VI").build());
    bench.start();
    List<VrrpEffect> effects = bench.advance(DOWN);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(only(effects, VrrpEffect.NotifyGroup.class))
        .extracting(VrrpEffect.NotifyGroup::state)
        .containsExactly(Reported.MASTER);
  }
}
