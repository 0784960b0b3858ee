package org.lvsdirector.ipvs.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.ipvs.desired.PoolView.ServerView;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.ipvs.model.Tunnel;
import org.lvsdirector.ipvs.model.TunnelChecksum;
import org.lvsdirector.ipvs.model.TunnelType;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.LvsGlobals;
import org.lvsdirector.parser.model.Persistence;
import org.lvsdirector.parser.model.Protocol;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.Scheduler;
import org.lvsdirector.parser.model.ServiceFlags;
import org.lvsdirector.parser.model.SorryServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.model.VirtualServerBuilder;
import org.lvsdirector.parser.model.VirtualServerGroup;
import org.lvsdirector.parser.model.VirtualServerGroup.Entry;

class DesiredTableTest {
  private static final Forwarding DR = new Forwarding.DirectRouting();
  private static final ServiceView UP = new ServiceView(true, 1);

  private record ServiceView(boolean serving, long weight) {}

  // Services

  @Test
  void aServiceCarriesSchedulerFlagsAndPersistence() {
    VirtualServer server =
        web()
            .scheduler(Scheduler.SH)
            .flags(new ServiceFlags(true, true, true, false))
            .persistence(
                new Persistence(
                    Duration.ofSeconds(50),
                    OptionalInt.of(0xffffff00),
                    OptionalInt.empty(),
                    Optional.of("sip")))
            .build();
    assertThat(only(server).service())
        .isEqualTo(
            IpvsService.of(tcp("10.0.0.1", 80), org.lvsdirector.ipvs.model.Scheduler.SH)
                .withFlags(new org.lvsdirector.ipvs.model.ServiceFlags(0x1c))
                .persistent(50, 0xffffff00)
                .withEngine("sip"));
  }

  @Test
  void granularityOfIpv6IsAPrefixLength() {
    Persistence persistence =
        new Persistence(
            Duration.ofSeconds(50), OptionalInt.empty(), OptionalInt.of(64), Optional.empty());
    VirtualServer server =
        VirtualServer.builder(new VirtualAddress.Address(ip("2001:db8::1"), 80))
            .persistence(persistence)
            .build();
    assertThat(only(server).service().netmask()).isEqualTo(64);
    assertThat(only(web().persistence(persistence).build()).service().netmask()).isEqualTo(-1);
  }

  @Test
  void granularityOfGroupsIsKept() {
    Persistence persistence =
        new Persistence(
            Duration.ofSeconds(50),
            OptionalInt.of(0xffff0000),
            OptionalInt.of(48),
            Optional.empty());
    VirtualServer server =
        group(
                new Entry.Address(ip("10.0.0.1"), 80),
                new Entry.Address(ip("2001:db8::1"), 80),
                new Entry.Fwmark(5, Optional.empty()))
            .persistence(persistence)
            .build();
    assertThat(table(server).pools().values())
        .extracting(pool -> pool.service().netmask())
        .containsExactly(0xffff0000, 48, 0xffff0000);
  }

  @Test
  void aMarkHasTheFamilyOfItsServers() {
    VirtualServer server =
        VirtualServer.builder(new VirtualAddress.Fwmark(7)).family(AddressFamily.INET6).build();
    assertThat(only(server).key()).isEqualTo(new FwmarkService(7, Family.INET6));
  }

