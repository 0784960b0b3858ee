package org.lvsdirector.vrrp.io;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.netlink.NftElement;
import org.lvsdirector.linux.netlink.NftExpression;
import org.lvsdirector.linux.netlink.NftExpression.Base;
import org.lvsdirector.linux.netlink.NftExpression.Meta;
import org.lvsdirector.linux.netlink.NftMessages;
import org.lvsdirector.linux.netlink.NftSet;
import org.lvsdirector.linux.netlink.NftType;

/**
 * Keeps in what a VMAC would say beside adverts (keepalived reference, VRRP 18.4): IGMP and MLD
 * reports leave by the parent instead, router solicitations and neighbour advertisements of the
 * parent's own link-local address do not leave at all. A switch would learn the virtual MAC from
 * them on a router that is not MASTER. Belongs to the loop thread.
 */
final class VmacFirewall {
  private static final String CHAIN = "vmac";
  private static final String MAP = "vmac_map";
  private static final String SET = "vmac_set";
  private static final String PARENT_LINK_LOCAL = "parent_link_local";
  private static final int REGISTER = NftExpression.REGISTER;
  private static final int IGMP = 2;
  private static final int ICMPV6 = 58;
  private static final int ROUTER_SOLICITATION = 133;
  private static final int NEIGHBOUR_ADVERTISEMENT = 136;

  /** Reports of MLDv2 and MLDv1, and the latter's done. */
  private static final int[] MLD = {143, 131, 132};

  private final NftTables tables;
  private final Set<Integer> made = new HashSet<>();
  private List<Vmac> present = List.of();

  VmacFirewall(NftTables tables) {
    this.tables = tables;
  }

  /**
   * A macvlan of ours.
   *
   * @param ipv4 whether IGMP reports are its business
   * @param ipv6 whether it speaks IPv6
   * @param parentsAddress link-local address of the parent, which the VMAC shares
   */
  record Vmac(
      int index, int parent, boolean ipv4, boolean ipv6, Optional<InetAddress> parentsAddress) {}

  /**
   * Goes over to these.
   *
   * @param reports false if the kernel was told to send no IGMP reports at all
   */
  void sync(List<Vmac> vmacs, boolean reports) throws LinuxException {
    List<Vmac> wanted = vmacs.stream().filter(v -> (v.ipv4() && reports) || v.ipv6()).toList();
    if (wanted.equals(present)) {
      return;
    }
    if (reports) {
      refill(NftMessages.FAMILY_IPV4, wanted.stream().filter(Vmac::ipv4).toList());
    }
    refill(NftMessages.FAMILY_IPV6, wanted.stream().filter(Vmac::ipv6).toList());
    present = wanted;
  }

  private void refill(int family, List<Vmac> vmacs) throws LinuxException {
    if (vmacs.isEmpty() && !made.contains(family)) {
      return;
    }
    NftMessages change = tables.in(family);
    if (!made.contains(family)) {
      var _ = family == NftMessages.FAMILY_IPV4 ? ipv4(change) : ipv6(change);
    }
    String table = tables.name();
    var _ = change.flushSet(table, MAP);
    if (!vmacs.isEmpty()) {
      var _ =
          change.addElements(
              table,
              MAP,
              vmacs.stream()
                  .map(v -> NftElement.mapping(number(v.index()), number(v.parent())))
                  .toList());
    }
    if (family == NftMessages.FAMILY_IPV6) {
      fillIpv6(change, vmacs);
    }
    tables.commit(change, "virtual MACs");
    made.add(family);
  }

  private void fillIpv6(NftMessages change, List<Vmac> vmacs) {
    String table = tables.name();
    var _ = change.flushSet(table, SET).flushSet(table, PARENT_LINK_LOCAL);
    if (vmacs.isEmpty()) {
      return;
    }
    var _ =
        change.addElements(
            table, SET, vmacs.stream().map(v -> NftElement.key(number(v.index()))).toList());
    List<NftElement> shared = new ArrayList<>();
    for (Vmac vmac : vmacs) {
      vmac.parentsAddress()
          .ifPresent(a -> shared.add(NftElement.key(concatenated(a, number(vmac.index())))));
    }
    if (!shared.isEmpty()) {
      var _ = change.addElements(table, PARENT_LINK_LOCAL, shared);
    }
  }

