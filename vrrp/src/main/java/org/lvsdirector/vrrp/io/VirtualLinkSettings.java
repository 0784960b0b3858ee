package org.lvsdirector.vrrp.io;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.io.Sysctl;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * The kernel settings and the link-local address that a VMAC needs (keepalived reference, VRRP 17.3
 * to 17.5). Belongs to the loop thread.
 */
final class VirtualLinkSettings {
  private static final int NO_LINK_LOCAL = 1;
  private static final int SCOPE_LINK = 253;

  private final RtNetlink netlink;
  private final NetworkTable network;
  private final SysctlJournal sysctls;

  VirtualLinkSettings(RtNetlink netlink, NetworkTable network, SysctlJournal sysctls) {
    this.netlink = netlink;
    this.network = network;
    this.sysctls = sysctls;
  }

  /** Before the link goes up. */
  void prepare(VrrpInstance config, VirtualSeat seat, LinkInfo link) throws LinuxException {
    try {
      netlink.setAddressGeneration(link.index(), NO_LINK_LOCAL);
    } catch (LinuxException e) {
      if (!e.is(Errno.EAFNOSUPPORT) && !e.is(Errno.EOPNOTSUPP)) {
        throw e;
      }
    }
    String name = link.name();
    if (!speaksIpv6(config, seat)) {
      sysctls.set(Sysctl.forInterface("ipv6", name, "disable_ipv6"), "1");
    }
    sysctls.set(Sysctl.forInterface("ipv4", name, "arp_ignore"), "1");
    if (seat.family() == AddressFamily.INET) {
      sysctls.set(Sysctl.forInterface("ipv4", name, "accept_local"), "1");
      allowReversePath();
      sysctls.set(Sysctl.forInterface("ipv4", name, "rp_filter"), "0");
      sysctls.set(Sysctl.forInterface("ipv4", name, "promote_secondaries"), "1");
    }
    sysctls.set(Sysctl.forInterface("ipv4", seat.base(), "arp_ignore"), "1");
    sysctls.set(Sysctl.forInterface("ipv4", seat.base(), "arp_filter"), "1");
  }

  /** An IPv4 VMAC speaks IPv6 only if addresses of that family may land on it. */
  static boolean speaksIpv6(VrrpInstance config, VirtualSeat seat) {
    return seat.family() == AddressFamily.INET6
        || (seat.isOwn(config)
            && config.excludedAddresses().stream()
                .anyMatch(a -> a.family() == AddressFamily.INET6));
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

  /**
   * An IPv6 VMAC sends from a link-local address of its own: the configured one, else its parent's
   * (17.5). One that only carries addresses has its parent's too, deprecated so that nothing else
   * uses it as a source.
   */
  void addLinkLocal(VrrpInstance config, VirtualSeat seat, LinkInfo link) throws LinuxException {
    boolean onBase =
        config.link().isPresent()
            && config.link().get() instanceof VirtualLink.Vmac vmac
            && vmac.transmitOnBase();
    boolean own = seat.isOwn(config);
    if (seat.family() != AddressFamily.INET6 || (own && onBase)) {
      return;
    }
    Optional<InetAddress> configured = own ? config.transport().sourceAddress() : Optional.empty();
    Optional<InetAddress> source = configured.or(() -> parentsLinkLocal(link));
    if (source.isPresent()) {
      AddressInfo info =
          AddressInfo.of(source.get(), 64, link.index())
              .withScope(SCOPE_LINK)
              .withFlags(AddressInfo.F_NODAD);
      netlink.replaceAddress(own ? info : info.withPreferredLifetime(0));
    }
  }

  Optional<InetAddress> parentsLinkLocal(LinkInfo link) {
    return network.addresses().stream()
        .filter(a -> link.parentIndex().equals(OptionalInt.of(a.interfaceIndex())))
        .map(AddressInfo::address)
        .filter(InetAddress::isLinkLocalAddress)
        .filter(a -> a.getAddress().length == 16)
        .findFirst();
  }

  void disableLocalReports() {
    sysctls.set("net.ipv4.igmp_link_local_mcast_reports", "0");
  }
}
