package org.lvsdirector.ipvs.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.ipvs.hygiene.DirectorHygiene.Setup;
import org.lvsdirector.ipvs.hygiene.HostFacts.HostAddress;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.TransportService;

class DirectorHygieneTest {
  private static final String VIP = "192.168.1.100";
  private static final Setup MOVING = new Setup(Set.of(IpAddress.of(VIP)), false);

  private final List<HostAddress> addresses =
      new ArrayList<>(
          List.of(
              new HostAddress("lo", true, IpAddress.of("127.0.0.1"), 8),
              new HostAddress("eth0", false, IpAddress.of("192.168.1.21"), 24)));
  private final Map<String, String> sysctls =
      new HashMap<>(
          Map.of(
              "net.ipv4.ip_forward", "0\n",
              "net.ipv4.conf.all.rp_filter", "0\n",
              "net.ipv4.vs.conntrack", "0\n",
              "net.ipv4.vs.expire_nodest_conn", "1\n",
              "net.ipv4.vs.conn_reuse_mode", "1\n",
              "net.ipv4.vs.backup_only", "0\n"));

  @Test
  void aCleanDirectorHasNoFindings() {
    assertThat(check(MOVING, direct("192.168.1.31"))).isEmpty();
  }

  @Test
  void aRealServerOnAnotherNetworkIsNamed() {
    assertThat(check(MOVING, direct("192.168.2.31")))
        .singleElement()
        .asString()
        .contains("real server 192.168.2.31 is not on a network this host is connected to");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 8, 10.255.0.1, true",
    "10.0.0.1, 8, 11.0.0.1, false",
    "10.0.0.1, 32, 10.0.0.2, false",
    "10.0.0.1, 0, 192.168.0.1, true",
    "2001:db8::1, 64, 2001:db8::ffff:1, true",
    "2001:db8::1, 64, 2001:db8:0:1::1, false",
    "2001:db8::1, 120, 2001:db8::ff, true",
    "2001:db8::1, 120, 2001:db8::100, false",
    "2001:db8::1, 0, fe80::1, true",
    "2001:db8::1, 64, 10.0.0.1, false"
  })
  void networksAreComparedByTheirPrefix(String own, int prefix, String other, boolean connected) {
    assertThat(
            new HostAddress("eth0", false, IpAddress.of(own), prefix).connects(IpAddress.of(other)))
        .isEqualTo(connected);
  }

  @Test
  void natNeedsForwardingAndDirectRoutingDoesNot() {
    assertThat(
            check(
                MOVING,
                IpvsDestination.of(
                    IpAddress.of("192.168.1.31"), 80, ForwardingMethod.MASQUERADE, 1)))
        .singleElement()
        .asString()
        .contains("net.ipv4.ip_forward is 0", "set net.ipv4.ip_forward = 1");
  }

  @Test
  void aVirtualAddressNobodyHoldsIsAdvised() {
    assertThat(check(new Setup(Set.of(), false), direct("192.168.1.31")))
        .singleElement()
        .asString()
        .contains(VIP + " is on no interface");
  }

  @Test
  void aVirtualAddressOnLoopbackIsForRealServers() {
    addresses.add(new HostAddress("lo", true, IpAddress.of(VIP), 32));
    assertThat(check(new Setup(Set.of(), false), direct("192.168.1.31")))
        .singleElement()
        .asString()
        .contains(VIP + " is on lo");
  }

  @Test
  void aVirtualAddressMustNotBeTheSourceOfHealthChecks() {
    addresses.removeLast();
    addresses.add(new HostAddress("eth0", false, IpAddress.of(VIP), 24));
    assertThat(check(MOVING, direct("192.168.1.31")))
        .singleElement()
        .asString()
        .contains("only address of its network on eth0");
    addresses.add(new HostAddress("eth0", false, IpAddress.of("192.168.1.21"), 24));
    assertThat(check(MOVING, direct("192.168.1.31"))).isEmpty();
  }

  @Test
  void twoBoxesThatAreAlsoRealServersNeedASyncDaemonAndBackupOnly() {
    IpvsDestination self = direct("192.168.1.21");
    assertThat(check(MOVING, self, direct("192.168.1.22")))
        .singleElement()
        .asString()
        .contains("no sync daemon is configured", "loop");
    Setup synced = new Setup(MOVING.movingAddresses(), true);
    assertThat(check(synced, self, direct("192.168.1.22")))
        .singleElement()
        .asString()
        .contains("net.ipv4.vs.backup_only is 0");
    sysctls.put("net.ipv4.vs.backup_only", "1\n");
    assertThat(check(synced, self, direct("192.168.1.22"))).isEmpty();
  }

  @Test
  void aDirectorThatServesItselfWantsLooseReversePathsOnSeveralInterfaces() {
    sysctls.put("net.ipv4.vs.backup_only", "1\n");
    sysctls.put("net.ipv4.conf.eth0.rp_filter", "1\n");
    Setup synced = new Setup(MOVING.movingAddresses(), true);
    assertThat(check(synced, direct("192.168.1.21"))).isEmpty();
    addresses.add(new HostAddress("eth1", false, IpAddress.of("172.16.0.1"), 24));
    assertThat(check(synced, direct("192.168.1.21")))
        .singleElement()
        .asString()
        .contains("net.ipv4.conf.eth0.rp_filter is strict");
  }

  @Test
  void hangingClientsAreAdvisedAbout() {
    sysctls.put("net.ipv4.vs.expire_nodest_conn", "0\n");
    sysctls.put("net.ipv4.vs.conntrack", "1\n");
    assertThat(check(MOVING, direct("192.168.1.31")))
        .satisfiesExactly(
            one -> assertThat(one).contains("expire_nodest_conn is 0"),
            two -> assertThat(two).contains("conn_reuse_mode is 1"));
  }

  @Test
  void whatTheKernelDoesNotHaveIsNotBlamed() {
    sysctls.clear();
    assertThat(check(MOVING, direct("192.168.1.31"))).isEmpty();
  }

  private List<String> check(Setup setup, IpvsDestination... servers) {
    IpvsService service =
        IpvsService.of(new TransportService(Protocol.TCP, IpAddress.of(VIP), 80), Scheduler.RR);
    IpvsTable table = IpvsTable.of(new IpvsPool(service, List.of(servers)));
    return DirectorHygiene.check(table, new HostFacts(addresses, sysctls), setup).stream()
        .map(Finding::describe)
        .toList();
  }

  private static IpvsDestination direct(String address) {
    return IpvsDestination.of(IpAddress.of(address), 80, ForwardingMethod.DIRECT_ROUTE, 1);
  }
}