  private NftMessages chain(NftMessages setup) {
    int priority = tables.settings().nftablesPriority();
    return setup
        .baseChain(
            tables.name(), CHAIN, new NftMessages.Hook(NftMessages.HOOK_OUTPUT, priority, true))
        .set(
            tables.name(),
            new NftSet(
                MAP,
                List.of(NftType.INTERFACE_INDEX),
                Optional.of(NftType.INTERFACE_INDEX),
                false));
  }

  private NftMessages ipv4(NftMessages setup) {
    return chain(setup)
        .rule(
            tables.name(),
            CHAIN,
            dropping(
                List.of(
                    NftExpression.payload(Base.NETWORK, 9, 1, REGISTER),
                    NftExpression.equal(REGISTER, new byte[] {IGMP}),
                    NftExpression.payload(Base.NETWORK, 16, 4, REGISTER),
                    NftExpression.meta(Meta.OUTPUT_INDEX, REGISTER + 1),
                    NftExpression.lookup(MAP, REGISTER + 1, REGISTER + 1),
                    NftExpression.duplicate(REGISTER, REGISTER + 1))));
  }

  private NftMessages ipv6(NftMessages setup) {
    String table = tables.name();
    NftMessages all =
        chain(setup)
            .set(table, NftSet.of(SET, NftType.INTERFACE_INDEX))
            .set(
                table,
                new NftSet(
                    PARENT_LINK_LOCAL,
                    List.of(NftType.IPV6_ADDRESS, NftType.INTERFACE_INDEX),
                    Optional.empty(),
                    false));
    for (int type : MLD) {
      List<NftExpression> redirect = icmpv6(type);
      redirect.add(NftExpression.payload(Base.NETWORK, 24, 16, REGISTER));
      redirect.add(NftExpression.meta(Meta.OUTPUT_INDEX, REGISTER + 4));
      redirect.add(NftExpression.lookup(MAP, REGISTER + 4, REGISTER + 4));
      redirect.add(NftExpression.duplicate(REGISTER, REGISTER + 4));
      var _ = all.rule(table, CHAIN, dropping(redirect));
    }
    List<NftExpression> solicitation = icmpv6(ROUTER_SOLICITATION);
    solicitation.add(NftExpression.meta(Meta.OUTPUT_INDEX, REGISTER));
    solicitation.add(NftExpression.inSet(SET, REGISTER));
    List<NftExpression> advertisement = icmpv6(NEIGHBOUR_ADVERTISEMENT);
    advertisement.add(NftExpression.payload(Base.TRANSPORT, 8, 16, REGISTER));
    advertisement.add(NftExpression.meta(Meta.OUTPUT_INDEX, REGISTER + 4));
    advertisement.add(NftExpression.inSet(PARENT_LINK_LOCAL, REGISTER));
    return all.rule(table, CHAIN, dropping(solicitation))
        .rule(table, CHAIN, dropping(advertisement));
  }

  private static List<NftExpression> icmpv6(int type) {
    List<NftExpression> match = new ArrayList<>();
    match.add(NftExpression.meta(Meta.L4_PROTOCOL, REGISTER));
    match.add(NftExpression.equal(REGISTER, new byte[] {ICMPV6}));
    match.add(NftExpression.payload(Base.TRANSPORT, 0, 1, REGISTER));
    match.add(NftExpression.equal(REGISTER, new byte[] {(byte) type}));
    return match;
  }

  private List<NftExpression> dropping(List<NftExpression> match) {
    List<NftExpression> all = new ArrayList<>(match);
    if (tables.settings().counters()) {
      all.add(NftExpression.counter());
    }
    all.add(NftExpression.verdict(new NftExpression.Drop()));
    return all;
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  private static byte[] concatenated(InetAddress address, byte[] index) {
    return ByteBuffer.allocate(20).put(address.getAddress()).put(index).array();
  }
}
