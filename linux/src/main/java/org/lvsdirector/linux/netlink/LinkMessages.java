package org.lvsdirector.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;

/** Messages about interfaces: RTM_NEWLINK and its family (linux/if_link.h). */
public final class LinkMessages {

  public static final int RTM_NEWLINK = 16;
  public static final int RTM_DELLINK = 17;
  public static final int RTM_GETLINK = 18;
  public static final int RTM_SETLINK = 19;

  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_LINK = 5;
  private static final int IFLA_MASTER = 10;
  private static final int IFLA_OPERSTATE = 16;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_AF_SPEC = 26;
  private static final int IFLA_GROUP = 27;
  private static final int IFLA_LINK_NETNSID = 37;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_INFO_DATA = 2;
  private static final int IFLA_MODE = 1;
  private static final int IFLA_MODE_FLAGS = 2;
  private static final int IFLA_INET6_ADDR_GEN_MODE = 8;
  private static final int IFINFOMSG_LENGTH = 16;

  private LinkMessages() {}

  /** Asks for all interfaces. */
  public static NlMessage dump() {
    return NlMessage.request(RTM_GETLINK, NlMessage.F_DUMP, header(0, 0, 0));
  }

  /** Asks for one interface by name. */
  public static NlMessage get(String name) {
    return NlMessage.request(
        RTM_GETLINK,
        0,
        NlAttributes.builder().string(IFLA_IFNAME, name).encodeBehind(header(0, 0, 0)));
  }

  /** Creates an interface; fails with EEXIST when the name is taken. */
  public static NlMessage create(NewLink link) {
    NlAttributesBuilder all = NlAttributes.builder().string(IFLA_IFNAME, link.name());
    link.parentIndex().ifPresent(index -> all.u32(IFLA_LINK, index));
    link.address().ifPresent(address -> all.bytes(IFLA_ADDRESS, address.toBytes()));
    link.group().ifPresent(group -> all.u32(IFLA_GROUP, group));
    NlAttributesBuilder info = NlAttributes.builder().string(IFLA_INFO_KIND, link.kind().word());
    data(link.kind()).ifPresent(inner -> info.nested(IFLA_INFO_DATA, inner));
    all.nested(IFLA_LINKINFO, info);
    return NlMessage.request(
        RTM_NEWLINK,
        NlMessage.F_ACK | NlMessage.F_CREATE | NlMessage.F_EXCL,
        all.encodeBehind(header(0, 0, 0)));
  }

  private static Optional<NlAttributesBuilder> data(NewLink.Kind kind) {
    return switch (kind) {
      case NewLink.Macvlan(var mode) ->
          Optional.of(NlAttributes.builder().u32(IFLA_MODE, mode.number()));
      case NewLink.Ipvlan(var mode, var flag) ->
          Optional.of(
              NlAttributes.builder()
                  .u16(IFLA_MODE, mode.number())
                  .u16(IFLA_MODE_FLAGS, flag.number()));
      case NewLink.Vrf(var table) -> Optional.of(NlAttributes.builder().u32(1, table));
      case NewLink.Dummy() -> Optional.empty();
    };
  }

  /** Removes an interface. */
  public static NlMessage delete(int index) {
    return NlMessage.request(RTM_DELLINK, NlMessage.F_ACK, header(index, 0, 0));
  }

  /** Sets an interface administratively up or down. */
  public static NlMessage setUp(int index, boolean up) {
    int flags = up ? LinkInfo.IFF_UP : 0;
    return NlMessage.request(RTM_NEWLINK, NlMessage.F_ACK, header(index, flags, LinkInfo.IFF_UP));
  }

  /** Sets the interface group, or provokes a notification by setting the one it has. */
  public static NlMessage setGroup(int index, long group) {
    return change(index, NlAttributes.builder().u32(IFLA_GROUP, group));
  }

  /** Sets the maximum transmission unit in bytes. */
  public static NlMessage setMtu(int index, long mtu) {
    return change(index, NlAttributes.builder().u32(IFLA_MTU, mtu));
  }

