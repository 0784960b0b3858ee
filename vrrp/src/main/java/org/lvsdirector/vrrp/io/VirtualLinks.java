package org.lvsdirector.vrrp.io;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.io.Sysctl;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.NewLink;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.PacketSettings;
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
  private static final int NO_LINK_LOCAL = 1;

  private final RtNetlink netlink;
  private final NetworkTable network;
  private final SysctlJournal sysctls;
  private final Map<String, LinkInfo> links = new HashMap<>();
  private String prefix = "vrrp";
  private List<VrrpInstance> wanted = List.of();

  VirtualLinks(RtNetlink netlink, NetworkTable network, SysctlJournal sysctls) {
    this.netlink = netlink;
    this.network = network;
    this.sysctls = sysctls;
  }

  /** The interface adverts go by: the virtual one, unless they are sent on its base. */
  Optional<String> advertDevice(VrrpInstance config) {
    boolean onBase =
        config.link().isPresent()
            && config.link().get() instanceof VirtualLink.Vmac vmac
            && vmac.transmitOnBase();
    return onBase ? config.interfaceName() : addressDevice(config);
  }

  /** The interface that stands in for the configured one when addresses are installed. */
  Optional<String> addressDevice(VrrpInstance config) {
    return Optional.ofNullable(links.get(config.name()))
        .map(LinkInfo::name)
        .or(config::interfaceName);
  }

  /** The configured interface behind a virtual one; any other name stays as it is. */
  String configuredName(String interfaceName) {
    return links.values().stream()
        .filter(l -> l.name().equals(interfaceName))
        .findFirst()
        .map(LinkInfo::parentIndex)
        .filter(OptionalInt::isPresent)
        .flatMap(p -> network.link(p.getAsInt()))
        .map(LinkInfo::name)
        .orElse(interfaceName);
  }

  /** Makes what is missing and removes what no instance wants any more. */
  void sync(List<VrrpInstance> instances, String vmacPrefix) {
    prefix = vmacPrefix;
    wanted = List.copyOf(instances);
    for (String name : List.copyOf(links.keySet())) {
      if (instances.stream().noneMatch(i -> i.name().equals(name) && i.link().isPresent())) {
        remove(name);
      }
    }
    for (VrrpInstance config : instances) {
      if (config.link().isPresent() && !links.containsKey(config.name())) {
        try {
          make(config, config.link().get());
        } catch (LinuxException e) {
          LOG.error("({}) {}", config.name(), e.getMessage());
        }
      }
    }
  }

  private void make(VrrpInstance config, VirtualLink wish) throws LinuxException {
    Optional<LinkInfo> parent = config.interfaceName().flatMap(network::link);
    if (parent.isEmpty()) {
      LOG.error("({}) no interface for its virtual interface", config.name());
      return;
    }
    LinkInfo link =
        switch (wish) {
          case VirtualLink.Vmac vmac -> macvlan(config, vmac, parent.get());
          case VirtualLink.Ipvlan ipvlan -> ipvlan(config, ipvlan, parent.get());
        };
    prepare(config, link);
    netlink.setLinkUp(link.index(), true);
    LinkInfo up = netlink.link(link.name()).orElse(link);
    links.put(config.name(), up);
    var _ = network.apply(new RtEvent.LinkChanged(up));
    parentSettings(parent.get().name());
    addLinkLocal(config, up);
  }

  private LinkInfo macvlan(VrrpInstance config, VirtualLink.Vmac vmac, LinkInfo parent)
      throws LinuxException {
    byte[] mac =
        vmac.macAddress()
            .map(org.lvsdirector.parser.model.Octets::toByteArray)
            .orElseGet(
                () ->
                    VirtualMac.of(PacketSettings.family(config), config.virtualRouterId())
                        .octets()
                        .toArray());
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
    String name = vmac.name().orElseGet(() -> freeName(config));
    NewLink link = NewLink.macvlan(name, parent.index(), NewLink.MacvlanMode.PRIVATE, address);
    return netlink.createLink(link.withGroup(vmac.group().orElse(parent.group())));
  }

  private LinkInfo ipvlan(VrrpInstance config, VirtualLink.Ipvlan ipvlan, LinkInfo parent)
      throws LinuxException {
    String name = ipvlan.name().orElseGet(() -> freeName(config));
    Optional<LinkInfo> existing = netlink.link(name).filter(l -> l.isKind("ipvlan"));
    NewLink.IpvlanFlag flag = NewLink.IpvlanFlag.valueOf(ipvlan.mode().name());
    NewLink wanted =
        NewLink.ipvlan(name, parent.index(), NewLink.IpvlanMode.L2, flag)
            .withGroup(group(ipvlan.group(), parent));
    LinkInfo link = existing.isPresent() ? existing.get() : netlink.createLink(wanted);
    if (ipvlan.address().isPresent()) {
      var address = ipvlan.address().get();
      netlink.replaceAddress(AddressInfo.of(address.address(), address.length(), link.index()));
    }
    return link;
  }

  private static long group(OptionalLong asked, LinkInfo parent) {
    return asked.orElse(parent.group());
  }

  /** PREFIX.VRID; taken: IPv4 PREFIX1.VRID…, IPv6 PREFIX6.VRID, PREFIX1.VRID… (17.2). */
  private String freeName(VrrpInstance config) {
    Stream<String> middle = Stream.of("");
    if (config.family() == AddressFamily.INET6) {
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

  private void prepare(VrrpInstance config, LinkInfo link) throws LinuxException {
    try {
      netlink.setAddressGeneration(link.index(), NO_LINK_LOCAL);
    } catch (LinuxException e) {
      if (!e.is(Errno.EAFNOSUPPORT) && !e.is(Errno.EOPNOTSUPP)) {
        throw e;
      }
    }
    String name = link.name();
    boolean ipv6 =
        config.family() == AddressFamily.INET6
            || config.excludedAddresses().stream().anyMatch(a -> a.family() == AddressFamily.INET6);
    if (!ipv6) {
      sysctls.set(Sysctl.forInterface("ipv6", name, "disable_ipv6"), "1");
    }
    sysctls.set(Sysctl.forInterface("ipv4", name, "arp_ignore"), "1");
    if (config.family() == AddressFamily.INET) {
      sysctls.set(Sysctl.forInterface("ipv4", name, "accept_local"), "1");
      allowReversePath();
      sysctls.set(Sysctl.forInterface("ipv4", name, "rp_filter"), "0");
      sysctls.set(Sysctl.forInterface("ipv4", name, "promote_secondaries"), "1");
    }
  }

  /**
   * The stricter of "all" and the interface counts, so "all" goes down and the others take its
   * place.
   */
  private void allowReversePath() {
    String all = Sysctl.forInterface("ipv4", "all", "rp_filter");
    Optional<String> value = sysctls.read(all).filter(v -> !v.equals("0"));
    if (value.isEmpty()) {
      return;
    }
    sysctls.set(Sysctl.forInterface("ipv4", "default", "rp_filter"), value.get());
    for (LinkInfo link : network.links()) {
      String own = Sysctl.forInterface("ipv4", link.name(), "rp_filter");
      if (sysctls.read(own).filter("0"::equals).isPresent()) {
        sysctls.set(own, value.get());
      }
    }
    sysctls.set(all, "0");
  }

  private void parentSettings(String parent) {
    sysctls.set(Sysctl.forInterface("ipv4", parent, "arp_ignore"), "1");
    sysctls.set(Sysctl.forInterface("ipv4", parent, "arp_filter"), "1");
  }

  /**
   * An IPv6 VMAC sends from a link-local address of its own: the configured one, else its parent's
   * (17.5).
   */
  private void addLinkLocal(VrrpInstance config, LinkInfo link) throws LinuxException {
    boolean onBase =
        config.link().isPresent()
            && config.link().get() instanceof VirtualLink.Vmac vmac
            && vmac.transmitOnBase();
    if (config.family() != AddressFamily.INET6 || onBase) {
      return;
    }
    Optional<InetAddress> source =
        config
            .transport()
            .sourceAddress()
            .or(
                () ->
                    network.addresses().stream()
                        .filter(a -> link.parentIndex().equals(OptionalInt.of(a.interfaceIndex())))
                        .map(AddressInfo::address)
                        .filter(InetAddress::isLinkLocalAddress)
                        .findFirst());
    if (source.isPresent()) {
      AddressInfo info =
          AddressInfo.of(source.get(), 64, link.index())
              .withScope(253)
              .withFlags(AddressInfo.F_NODAD);
      netlink.replaceAddress(info);
    }
  }

  private void remove(String instance) {
    LinkInfo link = links.remove(instance);
    if (link == null) {
      return;
    }
    try {
      netlink.deleteLink(link.index());
    } catch (LinuxException e) {
      if (!e.is(Errno.ENODEV)) {
        LOG.warn("({}) {}", instance, e.getMessage());
      }
    }
  }

  /** Whether a link that has gone was one of ours. */
  boolean linkRemoved(LinkInfo gone) {
    return links.values().removeIf(l -> l.index() == gone.index());
  }

  /** Makes again what another program removed. */
  void syncAgain() {
    sync(wanted, prefix);
  }

  void removeAll() {
    List.copyOf(links.keySet()).forEach(this::remove);
  }
}
