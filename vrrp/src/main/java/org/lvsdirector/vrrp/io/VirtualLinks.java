package org.lvsdirector.vrrp.io;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.NewLink;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpGlobals;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.packet.VirtualMac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The VMAC and ipvlan interfaces of instances (keepalived reference, VRRP 17): made or reused, with
 * the kernel settings they need, and removed at the end. Belongs to the loop thread.
 */
final class VirtualLinks {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualLinks.class);
  private static final int NAME_LENGTH = 15;

  private final RtNetlink netlink;
  private final NetworkTable network;
  private final VirtualLinkSettings settings;
  private final VmacFirewall firewall;
  private final Map<VirtualSeat, LinkInfo> links = new LinkedHashMap<>();
  private VrrpGlobals globals = VrrpGlobals.DEFAULT;
  private List<VrrpInstance> wanted = List.of();

  VirtualLinks(
      RtNetlink netlink,
      NetworkTable network,
      VirtualLinkSettings settings,
      VmacFirewall firewall) {
    this.netlink = netlink;
    this.network = network;
    this.settings = settings;
    this.firewall = firewall;
  }

  /** The interface adverts go by: the virtual one, unless they are sent on its base. */
  Optional<String> advertDevice(VrrpInstance config) {
    boolean onBase =
        config.link().isPresent()
            && config.link().get() instanceof VirtualLink.Vmac vmac
            && vmac.transmitOnBase();
    return onBase ? config.interfaceName() : ownDevice(config);
  }

  /** The interface that stands in for the configured one of an instance. */
  Optional<String> ownDevice(VrrpInstance config) {
    return VirtualSeat.own(config)
        .flatMap(s -> Optional.ofNullable(links.get(s)))
        .map(LinkInfo::name)
        .or(config::interfaceName);
  }

  /** The interface that an address of an instance goes to. */
  Optional<String> addressDevice(VrrpInstance config, VipAddress address) {
    return VirtualSeat.of(config, address)
        .flatMap(s -> Optional.ofNullable(links.get(s)))
        .map(LinkInfo::name)
        .or(address::interfaceName)
        .or(config::interfaceName);
  }

  /** The configured interface behind a virtual one; any other name stays as it is. */
  String configuredName(String interfaceName) {
    return links.entrySet().stream()
        .filter(l -> l.getValue().name().equals(interfaceName))
        .findFirst()
        .map(l -> l.getKey().base())
        .orElse(interfaceName);
  }

  /** Makes what is missing and removes what no instance wants any more. */
  void sync(List<VrrpInstance> instances, VrrpGlobals next) {
    globals = next;
    wanted = List.copyOf(instances);
    Set<VirtualSeat> seats = new HashSet<>();
    instances.forEach(i -> seats.addAll(VirtualSeat.wanted(i).keySet()));
    List.copyOf(links.keySet()).stream().filter(s -> !seats.contains(s)).forEach(this::remove);
    for (VrrpInstance config : instances) {
      VirtualSeat.wanted(config)
          .forEach(
              (seat, wish) -> {
                if (!links.containsKey(seat)) {
                  attempt(config, seat, wish);
                }
              });
    }
    firewall();
  }

  private void attempt(VrrpInstance config, VirtualSeat seat, VirtualLink wish) {
    try {
      make(config, seat, wish);
    } catch (LinuxException e) {
      LOG.error("({}) {}", config.name(), e.getMessage());
    }
  }

  private void make(VrrpInstance config, VirtualSeat seat, VirtualLink wish) throws LinuxException {
    Optional<LinkInfo> parent = network.link(seat.base());
    if (parent.isEmpty()) {
      LOG.error("({}) no interface {} for its virtual interface", config.name(), seat.base());
      return;
    }
    LinkInfo link =
        switch (wish) {
          case VirtualLink.Vmac vmac -> macvlan(config, seat, vmac, parent.get());
          case VirtualLink.Ipvlan ipvlan -> ipvlan(config, seat, ipvlan, parent.get());
        };
    settings.prepare(config, seat, link);
    joinVrf(link, parent.get());
    // Before it goes up, or its first reports are out.
    links.put(seat, link);
    var _ = network.apply(new RtEvent.LinkChanged(link));
    firewall();
    netlink.setLinkUp(link.index(), true);
    LinkInfo up = netlink.link(link.name()).orElse(link);
    links.put(seat, up);
    var _ = network.apply(new RtEvent.LinkChanged(up));
    settings.addLinkLocal(config, seat, up);
    if (wish instanceof VirtualLink.Vmac vmac && vmac.notifyNetlink()) {
      // A message about the parent makes bridges and switches below look again (17.8).
      netlink.setLinkGroup(parent.get().index(), parent.get().group());
    }
  }

  private LinkInfo macvlan(
      VrrpInstance config, VirtualSeat seat, VirtualLink.Vmac vmac, LinkInfo parent)
      throws LinuxException {
    var family =
        seat.family() == AddressFamily.INET
            ? org.lvsdirector.vrrp.packet.AddressFamily.IPV4
            : org.lvsdirector.vrrp.packet.AddressFamily.IPV6;
    byte[] mac =
        vmac.macAddress()
            .map(org.lvsdirector.parser.model.Octets::toByteArray)
            .orElseGet(() -> VirtualMac.of(family, config.virtualRouterId()).octets().toArray());
    HardwareAddress address = HardwareAddress.of(mac);
    Optional<LinkInfo> existing =
        netlink.links().stream()
            .filter(
                l ->
                    l.isKind("macvlan")
                        && l.parentIndex().equals(OptionalInt.of(parent.index()))
                        && l.address().equals(Optional.of(address)))
            .findFirst();
    if (existing.isPresent()) {
      LOG.info("({}) using the existing VMAC {}", config.name(), existing.get().name());
      return existing.get();
    }
    String name = vmac.name().orElseGet(() -> freeName(config, seat));
    NewLink link = NewLink.macvlan(name, parent.index(), NewLink.MacvlanMode.PRIVATE, address);
    return netlink.createLink(link.withGroup(vmac.group().orElse(parent.group())));
  }

  private LinkInfo ipvlan(
      VrrpInstance config, VirtualSeat seat, VirtualLink.Ipvlan ipvlan, LinkInfo parent)
      throws LinuxException {
    String name = ipvlan.name().orElseGet(() -> freeName(config, seat));
    Optional<LinkInfo> existing = netlink.link(name).filter(l -> l.isKind("ipvlan"));
    NewLink.IpvlanFlag flag = NewLink.IpvlanFlag.valueOf(ipvlan.mode().name());
    NewLink wish =
        NewLink.ipvlan(name, parent.index(), NewLink.IpvlanMode.L2, flag)
            .withGroup(group(ipvlan.group(), parent));
    LinkInfo link = existing.isPresent() ? existing.get() : netlink.createLink(wish);
    if (ipvlan.address().isPresent()) {
      var address = ipvlan.address().get();
      netlink.replaceAddress(AddressInfo.of(address.address(), address.length(), link.index()));
    }
    return link;
  }

  private void joinVrf(LinkInfo link, LinkInfo parent) throws LinuxException {
    OptionalInt master = VrfMembership.change(link, parent, network);
    if (master.isPresent()) {
      netlink.setLinkMaster(link.index(), master.getAsInt());
    }
  }

  /** An interface has changed; virtual ones on it go where it goes. */
  void linkChanged(LinkInfo parent) {
    links.forEach(
        (seat, link) -> {
          if (seat.base().equals(parent.name())) {
            try {
              joinVrf(network.link(link.index()).orElse(link), parent);
            } catch (LinuxException e) {
              LOG.warn("({}) VRF of {}: {}", seat.instance(), link.name(), e.getMessage());
            }
          }
        });
  }

  private static long group(OptionalLong asked, LinkInfo parent) {
    return asked.orElse(parent.group());
  }

  /** PREFIX.VRID; taken: IPv4 PREFIX1.VRID…, IPv6 PREFIX6.VRID, PREFIX1.VRID… (17.2). */
  private String freeName(VrrpInstance config, VirtualSeat seat) {
    String prefix = seat.isOwn(config) ? globals.vmacPrefix() : globals.vmacAddrPrefix();
    Stream<String> middle = Stream.of("");
    if (seat.family() == AddressFamily.INET6) {
      middle = Stream.concat(middle, Stream.of("6"));
    }
    return Stream.concat(middle, IntStream.range(1, 1000).mapToObj(Integer::toString))
        .map(m -> shortened(prefix + m, "." + config.virtualRouterId()))
        .filter(n -> network.link(n).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static String shortened(String head, String tail) {
    int room = NAME_LENGTH - tail.length();
    return head.substring(0, Math.min(head.length(), room)) + tail;
  }

  private void remove(VirtualSeat seat) {
    LinkInfo link = links.remove(seat);
    if (link == null) {
      return;
    }
    try {
      netlink.deleteLink(link.index());
    } catch (LinuxException e) {
      if (!e.is(Errno.ENODEV)) {
        LOG.warn("({}) {}", seat.instance(), e.getMessage());
      }
    }
  }

  /** What leaks from macvlans is kept in; ipvlans have their parent's address and leak nothing. */
  private void firewall() {
    List<VmacFirewall.Vmac> vmacs =
        wanted.stream()
            .flatMap(i -> VirtualSeat.wanted(i).entrySet().stream().map(e -> vmac(i, e.getKey())))
            .flatMap(Optional::stream)
            .toList();
    if (globals.disableLocalIgmp() && !vmacs.isEmpty()) {
      settings.disableLocalReports();
    }
    try {
      firewall.sync(vmacs, !globals.disableLocalIgmp());
    } catch (LinuxException e) {
      LOG.warn("IGMP and MLD reports may leave with a virtual MAC: {}", e.getMessage());
    }
  }

  private Optional<VmacFirewall.Vmac> vmac(VrrpInstance config, VirtualSeat seat) {
    Optional<LinkInfo> link = Optional.ofNullable(links.get(seat)).filter(l -> l.isKind("macvlan"));
    return link.flatMap(
        l ->
            network
                .link(seat.base())
                .map(
                    parent ->
                        new VmacFirewall.Vmac(
                            l.index(),
                            parent.index(),
                            seat.family() == AddressFamily.INET,
                            VirtualLinkSettings.speaksIpv6(config, seat),
                            settings.parentsLinkLocal(l))));
  }

  /** Whether a link that has gone was one of ours. */
  boolean linkRemoved(LinkInfo gone) {
    return links.values().removeIf(l -> l.index() == gone.index());
  }

  /** Makes again what another program removed. */
  void syncAgain() {
    sync(wanted, globals);
  }

  void removeAll() {
    List.copyOf(links.keySet()).forEach(this::remove);
    wanted = List.of();
    firewall();
  }
}
