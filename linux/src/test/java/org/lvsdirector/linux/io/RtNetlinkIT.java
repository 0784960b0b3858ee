package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.linux.io.TestNamespaces.address;
import static org.lvsdirector.linux.io.TestNamespaces.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.AddressMessages;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.IpBytes;
import org.lvsdirector.linux.netlink.IpPrefix;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.NewLink;
import org.lvsdirector.linux.netlink.NlMessage;
import org.lvsdirector.linux.netlink.RouteInfo;
import org.lvsdirector.linux.netlink.RouteMessages;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.linux.netlink.RuleInfo;

class RtNetlinkIT {

  private final TestNamespaces namespaces = new TestNamespaces();
  private RtNetlink netlink;
  private int a0;

  @BeforeEach
  void open() throws LinuxException {
    netlink = RtNetlink.open(namespaces.left);
    a0 = netlink.link("a0").orElseThrow().index();
  }

  @AfterEach
  void close() {
    netlink.close();
    namespaces.close();
  }

  @Test
  void addressIsAddedSeenAndDeleted() throws LinuxException {
    AddressInfo vip =
        AddressInfo.of(address("10.9.0.10"), 24, a0).withLabel("a0:vip").withProtocol(18);
    netlink.addAddress(vip);
    assertThat(ip("-n", namespaces.left, "addr", "show", "a0"))
        .contains("inet 10.9.0.10/24")
        .contains("a0:vip");
    assertThat(netlink.addresses())
        .anySatisfy(
            seen -> {
              assertThat(seen.isSameEntry(vip)).isTrue();
              assertThat(seen.protocol()).isEqualTo(OptionalInt.of(18));
            });
    assertThatThrownBy(() -> netlink.addAddress(vip))
        .isInstanceOfSatisfying(LinuxException.class, e -> assertThat(e.is(Errno.EEXIST)).isTrue())
        .hasMessageContaining("add address 10.9.0.10/24 dev");
    netlink.deleteAddress(vip);
    assertThat(netlink.addresses()).noneMatch(vip::isSameEntry);
    assertThatThrownBy(() -> netlink.deleteAddress(vip)).hasMessageContaining("EADDRNOTAVAIL");
  }

  @Test
  void sixAddressKeepsItsFlagsAndLifetime() throws LinuxException {
    AddressInfo vip =
        AddressInfo.of(address("2001:db8:9::10"), 128, a0)
            .withFlags(AddressInfo.F_NODAD | AddressInfo.F_HOMEADDRESS)
            .withPreferredLifetime(0);
    netlink.addAddress(vip);
    AddressInfo seen =
        netlink.addresses().stream().filter(vip::isSameEntry).findFirst().orElseThrow();
    assertThat(seen.preferredLifetime()).isZero();
    assertThat(seen.flags() & AddressInfo.F_HOMEADDRESS).isNotZero();
    assertThat(seen.flags() & AddressInfo.F_TENTATIVE).isZero();
  }

