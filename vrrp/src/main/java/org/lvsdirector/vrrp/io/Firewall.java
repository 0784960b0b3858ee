package org.lvsdirector.vrrp.io;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.NftElement;
import org.lvsdirector.linux.netlink.NftExpression;
import org.lvsdirector.linux.netlink.NftExpression.Base;
import org.lvsdirector.linux.netlink.NftExpression.Meta;
import org.lvsdirector.linux.netlink.NftMessages;
import org.lvsdirector.linux.netlink.NftSet;
import org.lvsdirector.linux.netlink.NftType;

/**
 * Drops traffic to and from the addresses of instances with no_accept, by nftables in the layout
 * keepalived uses (reference, VRRP 18.2). Tables are made when first needed and removed at the end.
 * Belongs to the loop thread.
 */
final class Firewall {
  private static final String VIPS = "vips";
  private static final String LINK_LOCAL_BY_INDEX = "vips_link_local";
  private static final String LINK_LOCAL_BY_NAME = "vips_link_local_name";
  private static final String DISCOVERY = "neighbor-discovery";
  private static final int ICMPV6 = 58;
  private static final int IFNAMSIZ = 16;

  private final NftTables tables;
  private final Set<Integer> made = new HashSet<>();

  Firewall(NftTables tables) {
    this.tables = tables;
  }

  private String linkLocal() {
    return tables.settings().nftablesIfindex() ? LINK_LOCAL_BY_INDEX : LINK_LOCAL_BY_NAME;
  }

  private String table() {
    return tables.name();
  }

  /**
   * An address on its interface.
   *
   * @param link matters for IPv6 link-local addresses only
   */
  record Blocked(InetAddress address, LinkInfo link) {}

  void set(boolean blocked, List<Blocked> addresses) throws LinuxException {
    for (Blocked entry : addresses) {
      int family =
          entry.address() instanceof Inet4Address
              ? NftMessages.FAMILY_IPV4
              : NftMessages.FAMILY_IPV6;
      if (!blocked && !made.contains(family)) {
        continue;
      }
      make(family);
      boolean local = entry.address().isLinkLocalAddress() && family == NftMessages.FAMILY_IPV6;
      String set = local ? linkLocal() : VIPS;
      List<NftElement> elements =
          List.of(NftElement.key(local ? localKey(entry) : entry.address().getAddress()));
      var change = new NftMessages(family);
      var _ =
          blocked
              ? change.addElements(table(), set, elements)
              : change.deleteElements(table(), set, elements);
      tables.commit(change, (blocked ? "block " : "unblock ") + entry.address());
    }
  }

  private byte[] localKey(Blocked entry) {
    ByteBuffer key = ByteBuffer.allocate(tables.settings().nftablesIfindex() ? 20 : 32);
    key.put(entry.address().getAddress());
    if (tables.settings().nftablesIfindex()) {
      key.order(ByteOrder.nativeOrder()).putInt(entry.link().index());
    } else {
      byte[] name = entry.link().name().getBytes(StandardCharsets.UTF_8);
      key.put(Arrays.copyOf(name, IFNAMSIZ));
    }
    return key.array();
  }

  private void make(int family) throws LinuxException {
    if (!made.add(family)) {
      return;
    }
    int priority = tables.settings().nftablesPriority();
    NftMessages setup =
        tables
            .in(family)
            .baseChain(table(), "in", new NftMessages.Hook(NftMessages.HOOK_INPUT, priority, true))
            .baseChain(
                table(), "out", new NftMessages.Hook(NftMessages.HOOK_OUTPUT, priority, true));
    tables.commit(
        family == NftMessages.FAMILY_IPV4 ? ipv4(setup) : ipv6(setup), "table " + table());
  }

  private NftMessages ipv4(NftMessages setup) {
    return setup
        .set(table(), NftSet.of(VIPS, NftType.IPV4_ADDRESS))
        .rule(table(), "in", drop(16, 4))
        .rule(table(), "out", drop(12, 4));
  }

  private NftMessages ipv6(NftMessages setup) {
    NftType link =
        tables.settings().nftablesIfindex() ? NftType.INTERFACE_INDEX : NftType.INTERFACE_NAME;
    NftMessages all =
        setup
            .set(table(), NftSet.of(VIPS, NftType.IPV6_ADDRESS))
            .set(table(), NftSet.of(DISCOVERY, NftType.ICMP6_TYPE))
            .addElements(table(), DISCOVERY, List.of(type(135), type(136)))
            .set(
                table(),
                new NftSet(
                    linkLocal(), List.of(NftType.IPV6_ADDRESS, link), Optional.empty(), false));
    boolean index = tables.settings().nftablesIfindex();
    chain(all, "in", 24, index ? Meta.INPUT_INDEX : Meta.INPUT_NAME);
    chain(all, "out", 8, index ? Meta.OUTPUT_INDEX : Meta.OUTPUT_NAME);
    return all;
  }

  private static NftElement type(int number) {
    return NftElement.key(new byte[] {(byte) number});
  }

  /** Neighbour discovery passes, link-local addresses are looked up with their interface. */
  private void chain(NftMessages setup, String name, int offset, Meta link) {
    int register = NftExpression.REGISTER;
    String local = name + "_link_local";
    var _ =
        setup
            .chain(table(), local)
            .rule(
                table(),
                name,
                counted(
                    List.of(
                        NftExpression.meta(Meta.L4_PROTOCOL, register),
                        NftExpression.equal(register, new byte[] {ICMPV6}),
                        NftExpression.payload(Base.TRANSPORT, 0, 1, register),
                        NftExpression.inSet(DISCOVERY, register)),
                    new NftExpression.Accept()))
            .rule(
                table(),
                name,
                counted(
                    List.of(
                        NftExpression.payload(Base.NETWORK, offset, 16, register),
                        NftExpression.and(register, begins(0xff, 0xc0)),
                        NftExpression.equal(register, begins(0xfe, 0x80))),
                    new NftExpression.Goto(local)))
            .rule(table(), name, drop(offset, 16))
            .rule(
                table(),
                local,
                counted(
                    List.of(
                        NftExpression.payload(Base.NETWORK, offset, 16, register),
                        NftExpression.meta(link, register + 4),
                        NftExpression.inSet(linkLocal(), register)),
                    new NftExpression.Drop()));
  }

  /** The sixteen octets of {@code fe80::/10} and of its mask, which nft(8) then lists as such. */
  private static byte[] begins(int first, int second) {
    return ByteBuffer.allocate(16).put((byte) first).put((byte) second).array();
  }

  private List<NftExpression> drop(int offset, int length) {
    int register = NftExpression.REGISTER;
    return counted(
        List.of(
            NftExpression.payload(Base.NETWORK, offset, length, register),
            NftExpression.inSet(VIPS, register)),
        new NftExpression.Drop());
  }

  private List<NftExpression> counted(List<NftExpression> match, NftExpression.Verdict verdict) {
    List<NftExpression> all = new ArrayList<>(match);
    if (tables.settings().counters()) {
      all.add(NftExpression.counter());
    }
    all.add(NftExpression.verdict(verdict));
    return all;
  }
}