  /** Sets the link-layer address. */
  public static NlMessage setAddress(int index, HardwareAddress address) {
    return change(index, NlAttributes.builder().bytes(IFLA_ADDRESS, address.toBytes()));
  }

  /** Puts the interface under a bridge or VRF, or with 0 under none. */
  public static NlMessage setMaster(int index, int masterIndex) {
    return change(index, NlAttributes.builder().u32(IFLA_MASTER, masterIndex));
  }

  /** Sets how IPv6 link-local addresses are made: 0 from the MAC, 1 not at all. */
  public static NlMessage setAddressGeneration(int index, int mode) {
    NlAttributesBuilder inet6 = NlAttributes.builder().u8(IFLA_INET6_ADDR_GEN_MODE, mode);
    NlAttributesBuilder families = NlAttributes.builder().nested(IpBytes.AF_INET6, inet6);
    return change(index, NlAttributes.builder().nested(IFLA_AF_SPEC, families));
  }

  private static NlMessage change(int index, NlAttributesBuilder attributes) {
    return NlMessage.request(
        RTM_NEWLINK, NlMessage.F_ACK, attributes.encodeBehind(header(index, 0, 0)));
  }

  private static byte[] header(int index, int flags, int changeMask) {
    ByteBuffer out = ByteBuffer.allocate(IFINFOMSG_LENGTH).order(ByteOrder.nativeOrder());
    return out.putInt(4, index).putInt(8, flags).putInt(12, changeMask).array();
  }

  /** Reads RTM_NEWLINK or RTM_DELLINK. */
  public static NlDecoded<LinkInfo> decode(NlMessage message) {
    byte[] payload = message.payload();
    if (payload.length < IFINFOMSG_LENGTH) {
      return NlDecoded.malformed("link message of " + payload.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder());
    return NlAttributes.parse(payload, IFINFOMSG_LENGTH)
        .then(
            attributes ->
                attributes.has(IFLA_IFNAME)
                    ? new NlDecoded.Ok<>(link(in, attributes))
                    : NlDecoded.malformed("link message without a name"));
  }

  private static LinkInfo link(ByteBuffer in, NlAttributes attributes) {
    boolean foreignParent = attributes.has(IFLA_LINK_NETNSID);
    OptionalInt parent = foreignParent ? OptionalInt.empty() : nonZero(attributes.s32(IFLA_LINK));
    return new LinkInfo(
        in.getInt(4),
        attributes.string(IFLA_IFNAME).orElse(""),
        in.getInt(8),
        attributes.u32(IFLA_MTU).orElse(0),
        LinkInfo.OperState.of(attributes.u8(IFLA_OPERSTATE).orElse(0)),
        Short.toUnsignedInt(in.getShort(2)),
        attributes.bytes(IFLA_ADDRESS).filter(b -> b.length > 0).map(HardwareAddress::of),
        parent,
        nonZero(attributes.s32(IFLA_MASTER)),
        attributes.u32(IFLA_GROUP).orElse(0),
        attributes.nested(IFLA_LINKINFO).map(LinkMessages::detail).orElse(LinkInfo.Detail.NONE));
  }

  private static LinkInfo.Detail detail(NlAttributes info) {
    Optional<String> kind = info.string(IFLA_INFO_KIND);
    NlAttributes data = info.nested(IFLA_INFO_DATA).orElse(NlAttributes.empty());
    OptionalInt none = OptionalInt.empty();
    return switch (kind.orElse("")) {
      case "macvlan", "macvtap" -> new LinkInfo.Detail(kind, data.s32(IFLA_MODE), none, none);
      case "ipvlan" ->
          new LinkInfo.Detail(kind, data.u16(IFLA_MODE), data.u16(IFLA_MODE_FLAGS), none);
      case "vrf" -> new LinkInfo.Detail(kind, none, none, data.s32(1));
      default -> new LinkInfo.Detail(kind, none, none, none);
    };
  }

  private static OptionalInt nonZero(OptionalInt index) {
    return index.isPresent() && index.getAsInt() != 0 ? index : OptionalInt.empty();
  }
}
