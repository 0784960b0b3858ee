package org.lvsdirector.provision.vip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.Forwarding.DirectRouting;
import org.lvsdirector.parser.model.Forwarding.Nat;
import org.lvsdirector.parser.model.Forwarding.Tunnel;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.model.VirtualServerGroup;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.provision.plan.Values;

class AssignmentsTest {
  private static final InetAddress RS1 = Values.address("192.168.1.31");
  private static final InetAddress RS2 = Values.address("192.168.1.32");

  @Test
  void eachServerGetsTheAddressesOfItsServices() {
    Assignments found =
        Assignments.of(
            config(
                service(address("192.168.1.100", 80), dr(RS1), dr(RS2)),
                service(address("192.168.1.100", 443), dr(RS1)),
                service(address("2001:db8::100", 80), dr(RS2))));
    assertThat(found.endpoints().get(RS1))
        .containsExactly(
            endpoint(Forwarding.DR, "192.168.1.100", 80),
            endpoint(Forwarding.DR, "192.168.1.100", 443));
    assertThat(found.endpoints().get(RS2))
        .containsExactly(
            endpoint(Forwarding.DR, "192.168.1.100", 80),
            endpoint(Forwarding.DR, "2001:db8::100", 80));
  }

  @Test
  void rangesAndAddressesOfAGroupAreExpandedAndMarksAreNoted() {
    VirtualServerGroup group =
        new VirtualServerGroup(
            "web",
            List.of(
                new VirtualServerGroup.Entry.Range(
                    Values.address("10.0.0.254"), Values.address("10.0.1.1"), 80),
                new VirtualServerGroup.Entry.Address(Values.address("10.0.5.5"), 0),
                new VirtualServerGroup.Entry.Fwmark(7, Optional.empty())),
            SourceRange.NONE);
    Assignments found =
        Assignments.of(config(service(new VirtualAddress.Group(group, 0), dr(RS1))));
    assertThat(found.endpoints().get(RS1))
        .extracting(e -> Values.text(e.vip()))
        .containsExactly("10.0.0.254", "10.0.0.255", "10.0.1.0", "10.0.1.1", "10.0.5.5");
    assertThat(found.notes())
        .singleElement()
        .asString()
        .contains("firewall mark")
        .contains("vips = ");
  }

  @Test
  void forwardingIsThatOfTheRealServer() {
    RealServer nat = RealServer.builder(RS1, 80).forwarding(new Nat()).build();
    RealServer tun = RealServer.builder(RS2, 80).forwarding(Tunnel.IPIP).build();
    Assignments found = Assignments.of(config(service(address("10.0.0.1", 80), nat, tun)));
    assertThat(found.endpoints().get(RS1))
        .containsExactly(endpoint(Forwarding.NAT, "10.0.0.1", 80));
    assertThat(found.endpoints().get(RS2))
        .containsExactly(endpoint(Forwarding.TUN, "10.0.0.1", 80));
  }

  @Test
  void aRangeTooLargeToBeMeantIsNotProvisioned() {
    VirtualServerGroup group =
        new VirtualServerGroup(
            "web",
            List.of(
                new VirtualServerGroup.Entry.Range(
                    Values.address("10.0.0.0"), Values.address("10.255.255.255"), 80)),
            SourceRange.NONE);
    Assignments found =
        Assignments.of(config(service(new VirtualAddress.Group(group, 0), dr(RS1))));
    assertThat(found.endpoints()).isEmpty();
    assertThat(found.notes()).singleElement().asString().contains("16777216");
  }

  private static KeepalivedConfig config(VirtualServer... services) {
    return KeepalivedConfig.EMPTY.withLvs(LvsConfig.of(services));
  }

  private static VirtualServer service(VirtualAddress address, RealServer... servers) {
    return VirtualServer.builder(address).realServers(List.of(servers)).build();
  }

  private static VirtualAddress address(String vip, int port) {
    return new VirtualAddress.Address(Values.address(vip), port);
  }

  private static RealServer dr(InetAddress address) {
    return RealServer.builder(address, 80).forwarding(new DirectRouting()).build();
  }

  private static Endpoint endpoint(Forwarding forwarding, String vip, int port) {
    return new Endpoint(forwarding, Values.address(vip), Optional.of(Endpoint.Transport.TCP), port);
  }
}
