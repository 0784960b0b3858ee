package org.lvsdirector.linux.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The reading half of {@link RouteMessages}. */
final class RouteDecoder {

  private static final int HOP_LENGTH = 8;

  private RouteDecoder() {}

  static NlDecoded<RouteInfo> decode(NlMessage message) {
    byte[] payload = message.payload();
    if (payload.length < RouteMessages.RTMSG_LENGTH) {
      return NlDecoded.malformed("route message of " + payload.length + " bytes");
    }
    int family = payload[0];
    if (family != IpBytes.AF_INET && family != IpBytes.AF_INET6) {
      return NlDecoded.malformed("route of family " + family);
    }
    return NlAttributes.parse(payload, RouteMessages.RTMSG_LENGTH)
        .then(attributes -> route(payload, attributes));
  }

  private static NlDecoded<RouteInfo> route(byte[] head, NlAttributes in) {
    int family = head[0];
    Optional<IpPrefix> to = prefix(family, head[1], in.address(RouteMessages.RTA_DST));
    Optional<IpPrefix> from = prefix(family, head[2], in.address(RouteMessages.RTA_SRC));
    if (to.isEmpty() || from.isEmpty()) {
      return NlDecoded.malformed("route with an impossible prefix");
    }
    RouteBuilder out = RouteInfo.to(to.get());
    if (head[2] != 0) {
      out.source(from.get());
    }
    ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.nativeOrder());
    int flags = bytes.getInt(8);
    out.tos(head[3] & 0xff).table(in.u32(RouteMessages.RTA_TABLE).orElse(head[4] & 0xff));
    out.protocol(head[5] & 0xff).scope(head[6] & 0xff).type(head[7] & 0xff).flags(flags);
    RouteInfo.Hop hop = hop(in, family);
    OptionalInt device = in.s32(RouteMessages.RTA_OIF);
    out.hop(device.isPresent() ? hop.on(device.getAsInt()) : hop);
    in.bytes(RouteMessages.RTA_MULTIPATH).ifPresent(raw -> out.hops(hops(raw, family)));
    in.u32(RouteMessages.RTA_PRIORITY).ifPresent(out::priority);
    in.address(RouteMessages.RTA_PREFSRC).ifPresent(out::preferredSource);
    in.nested(RouteMessages.RTA_METRICS).ifPresent(inner -> metrics(out, inner));
    in.u8(RouteMessages.RTA_PREF).ifPresent(out::preference);
    out.extra(
        new RouteInfo.Extra(
            in.u32(RouteMessages.RTA_MARK),
            in.u32(RouteMessages.RTA_EXPIRES),
            in.u8(RouteMessages.RTA_TTL_PROPAGATE),
            in.u32(RouteMessages.RTA_NH_ID)));
    return new NlDecoded.Ok<>(out.build());
  }

  /** The prefix, wildcard when no address was sent; empty if the length cannot be. */
  static Optional<IpPrefix> prefix(int family, byte length, Optional<InetAddress> address) {
    InetAddress base = address.orElse(IpBytes.any(family));
    int bits = length & 0xff;
    return bits > IpBytes.bits(base) ? Optional.empty() : Optional.of(new IpPrefix(base, bits));
  }

  private static RouteInfo.Hop hop(NlAttributes in, int family) {
    Optional<InetAddress> gateway =
        in.address(RouteMessages.RTA_GATEWAY)
            .filter(address -> IpBytes.family(address) == family)
            .or(() -> in.bytes(RouteMessages.RTA_VIA).flatMap(RouteDecoder::via));
    Optional<RouteInfo.Encapsulation> tunnel = Optional.empty();
    OptionalInt type = in.u16(RouteMessages.RTA_ENCAP_TYPE);
    if (type.isPresent()) {
      List<Byte> raw = boxed(in.bytes(RouteMessages.RTA_ENCAP).orElse(new byte[0]));
      tunnel = Optional.of(new RouteInfo.Encapsulation(type.getAsInt(), raw));
    }
    long realm = in.u32(RouteMessages.RTA_FLOW).orElse(0);
    return new RouteInfo.Hop(gateway, OptionalInt.empty(), 1, 0, realm, tunnel);
  }

  private static Optional<InetAddress> via(byte[] raw) {
    return raw.length < 2
        ? Optional.empty()
        : IpBytes.toAddress(Arrays.copyOfRange(raw, 2, raw.length));
  }

  private static List<Byte> boxed(byte[] raw) {
    List<Byte> bytes = new ArrayList<>(raw.length);
    for (byte b : raw) {
      bytes.add(b);
    }
    return bytes;
  }

  private static List<RouteInfo.Hop> hops(byte[] raw, int family) {
    ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
    List<RouteInfo.Hop> found = new ArrayList<>();
    int at = 0;
    while (raw.length - at >= HOP_LENGTH) {
      int length = Short.toUnsignedInt(in.getShort(at));
      if (length < HOP_LENGTH || length > raw.length - at) {
        break;
      }
      byte[] inner = Arrays.copyOfRange(raw, at + HOP_LENGTH, at + length);
      NlAttributes attributes =
          NlAttributes.parse(inner, 0).toOptional().orElse(NlAttributes.empty());
      found.add(
          hop(attributes, family)
              .on(in.getInt(at + 4))
              .weighing((raw[at + 3] & 0xff) + 1)
              .flagged(raw[at + 2] & 0xff));
      at += NlMessage.align(length);
    }
    return found;
  }

  private static void metrics(RouteBuilder out, NlAttributes inner) {
    for (NlAttributes.Attribute attribute : inner.all()) {
      if (attribute.type() == RouteMessages.RTAX_CC_ALGO) {
        inner.string(RouteMessages.RTAX_CC_ALGO).ifPresent(out::congestionControl);
      } else {
        inner.u32(attribute.type()).ifPresent(value -> out.metric(attribute.type(), value));
      }
    }
  }
}
