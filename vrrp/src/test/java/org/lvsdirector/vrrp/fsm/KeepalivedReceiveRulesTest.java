package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.started;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;
import static org.lvsdirector.vrrp.group.Bench.vip;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstanceBuilder;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Advertisement;
import org.lvsdirector.vrrp.packet.Counter;

/** Rules of the keepalived reference, VRRP 6, about adverts from the socket to the state. */
class KeepalivedReceiveRulesTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);

  @Test
  void rule6Checks16And19CountWhatIsAccepted() {
    Bench bench = started(instance("VI"));
    bench.hear("VI", 200);
    bench.hear("VI", 0);
    assertThat(bench.router("VI").counters().get(Counter.ADVERT_RCVD)).isEqualTo(2);
    assertThat(bench.router("VI").counters().get(Counter.PRI_ZERO_RCVD)).isEqualTo(1);
  }

  /** keepalived stops reading at the second advert of a VRID; we read all before a deadline. */
  @Test
  void rule6p1AllThatHasArrivedIsReadBeforeADeadlineIsActedUpon() {
    Bench bench = started(instance("VI"));
    bench.stopFor(DOWN.plusSeconds(1));
    bench.hear("VI", 200);
    bench.hear("VI", 200);
    bench.hear("VI", 0);
    bench.hear("VI", 200, "10.0.0.3");
    assertThat(bench.wake()).isEmpty();
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    assertThat(bench.router("VI").counters().get(Counter.ADVERT_RCVD)).isEqualTo(4);
    assertThat(bench.deadline("VI")).contains(DOWN);
  }

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
  void rule6p3UnicastInstancesWithOneVridAreToldApartByTheSender() {
    Bench bench = Bench.of(unicast("A", "10.0.0.2").build(), unicast("B", "10.0.0.3").build());
    bench.start();
    bench.hear("A", 200, "10.0.0.3");
    assertThat(bench.router("A").heard()).isEmpty();
    assertThat(bench.router("B").heard().map(Heard::source)).contains(Addresses.parse("10.0.0.3"));
    bench.hear("A", 200, "10.0.0.2");
    assertThat(bench.router("A").heard().map(Heard::source)).contains(Addresses.parse("10.0.0.2"));
  }

  @Test
  void rule6p5InvalidAdvertDoesNotDelayOurOwn() {
    Bench bench = master(instance("VI"));
    bench.advance(Duration.ofMillis(600));
    Advertisement wrong =
        PacketSettings.advertisement(
            instance("VI").advertInterval(Duration.ofSeconds(2)).build(), 200);
    bench.hear("VI", wrong, "10.0.0.2");
    assertThat(bench.deadline("VI")).contains(Duration.ofMillis(400));
  }

  @Test
  void rule6p6ABackupComparesTheAddressesOfEveryAdvert() {
    Bench bench = started(instance("VI"));
    strange(bench, "10.0.0.2");
    strange(bench, "10.0.0.2");
    assertThat(differing(bench)).isEqualTo(2);
  }

  @Test
  void rule6p6WithSkipCheckAdvAddrOnlyThoseOfANewMaster() {
    Bench bench = started(instance("VI").behaviour(Behaviours.skipCheckAdvAddr()));
    strange(bench, "10.0.0.2");
    strange(bench, "10.0.0.2");
    assertThat(differing(bench)).isEqualTo(1);
    strange(bench, "10.0.0.3");
    assertThat(differing(bench)).isEqualTo(2);
    strange(bench, "10.0.0.3");
    assertThat(differing(bench)).isEqualTo(2);
  }

  @Test
  void rule6p6AMasterAlwaysComparesThem() {
    Bench bench = master(instance("VI").priority(210).behaviour(Behaviours.skipCheckAdvAddr()));
    strange(bench, "10.0.0.2");
    strange(bench, "10.0.0.2");
    assertThat(differing(bench)).isEqualTo(2);
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

  /** An advert with other addresses than ours. */
  private static void strange(Bench bench, String source) {
    VrrpInstance other = instance("VI").virtualAddresses(List.of(vip("10.0.0.200"))).build();
    bench.hear("VI", PacketSettings.advertisement(other, 200), source);
  }

  private static int said(List<VrrpEffect> effects) {
    return only(effects, VrrpEffect.Said.class).size();
  }

  private static long differing(Bench bench) {
    return bench.router("VI").counters().get(Counter.ADDR_LIST_ERR);
  }

  private static VrrpInstanceBuilder unicast(String name, String peer) {
    List<UnicastPeer> peers = List.of(UnicastPeer.of(Addresses.parse(peer)));
    return instance(name).transport(VrrpTransport.unicast(Addresses.parse("10.0.0.1"), peers));
  }
}
