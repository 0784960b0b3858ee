package org.lvsdirector.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/** Messages about policy routing rules: RTM_NEWRULE and its family (linux/fib_rules.h). */
public final class RuleMessages {

  public static final int RTM_NEWRULE = 32;
  public static final int RTM_DELRULE = 33;
  public static final int RTM_GETRULE = 34;

  private static final int FRA_DST = 1;
  private static final int FRA_SRC = 2;
  private static final int FRA_IIFNAME = 3;
  private static final int FRA_GOTO = 4;
  private static final int FRA_PRIORITY = 6;
  private static final int FRA_FWMARK = 10;
  private static final int FRA_FLOW = 11;
  private static final int FRA_TUN_ID = 12;
  private static final int FRA_SUPPRESS_IFGROUP = 13;
  private static final int FRA_SUPPRESS_PREFIXLEN = 14;
  private static final int FRA_TABLE = 15;
  private static final int FRA_FWMASK = 16;
  private static final int FRA_OIFNAME = 17;
  private static final int FRA_L3MDEV = 19;
  private static final int FRA_UID_RANGE = 20;
  private static final int FRA_PROTOCOL = 21;
  private static final int FRA_IP_PROTO = 22;
  private static final int FRA_SPORT_RANGE = 23;
  private static final int FRA_DPORT_RANGE = 24;
  private static final int FIB_RULE_INVERT = 2;
  private static final int HEADER_LENGTH = 12;
  private static final long NOT_SUPPRESSED = 0xffff_ffffL;

  private RuleMessages() {}

  /** Asks for all rules of a family, or with 0 of both. */
  public static NlMessage dump(int family) {
    byte[] header = new byte[HEADER_LENGTH];
    header[0] = (byte) family;
    return NlMessage.request(RTM_GETRULE, NlMessage.F_DUMP, header);
  }

  /** Adds a rule; EEXIST when an equal one is there. */
  public static NlMessage add(RuleInfo rule) {
    return NlMessage.request(
        RTM_NEWRULE, NlMessage.F_ACK | NlMessage.F_CREATE | NlMessage.F_EXCL, encode(rule));
  }

  /** Removes the first rule that fits; ENOENT when none does. */
  public static NlMessage delete(RuleInfo rule) {
    return NlMessage.request(RTM_DELRULE, NlMessage.F_ACK, encode(rule));
  }

  private static byte[] encode(RuleInfo rule) {
    NlAttributesBuilder out = NlAttributes.builder();
    RuleInfo.Selector select = rule.select();
    select.to().filter(p -> p.length() > 0).ifPresent(p -> out.address(FRA_DST, p.address()));
    select.from().filter(p -> p.length() > 0).ifPresent(p -> out.address(FRA_SRC, p.address()));
    select.inputInterface().ifPresent(name -> out.string(FRA_IIFNAME, name));
    select.outputInterface().ifPresent(name -> out.string(FRA_OIFNAME, name));
    select.mark().ifPresent(value -> out.u32(FRA_FWMARK, value));
    select.markMask().ifPresent(value -> out.u32(FRA_FWMASK, value));
    select.tunnelId().ifPresent(value -> out.u64be(FRA_TUN_ID, value));
    select.protocol().ifPresent(value -> out.u8(FRA_IP_PROTO, value));
    select.sourcePorts().ifPresent(range -> out.bytes(FRA_SPORT_RANGE, ports(range)));
    select.destinationPorts().ifPresent(range -> out.bytes(FRA_DPORT_RANGE, ports(range)));
    select.users().ifPresent(range -> out.bytes(FRA_UID_RANGE, users(range)));
    rule.priority().ifPresent(value -> out.u32(FRA_PRIORITY, value));
    rule.target().ifPresent(value -> out.u32(FRA_GOTO, value));
    rule.suppress().prefixLength().ifPresent(value -> out.u32(FRA_SUPPRESS_PREFIXLEN, value));
    rule.suppress().interfaceGroup().ifPresent(value -> out.u32(FRA_SUPPRESS_IFGROUP, value));
    rule.realms().ifPresent(value -> out.u32(FRA_FLOW, value));
    if (rule.l3mdev()) {
      out.u8(FRA_L3MDEV, 1);
    }
    if (rule.table() != 0) {
      out.u32(FRA_TABLE, rule.table());
    }
    out.u8(FRA_PROTOCOL, rule.protocol());
    return out.encodeBehind(header(rule));
  }