  @Test
  void groupsAreExpandedAddressesFirstThenMarks() {
    VirtualServer server =
        group(
                new Entry.Fwmark(9, Optional.of(AddressFamily.INET6)),
                new Entry.Range(ip("10.0.0.254"), ip("10.0.1.1"), 80),
                new Entry.Fwmark(8, Optional.empty()),
                new Entry.Address(ip("10.9.9.9"), 443))
            .build();
    assertThat(table(server).keys())
        .containsExactly(
            tcp("10.0.0.254", 80),
            tcp("10.0.0.255", 80),
            tcp("10.0.1.0", 80),
            tcp("10.0.1.1", 80),
            tcp("10.9.9.9", 443),
            new FwmarkService(9, Family.INET6),
            new FwmarkService(8, Family.INET));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.255.254, 10.1.0.1, 4",
    "10.0.0.0, 10.0.255.255, 65536",
    "2001:db8::fffe, 2001:db8::1:1, 4",
    "2001:db8::ffff:ffff:ffff:fffe, 2001:db8:0:1::1, 4",
    "2001:db8::, 2001:db8::ffff, 65536",
    "10.0.0.7, 10.0.0.7, 1"
  })
  void rangesCarryOverEveryBoundary(String first, String last, int size) {
    DesiredTable desired =
        DesiredTable.of(
            List.of(group(new Entry.Range(ip(first), ip(last), 80)).build()), PoolView::allServing);
    assertThat(desired.remarks()).isEmpty();
    assertThat(desired.table().keys())
        .hasSize(size)
        .startsWith(tcp(first, 80))
        .endsWith(tcp(last, 80));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, 10.1.0.0",
    "0.0.0.0, 255.255.255.255",
    "2001:db8::, 2001:db8::1:0",
    "::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
  })
  void aRangeThatWouldFillTheKernelIsRefusedInWords(String first, String last) {
    DesiredTable desired =
        DesiredTable.of(
            List.of(group(new Entry.Range(ip(first), ip(last), 80)).build()), PoolView::allServing);
    assertThat(desired.table().size()).isZero();
    assertThat(desired.remarks())
        .singleElement()
        .asString()
        .contains("more than 65536 addresses", "firewall mark");
  }

  @Test
  void markZeroIsRefusedInWords() {
    DesiredTable desired =
        DesiredTable.of(
            List.of(VirtualServer.builder(new VirtualAddress.Fwmark(0)).build()),
            PoolView::allServing);
    assertThat(desired.table().size()).isZero();
    assertThat(desired.remarks()).singleElement().asString().contains("fwmark 0");
  }

  @Test
  void aServiceConfiguredTwiceHasTheFirstSettingsAndAllServers() {
    VirtualServer first =
        web().scheduler(Scheduler.RR).realServers(List.of(real(2).weight(3).build())).build();
    VirtualServer second =
        web()
            .scheduler(Scheduler.WLC)
            .realServers(List.of(real(2).weight(9).build(), real(3).build()))
            .build();
    DesiredTable desired = DesiredTable.of(List.of(first, second), PoolView::allServing);
    assertThat(desired.table().pools().values())
        .containsExactly(
            new IpvsPool(
                IpvsService.of(tcp("10.0.0.1", 80), org.lvsdirector.ipvs.model.Scheduler.RR),
                List.of(dr(2, 3), dr(3, 1))));
    assertThat(desired.remarks()).singleElement().asString().contains("configured more than once");
  }

  @Test
  void everyNamedServiceIsOwned() {
    VirtualServer server =
        group(
                new Entry.Range(ip("10.0.0.1"), ip("10.0.0.2"), 80),
                new Entry.Fwmark(5, Optional.empty()))
            .build();
    assertThat(DesiredTable.owned(List.of(server, web().build())))
        .isEqualTo(
            Set.of(tcp("10.0.0.1", 80), tcp("10.0.0.2", 80), new FwmarkService(5, Family.INET)));
  }

  // Ports and methods

  @Test
  void onlyNatTranslatesPorts() {
    RealServer nat = RealServer.builder(ip("192.168.0.2"), 8080).build();
    VirtualServer group =
        group(
                new Entry.Address(ip("10.0.0.1"), 80),
                new Entry.Address(ip("10.0.0.1"), 443),
                new Entry.Fwmark(5, Optional.empty()))
            .realServers(List.of(nat, real(3).port(8080).build()))
            .build();
    assertThat(table(group).pools().values())
        .extracting(pool -> pool.destinations().stream().map(d -> d.key().port()).toList())
        .containsExactly(List.of(8080, 80), List.of(8080, 443), List.of(8080, 0));
  }

  @Test
  void tunnelsKeepTheirData() {
    Forwarding gue =
        new Forwarding.Tunnel(Forwarding.TunnelType.GUE, 6080, Forwarding.TunnelChecksum.REMOTE);
    VirtualServer server = web().realServers(List.of(real(2).forwarding(gue).build())).build();
    assertThat(only(server).destinations())
        .containsExactly(
            IpvsDestination.of(IpAddress.of("192.168.0.2"), 80, ForwardingMethod.TUNNEL, 1)
                .tunnelled(new Tunnel(TunnelType.GUE, 6080, TunnelChecksum.REMOTE)));
  }

  @Test
  void anotherFamilyNeedsATunnel() {
    RealServer plain = RealServer.builder(ip("fd00::2"), 80).forwarding(DR).build();
    RealServer tunnelled =
        plain.toBuilder().address(ip("fd00::3")).forwarding(Forwarding.Tunnel.IPIP).build();
    DesiredTable desired =
        DesiredTable.of(
            List.of(web().realServers(List.of(plain, tunnelled)).build()), PoolView::allServing);
    assertThat(desired.table().pools().values().iterator().next().destinations())
        .extracting(d -> d.key().address().toString())
        .containsExactly("fd00::3");
    assertThat(desired.remarks()).singleElement().asString().contains("fd00::2", "not tunnelled");
  }

  @Test
  void thresholdsAreWhatTheKernelTakes() {
    VirtualServer server =
        web()
            .realServers(List.of(real(2).upperThreshold(4_294_967_295L).lowerThreshold(7).build()))
            .build();
    assertThat(only(server).destinations())
        .containsExactly(dr(2, 1).withThresholds(2_147_483_647L, 7));
  }

  // Health

  @ParameterizedTest
  @CsvSource({"-5, 0", "0, 0", "7, 7", "2147483647, 2147483647", "99999999999, 2147483647"})
  void weightsAreClampedToWhatTheKernelTakes(long effective, int sent) {
    assertThat(destinations(web().build(), false, new ServiceView(true, effective)))
        .containsExactly(dr(2, sent));
  }

  @Test
  void aFailedServerIsAbsentOrWithInhibitQuiet() {
    VirtualServer server =
        web().realServers(List.of(real(2).build(), real(3).inhibitOnFailure(true).build())).build();
    assertThat(destinations(server, false, new ServiceView(false, 5), new ServiceView(false, 5)))
        .containsExactly(dr(3, 0));
  }

  @Test
  void aSorryServerReplacesAllServers() {
    VirtualServer server =
        web()
            .realServers(List.of(real(2).build(), real(3).inhibitOnFailure(true).build()))
            .sorryServer(sorry(9, false))
            .build();
    assertThat(destinations(server, true, UP, UP)).containsExactly(dr(3, 0), dr(9, 1));
    assertThat(destinations(server, false, UP, UP)).containsExactly(dr(2, 1), dr(3, 1));
  }

  @Test
  void anInhibitedSorryServerWaitsWithWeightZero() {
    VirtualServer server = web().sorryServer(sorry(9, true)).build();
    assertThat(destinations(server, false, UP)).containsExactly(dr(2, 1), dr(9, 0));
    assertThat(destinations(server, true, UP)).containsExactly(dr(9, 1));
  }

  @Test
  void aSorryServerThatIsAlsoARealServerIsOneDestination() {
    VirtualServer server =
        web()
            .realServers(List.of(real(2).weight(5).inhibitOnFailure(true).build()))
            .sorryServer(sorry(2, true))
            .build();
    assertThat(destinations(server, false, new ServiceView(true, 5))).containsExactly(dr(2, 5));
    assertThat(destinations(server, false, new ServiceView(false, 5))).containsExactly(dr(2, 0));
    assertThat(destinations(server, true, new ServiceView(false, 5))).containsExactly(dr(2, 1));
  }

  @Test
  void aServiceWithoutServersStays() {
    assertThat(destinations(web().build(), false, new ServiceView(false, 1))).isEmpty();
    assertThat(table(web().build()).keys()).containsExactly(tcp("10.0.0.1", 80));
  }

  /**
   * The states of keepalived reference, LVS 35.1: two servers (w5; w3 inhibit), NAT, sorry server.
   */
  @Test
  void recordedRunWithASorryServer() {
    VirtualServer server =
        web()
            .forwarding(new Forwarding.Nat())
            .realServers(
                List.of(nat(2).weight(5).build(), nat(3).weight(3).inhibitOnFailure(true).build()))
            .sorryServer(new SorryServer(ip("192.168.0.9"), 80, new Forwarding.Nat(), false))
            .build();
    assertThat(states(server, false, true, true))
        .containsExactly("192.168.0.2:80 w5", "192.168.0.3:80 w3");
    assertThat(states(server, false, false, true)).containsExactly("192.168.0.3:80 w3");
    assertThat(states(server, true, false, false))
        .containsExactly("192.168.0.3:80 w0", "192.168.0.9:80 w1");
  }

  /**
   * The states of keepalived reference, LVS 35.2: group, DR, alpha, sorry inhibit, .2 w5, .3 w3
   * inhibit.
   */
  @Test
  void recordedRunOfAnAlphaGroup() {
    VirtualServer server =
        group(new Entry.Address(ip("10.0.0.1"), 80))
            .realServers(
                List.of(
                    real(2).weight(5).build(), real(3).weight(3).inhibitOnFailure(true).build()))
            .sorryServer(sorry(9, true))
            .build();
    assertThat(states(server, true, false, false))
        .containsExactly("192.168.0.3:80 w0", "192.168.0.9:80 w1");
    assertThat(states(server, false, true, false))
        .containsExactly("192.168.0.2:80 w5", "192.168.0.3:80 w0", "192.168.0.9:80 w0");
    assertThat(states(server, false, true, true))
        .containsExactly("192.168.0.2:80 w5", "192.168.0.3:80 w3", "192.168.0.9:80 w0");
    assertThat(states(server, false, false, true))
        .containsExactly("192.168.0.3:80 w3", "192.168.0.9:80 w0");
  }

  // Timeouts and sync daemons

  @Test
  void timeoutsThatAreNotSetAreLeftToTheKernel() {
    assertThat(Settings.timeouts(LvsGlobals.DEFAULT)).isEmpty();
    LvsGlobals globals =
        new LvsGlobals(
            Optional.of(Duration.ofSeconds(100)),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(30)),
            false,
            LvsGlobals.FlushOnStop.OFF,
            Optional.empty(),
            false,
            Optional.empty(),
            LvsGlobals.DEFAULT.commandBuffer(),
            LvsGlobals.DEFAULT.monitorBuffer());
    assertThat(Settings.timeouts(globals)).contains(new IpvsTimeouts(100, 0, 30));
  }

  private static List<String> states(VirtualServer server, boolean sorry, boolean... serving) {
    List<ServerView> views = new java.util.ArrayList<>();
    for (int i = 0; i < serving.length; i++) {
      views.add(new ServerView(serving[i], server.realServers().get(i).weight()));
    }
    return DesiredTable.of(List.of(server), _ -> new PoolView(sorry, views))
        .table()
        .pools()
        .values()
        .iterator()
        .next()
        .destinations()
        .stream()
        .map(d -> d.key() + " w" + d.weight())
        .toList();
  }

  private static List<IpvsDestination> destinations(
      VirtualServer server, boolean sorry, ServiceView... views) {
    List<ServerView> servers =
        Arrays.stream(views).map(view -> new ServerView(view.serving(), view.weight())).toList();
    return DesiredTable.of(List.of(server), _ -> new PoolView(sorry, servers))
        .table()
        .pools()
        .values()
        .iterator()
        .next()
        .destinations();
  }

  private static org.lvsdirector.ipvs.model.IpvsTable table(VirtualServer server) {
    return DesiredTable.of(List.of(server), PoolView::allServing).table();
  }

  private static IpvsPool only(VirtualServer server) {
    assertThat(table(server).size()).isEqualTo(1);
    return table(server).pools().values().iterator().next();
  }

  private static VirtualServerBuilder web() {
    return VirtualServer.builder(new VirtualAddress.Address(ip("10.0.0.1"), 80))
        .protocol(Protocol.TCP)
        .forwarding(DR)
        .realServers(List.of(real(2).build()));
  }

  private static VirtualServerBuilder group(Entry... entries) {
    VirtualServerGroup group =
        new VirtualServerGroup(
            "g", List.of(entries), org.lvsdirector.parser.source.SourceRange.NONE);
    return VirtualServer.builder(new VirtualAddress.Group(group, 0))
        .protocol(Protocol.TCP)
        .realServers(List.of());
  }

  private static org.lvsdirector.parser.model.RealServerBuilder real(int host) {
    return RealServer.builder(ip("192.168.0." + host), 80).forwarding(DR);
  }

  private static org.lvsdirector.parser.model.RealServerBuilder nat(int host) {
    return RealServer.builder(ip("192.168.0." + host), 80);
  }

  private static SorryServer sorry(int host, boolean inhibit) {
    return new SorryServer(ip("192.168.0." + host), 80, DR, inhibit);
  }

  private static IpvsDestination dr(int host, int weight) {
    return IpvsDestination.of(
        IpAddress.of("192.168.0." + host), 80, ForwardingMethod.DIRECT_ROUTE, weight);
  }

  private static ServiceKey tcp(String address, int port) {
    return new TransportService(
        org.lvsdirector.ipvs.model.Protocol.TCP, IpAddress.of(address), port);
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