  @Test
  void batchAnswersEachRequestInOrder() throws LinuxException {
    List<NlMessage> batch = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      batch.add(
          AddressMessages.add(
              AddressInfo.of(address("10.9." + (i >> 8) + "." + (i & 0xff)), 32, a0)));
    }
    batch.add(batch.get(7));
    List<NlReply> replies = netlink.exchange(batch);
    assertThat(replies).hasSize(301);
    assertThat(replies.subList(0, 300)).allMatch(reply -> reply.failure().isEmpty());
    assertThat(replies.get(300).failure()).contains(Errno.EEXIST);
    assertThat(netlink.addresses())
        .filteredOn(x -> x.interfaceIndex() == a0)
        .hasSizeGreaterThan(299);
  }

  @Test
  void privateMacvlanCarriesTheVirtualMac() throws LinuxException {
    HardwareAddress mac = HardwareAddress.parse("00:00:5e:00:01:33").orElseThrow();
    LinkInfo made =
        netlink.createLink(NewLink.macvlan("vrrp.51", a0, NewLink.MacvlanMode.PRIVATE, mac));
    assertThat(made.isKind("macvlan")).isTrue();
    assertThat(made.detail().mode()).hasValue(1);
    assertThat(made.address()).contains(mac);
    assertThat(made.parentIndex()).hasValue(a0);
    netlink.setAddressGeneration(made.index(), 1);
    netlink.setLinkUp(made.index(), true);
    assertThat(netlink.link("vrrp.51").orElseThrow().isRunning()).isTrue();
    netlink.setLinkGroup(made.index(), 7);
    assertThat(netlink.link("vrrp.51").orElseThrow().group()).isEqualTo(7);
    netlink.deleteLink(made.index());
    assertThat(netlink.link("vrrp.51")).isEmpty();
  }

  @Test
  void routesAndRulesComeAndGo() throws LinuxException {
    netlink.addAddress(AddressInfo.of(address("10.9.0.1"), 24, a0));
    RouteInfo route =
        RouteInfo.to(new IpPrefix(address("198.51.100.0"), 24))
            .table(1000)
            .priority(50)
            .hop(RouteInfo.Hop.via(address("10.9.0.2")).on(a0))
            .metric(2, 1400)
            .build();
    netlink.addRoute(route, RouteMessages.Mode.PREPEND);
    assertThat(netlink.routes())
        .anySatisfy(
            seen -> {
              assertThat(seen.destination()).isEqualTo(route.destination());
              assertThat(seen.table()).isEqualTo(1000);
              assertThat(seen.protocol()).isEqualTo(18);
              assertThat(seen.hop().gateway()).contains(address("10.9.0.2"));
              assertThat(seen.metrics()).containsEntry(2, 1400L);
            });
    assertThat(netlink.routes(18)).hasSize(1);
    assertThat(netlink.routes(99)).isEmpty();
    RuleInfo rule =
        RuleInfo.lookup(IpBytes.AF_INET, 1000)
            .withPriority(555)
            .withSelector(RuleInfo.Selector.ALL.from(new IpPrefix(address("10.9.0.0"), 24)));
    netlink.addRule(rule);
    assertThat(netlink.rules()).contains(rule);
    netlink.deleteRule(rule);
    assertThat(netlink.rules()).doesNotContain(rule);
    netlink.deleteRoute(route);
    assertThat(netlink.routes()).noneMatch(seen -> seen.table() == 1000);
    assertThatThrownBy(() -> netlink.deleteRoute(route)).hasMessageContaining("ESRCH");
  }

  @Test
  void multipathRouteIsAcceptedByTheKernel() throws LinuxException {
    netlink.addAddress(AddressInfo.of(address("10.9.0.1"), 24, a0));
    RouteInfo route =
        RouteInfo.to(new IpPrefix(address("0.0.0.0"), 0))
            .hops(
                List.of(
                    RouteInfo.Hop.via(address("10.9.0.2")).on(a0).weighing(2),
                    RouteInfo.Hop.via(address("10.9.0.3")).on(a0)))
            .build();
    netlink.addRoute(route, RouteMessages.Mode.ADD);
    assertThat(ip("-n", namespaces.left, "route", "show", "default"))
        .contains("via 10.9.0.2 dev a0 weight 2")
        .contains("proto keepalived");
  }

  @Test
  void monitorTellsTheStateThenTheChanges() throws Exception {
    LinkedBlockingQueue<RtEvent> events = new LinkedBlockingQueue<>();
    try (RtMonitor _ =
        RtMonitor.start(Optional.of(namespaces.left), Optional.empty(), events::add)) {
      RtEvent first = events.poll(20, TimeUnit.SECONDS);
      assertThat(first)
          .isInstanceOfSatisfying(
              RtEvent.Snapshot.class,
              all -> assertThat(all.links()).anyMatch(link -> link.name().equals("a0")));
      ip("-n", namespaces.left, "addr", "add", "10.9.0.77/32", "dev", "a0");
      await(
          events,
          event ->
              event instanceof RtEvent.AddressChanged(var seen)
                  && seen.address().equals(address("10.9.0.77")));
      ip("-n", namespaces.left, "route", "add", "198.51.100.0/24", "dev", "a0", "proto", "99");
      ip("-n", namespaces.left, "route", "add", "192.0.2.0/24", "dev", "a0", "proto", "18");
      await(
          events,
          event ->
              event instanceof RtEvent.RouteChanged(var route)
                  && route.destination().equals(new IpPrefix(address("192.0.2.0"), 24)));
      ip("-n", namespaces.right, "link", "set", "b0", "down");
      await(
          events,
          event ->
              event instanceof RtEvent.LinkChanged(var link)
                  && link.index() == a0
                  && !link.isRunning());
      ip("-n", namespaces.left, "link", "del", "a0");
      await(events, event -> event instanceof RtEvent.LinkRemoved(var link) && link.index() == a0);
    }
  }

  private static void await(LinkedBlockingQueue<RtEvent> events, Predicate<RtEvent> wanted)
      throws InterruptedException {
    List<RtEvent> seen = new ArrayList<>();
    while (true) {
      RtEvent event = events.poll(20, TimeUnit.SECONDS);
      assertThat(event).as("events so far: %s", seen).isNotNull();
      assertThat(event instanceof RtEvent.RouteChanged(var route) && route.protocol() != 18)
          .as("a route that is not ours: %s", event)
          .isFalse();
      if (wanted.test(event)) {
        return;
      }
      seen.add(event);
    }
  }

  @Test
  void missingNamespaceIsNamed() {
    assertThatThrownBy(() -> RtNetlink.open("lin-nowhere"))
        .isInstanceOf(LinuxException.class)
        .hasMessage("open network namespace /run/netns/lin-nowhere: ENOENT");
  }

  @Test
  void unknownGenericFamilyIsEnoent() throws LinuxException {
    try (GenericNetlink generic = NetworkNamespace.call(namespaces.left, GenericNetlink::open)) {
      assertThat(generic.resolve("nlctrl")).isEqualTo(16);
      assertThatThrownBy(() -> generic.resolve("NO_SUCH_FAMILY"))
          .isInstanceOfSatisfying(
              LinuxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
    }
  }
}