  private static byte[] header(RuleInfo rule) {
    ByteBuffer head = ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.nativeOrder());
    head.put((byte) rule.family());
    head.put((byte) rule.select().to().map(IpPrefix::length).orElse(0).intValue());
    head.put((byte) rule.select().from().map(IpPrefix::length).orElse(0).intValue());
    head.put((byte) rule.select().tos()).put((byte) (rule.table() < 256 ? rule.table() : 0));
    head.put((byte) 0).put((byte) 0).put((byte) rule.action());
    return head.putInt(rule.invert() ? FIB_RULE_INVERT : 0).array();
  }

  private static byte[] ports(RuleInfo.Range range) {
    ByteBuffer out = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    return out.putShort((short) range.from()).putShort((short) range.to()).array();
  }

  private static byte[] users(RuleInfo.Range range) {
    ByteBuffer out = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    return out.putInt((int) range.from()).putInt((int) range.to()).array();
  }

  /** Reads RTM_NEWRULE or RTM_DELRULE. */
  public static NlDecoded<RuleInfo> decode(NlMessage message) {
    byte[] payload = message.payload();
    if (payload.length < HEADER_LENGTH) {
      return NlDecoded.malformed("rule message of " + payload.length + " bytes");
    }
    int family = payload[0];
    if (family != IpBytes.AF_INET && family != IpBytes.AF_INET6) {
      return NlDecoded.malformed("rule of family " + family);
    }
    return NlAttributes.parse(payload, HEADER_LENGTH).then(attributes -> rule(payload, attributes));
  }

  private static NlDecoded<RuleInfo> rule(byte[] head, NlAttributes in) {
    int family = head[0];
    Optional<IpPrefix> to = RouteDecoder.prefix(family, head[1], in.address(FRA_DST));
    Optional<IpPrefix> from = RouteDecoder.prefix(family, head[2], in.address(FRA_SRC));
    if (to.isEmpty() || from.isEmpty()) {
      return NlDecoded.malformed("rule with an impossible prefix");
    }
    RuleInfo.Selector select =
        new RuleInfo.Selector(
            from.filter(p -> p.length() > 0),
            to.filter(p -> p.length() > 0),
            in.string(FRA_IIFNAME),
            in.string(FRA_OIFNAME),
            head[3] & 0xff,
            in.u32(FRA_FWMARK),
            in.u32(FRA_FWMASK),
            in.u64be(FRA_TUN_ID),
            in.u8(FRA_IP_PROTO),
            range(in, FRA_SPORT_RANGE, 2),
            range(in, FRA_DPORT_RANGE, 2),
            range(in, FRA_UID_RANGE, 4));
    int flags = ByteBuffer.wrap(head).order(ByteOrder.nativeOrder()).getInt(8);
    return new NlDecoded.Ok<>(
        new RuleInfo(
            family,
            head[7] & 0xff,
            in.u32(FRA_TABLE).orElse(head[4] & 0xff),
            in.u32(FRA_PRIORITY),
            (flags & FIB_RULE_INVERT) != 0,
            select,
            in.u32(FRA_GOTO),
            new RuleInfo.Suppress(
                suppressed(in, FRA_SUPPRESS_PREFIXLEN), suppressed(in, FRA_SUPPRESS_IFGROUP)),
            in.u32(FRA_FLOW),
            in.u8(FRA_L3MDEV).orElse(0) != 0,
            in.u8(FRA_PROTOCOL).orElse(0)));
  }

  private static OptionalLong suppressed(NlAttributes in, int type) {
    OptionalLong value = in.u32(type);
    // The kernel reports "not set" as all ones.
    return value.orElse(NOT_SUPPRESSED) == NOT_SUPPRESSED ? OptionalLong.empty() : value;
  }

  private static Optional<RuleInfo.Range> range(NlAttributes in, int type, int width) {
    return in.bytes(type)
        .filter(bytes -> bytes.length == 2 * width)
        .map(
            bytes -> {
              ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
              return width == 2
                  ? new RuleInfo.Range(
                      Short.toUnsignedLong(b.getShort(0)), Short.toUnsignedLong(b.getShort(2)))
                  : new RuleInfo.Range(
                      Integer.toUnsignedLong(b.getInt(0)), Integer.toUnsignedLong(b.getInt(4)));
            });
  }
}
