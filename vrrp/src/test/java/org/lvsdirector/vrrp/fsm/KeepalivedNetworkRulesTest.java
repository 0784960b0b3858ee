package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.packet.Addresses;

/** Rules of the keepalived reference about from where we speak and to whom, VRRP 13 and 14. */
class KeepalivedNetworkRulesTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);

  @Test
  void rule1p9AnInterfaceThatCannotMulticastIsAFaultThatStays() {
    Bench bench = Bench.of(instance("VI").build());
    bench.multicast("eth0", false);
    bench.start();
    assertThat(bench.state("VI")).isEqualTo(Reported.FAULT);
    assertThat(bench.router("VI").faults())
        .containsExactly(
            new Fault(Fault.Kind.CONFIG, "interface eth0 can not multicast; use unicast_peer"));
    bench.link("eth0", false);
    bench.link("eth0", true);
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.state("VI")).isEqualTo(Reported.FAULT);
  }

  @Test
  void rule1p9UnicastDoesNotNeedIt() {
    Bench bench = Bench.of(instance("VI").transport(unicast()).build());
    bench.multicast("eth0", false);
    bench.start();
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
  }

  @Test
  void rule1p9WhatTheFileSaysCannotWorkIsAFaultThatStays() {
    Bench bench =
        Bench.of(instance("VI").configFault("VMAC on eth0, which is no Ethernet").build());
    bench.start();
    bench.link("eth0", false);
    bench.link("eth0", true);
    assertThat(bench.state("VI")).isEqualTo(Reported.FAULT);
  }

  private static VrrpTransport unicast() {
    return VrrpTransport.unicast(
        Addresses.parse("10.0.0.1"), List.of(UnicastPeer.of(Addresses.parse("10.0.0.2"))));
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
  void rule13p3ASourceAddressThatIsNotThereIsAFaultWhereItIsTracked() {
    VrrpTransport standard =
        VrrpTransport.multicast(org.lvsdirector.parser.model.AddressFamily.INET);
    var tracked =
        new VrrpTransport(
            Optional.of(Addresses.parse("10.0.0.1")),
            true,
            standard.multicastGroup(),
            false,
            List.of(),
            false,
            false,
            standard.ttl(),
            0);
    Bench bench = master(instance("VI").transport(tracked));
    bench.addresses("eth0", "10.0.0.9");
    assertThat(bench.state("VI")).isEqualTo(Reported.FAULT);
    assertThat(bench.router("VI").faults())
        .containsExactly(
            new Fault(Fault.Kind.SOURCE_ADDRESS, "source address 10.0.0.1 is not on eth0"));
    bench.addresses("eth0", "10.0.0.9", "10.0.0.1");
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
  }

  @Test
  void rule13p4ADeletedInterfaceIsAFaultUntilItIsMadeAgain() {
    Bench bench = master(instance("VI"));
    List<VrrpEffect> effects = bench.exists("eth0", false);
    assertThat(bench.state("VI")).isEqualTo(Reported.FAULT);
    assertThat(bench.router("VI").faults())
        .extracting(Fault::kind)
        .containsExactlyInAnyOrder(Fault.Kind.INTERFACE, Fault.Kind.SOURCE_ADDRESS);
    assertThat(only(effects, VrrpEffect.RemoveAddress.class)).hasSize(1);
    bench.advance(Duration.ofMinutes(1));
    bench.exists("eth0", true);
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
    assertThat(bench.deadline("VI")).contains(DOWN);
    assertThat(only(bench.advance(DOWN), VrrpEffect.AddAddress.class)).hasSize(1);
  }

  @Test
  void rule13p4AnInstanceWhoseInterfaceComesLaterWaitsForItInFault() {
    Bench bench = Bench.of(instance("VI").interfaceName("eth9").build());
    bench.start();
    assertThat(bench.state("VI")).isEqualTo(Reported.FAULT);
    bench.exists("eth9", true);
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
  }

  @Test
  void rule14p1PeersAreServedInTheirOrder() {
    VrrpInstance config =
        instance("VI")
            .transport(
                VrrpTransport.unicast(
                    Addresses.parse("10.0.0.1"),
                    List.of(
                        UnicastPeer.of(Addresses.parse("10.0.0.9")),
                        UnicastPeer.of(Addresses.parse("10.0.0.3")))))
            .build();
    assertThat(PacketSettings.delivery(config).destinations())
        .containsExactly(Addresses.parse("10.0.0.9"), Addresses.parse("10.0.0.3"));
  }
}
