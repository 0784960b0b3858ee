package org.lvsdirector.vrrp.io;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.track.InterfaceView;

/** Links and addresses as the kernel last told us; belongs to the loop thread. */
final class NetworkTable {
  private final Map<Integer, LinkInfo> links = new LinkedHashMap<>();
  private final List<AddressInfo> addresses = new ArrayList<>();
  private final Map<Entry, Integer> expectedDeletions = new HashMap<>();

  /** Interfaces whose driver says that they have no link, whatever the kernel believes. */
  private final Set<String> withoutLink = new HashSet<>();

  private record Entry(InetAddress address, int prefixLength, int interfaceIndex) {
    static Entry of(AddressInfo info) {
      return new Entry(info.address(), info.prefixLength(), info.interfaceIndex());
    }
  }

  /** Takes an event in; answers the addresses that another program removed. */
  List<RouterEvent> apply(RtEvent event) {
    switch (event) {
      case RtEvent.Snapshot snapshot -> replace(snapshot);
      case RtEvent.LinkChanged(LinkInfo link) -> links.put(link.index(), link);
      case RtEvent.LinkRemoved(LinkInfo link) -> {
        links.remove(link.index());
        addresses.removeIf(a -> a.interfaceIndex() == link.index());
      }
      case RtEvent.AddressChanged(AddressInfo address) -> put(address);
      case RtEvent.AddressRemoved(AddressInfo address) -> {
        return removed(address);
      }
      case RtEvent.RouteChanged _,
          RtEvent.RouteRemoved _,
          RtEvent.RuleChanged _,
          RtEvent.RuleRemoved _ -> {
        // not part of this table
      }
    }
    return List.of();
  }

  /** Routes can change by the thousand and say nothing about interfaces. */
  static boolean concernsRoutes(RtEvent event) {
    return switch (event) {
      case RtEvent.RouteChanged _,
          RtEvent.RouteRemoved _,
          RtEvent.RuleChanged _,
          RtEvent.RuleRemoved _ ->
          true;
      case RtEvent.LinkChanged _,
          RtEvent.LinkRemoved _,
          RtEvent.AddressChanged _,
          RtEvent.AddressRemoved _,
          RtEvent.Snapshot _ ->
          false;
    };
  }

  private void replace(RtEvent.Snapshot snapshot) {
    links.clear();
    addresses.clear();
    expectedDeletions.clear();
    snapshot.links().forEach(l -> links.put(l.index(), l));
    addresses.addAll(snapshot.addresses());
  }

  private void put(AddressInfo address) {
    for (int i = 0; i < addresses.size(); i++) {
      if (addresses.get(i).isSameEntry(address)) {
        addresses.set(i, address);
        return;
      }
    }
    addresses.add(address);
  }

  private List<RouterEvent> removed(AddressInfo address) {
    addresses.removeIf(a -> a.isSameEntry(address));
    Entry entry = Entry.of(address);
    Integer expected = expectedDeletions.get(entry);
    if (expected != null) {
      if (expected == 1) {
        expectedDeletions.remove(entry);
      } else {
        expectedDeletions.put(entry, expected - 1);
      }
      return List.of();
    }
    return link(address.interfaceIndex()).stream()
        .<RouterEvent>map(
            l ->
                new RouterEvent.AddressRemoved(l.name(), address.address(), address.prefixLength()))
        .toList();
  }

  /** We are about to remove this ourselves; the kernel's report of it is no news. */
  void expectDeletion(AddressInfo address) {
    expectedDeletions.merge(Entry.of(address), 1, Integer::sum);
  }

  /** The removal failed: no report will come. */
  void expectNoDeletion(AddressInfo address) {
    expectedDeletions.computeIfPresent(Entry.of(address), (_, n) -> n == 1 ? null : n - 1);
  }

  /** A driver was asked for its link. */
  void polled(String interfaceName, boolean up) {
    if (up) {
      withoutLink.remove(interfaceName);
    } else {
      withoutLink.add(interfaceName);
    }
  }

  /** No driver is asked any more. */
  void forgetPolled() {
    withoutLink.clear();
  }

  Optional<LinkInfo> link(int index) {
    return Optional.ofNullable(links.get(index));
  }

  Optional<LinkInfo> link(String name) {
    return links.values().stream().filter(l -> l.name().equals(name)).findFirst();
  }

  List<LinkInfo> links() {
    return List.copyOf(links.values());
  }

  List<AddressInfo> addresses() {
    return List.copyOf(addresses);
  }

  /** The table in the terms of the core; tentative addresses are not there yet (2.3.3). */
  Map<String, InterfaceView> views() {
    Map<String, InterfaceView> views = new HashMap<>();
    for (LinkInfo link : links.values()) {
      List<InetAddress> own =
          addresses.stream()
              .filter(a -> a.interfaceIndex() == link.index())
              .filter(a -> (a.flags() & (AddressInfo.F_TENTATIVE | AddressInfo.F_DADFAILED)) == 0)
              .map(AddressInfo::address)
              .toList();
      views.put(
          link.name(),
          new InterfaceView(
              link.name(),
              link.index(),
              link.isRunning() && !withoutLink.contains(link.name()),
              link.isMulticast(),
              own));
    }
    return views;
  }
}
