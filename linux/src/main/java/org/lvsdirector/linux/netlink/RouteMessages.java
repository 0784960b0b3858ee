package org.lvsdirector.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Requests about routes: RTM_NEWROUTE and its family (linux/rtnetlink.h). */
public final class RouteMessages {

  public static final int RTM_NEWROUTE = 24;
  public static final int RTM_DELROUTE = 25;
  public static final int RTM_GETROUTE = 26;

  static final int RTA_DST = 1;
  static final int RTA_SRC = 2;
  static final int RTA_OIF = 4;
  static final int RTA_GATEWAY = 5;
  static final int RTA_PRIORITY = 6;
  static final int RTA_PREFSRC = 7;
  static final int RTA_METRICS = 8;
  static final int RTA_MULTIPATH = 9;
  static final int RTA_FLOW = 11;
  static final int RTA_TABLE = 15;
  static final int RTA_MARK = 16;
  static final int RTA_VIA = 18;
  static final int RTA_PREF = 20;
  static final int RTA_ENCAP_TYPE = 21;
  static final int RTA_ENCAP = 22;
  static final int RTA_EXPIRES = 23;
  static final int RTA_TTL_PROPAGATE = 26;
  static final int RTA_NH_ID = 30;
  static final int RTAX_CC_ALGO = 16;
  static final int RTMSG_LENGTH = 12;

  private RouteMessages() {}

  /** How a route enters the table. */
  public enum Mode {
    /** EEXIST if there is one with the same key. */
    ADD(NlMessage.F_CREATE | NlMessage.F_EXCL),
    /** Behind its equals. */
    APPEND(NlMessage.F_CREATE | NlMessage.F_APPEND),
    /** Before its equals: what keepalived does unless told otherwise (VRRP 16.6). */
    PREPEND(NlMessage.F_CREATE),
    /** In place of the first equal. */
    REPLACE(NlMessage.F_CREATE | NlMessage.F_REPLACE);

    private final int flags;

    Mode(int flags) {
      this.flags = flags;
    }
  }

  /** Asks for all routes of a family, or with 0 of both. */
  public static NlMessage dump(int family) {
    byte[] header = new byte[RTMSG_LENGTH];
    header[0] = (byte) family;
    return NlMessage.request(RTM_GETROUTE, NlMessage.F_DUMP, header);
  }

  /**
   * Asks for the routes of a family that one protocol added. Kernels before 4.20, and sockets
   * without strict checking, answer all of them.
   */
  public static NlMessage dump(int family, int protocol) {
    byte[] header = new byte[RTMSG_LENGTH];
    header[0] = (byte) family;
    header[5] = (byte) protocol;
    return NlMessage.request(RTM_GETROUTE, NlMessage.F_DUMP, header);
  }

  /** Adds a route. */
  public static NlMessage add(RouteInfo route, Mode mode) {
    return NlMessage.request(RTM_NEWROUTE, NlMessage.F_ACK | mode.flags, encode(route));
  }

  /** Removes a route; ESRCH when it is not there. */
  public static NlMessage delete(RouteInfo route) {
    return NlMessage.request(RTM_DELROUTE, NlMessage.F_ACK, encode(route));
  }

  private static byte[] encode(RouteInfo route) {
    NlAttributesBuilder out = NlAttributes.builder();
    if (route.destination().length() > 0) {
      out.address(RTA_DST, route.destination().address());
    }
    route.source().ifPresent(source -> out.address(RTA_SRC, source.address()));
    out.u32(RTA_TABLE, route.table());
    route.priority().ifPresent(value -> out.u32(RTA_PRIORITY, value));
    route.preferredSource().ifPresent(value -> out.address(RTA_PREFSRC, value));
    hop(out, route.hop(), route.family());
    route.hop().interfaceIndex().ifPresent(index -> out.u32(RTA_OIF, index));
    if (!route.hops().isEmpty()) {
      out.bytes(RTA_MULTIPATH, multipath(route));
    }
    metrics(out, route);
    route.preference().ifPresent(value -> out.u8(RTA_PREF, value));
    route.extra().mark().ifPresent(value -> out.u32(RTA_MARK, value));
    route.extra().expires().ifPresent(value -> out.u32(RTA_EXPIRES, value));
    route.extra().ttlPropagate().ifPresent(value -> out.u8(RTA_TTL_PROPAGATE, value));
    route.extra().nextHopId().ifPresent(value -> out.u32(RTA_NH_ID, value));
    return out.encodeBehind(header(route));
  }

  private static byte[] header(RouteInfo route) {
    ByteBuffer head = ByteBuffer.allocate(RTMSG_LENGTH).order(ByteOrder.nativeOrder());
    head.put((byte) route.family()).put((byte) route.destination().length());
    head.put((byte) route.source().map(IpPrefix::length).orElse(0).intValue());
    // The table byte holds small numbers only; RTA_TABLE always has the whole one.
    head.put((byte) route.tos()).put((byte) (route.table() < 256 ? route.table() : 0));
    head.put((byte) route.protocol()).put((byte) route.scope()).put((byte) route.type());
    return head.putInt(route.flags() | route.hop().flags()).array();
  }

  private static void hop(NlAttributesBuilder out, RouteInfo.Hop hop, int family) {
    hop.gateway()
        .ifPresent(
            gateway -> {
              int own = IpBytes.family(gateway);
              if (own == family) {
                out.address(RTA_GATEWAY, gateway);
              } else {
                byte[] bytes = gateway.getAddress();
                ByteBuffer via =
                    ByteBuffer.allocate(2 + bytes.length).order(ByteOrder.nativeOrder());
                out.bytes(RTA_VIA, via.putShort((short) own).put(bytes).array());
              }
            });
    if (hop.realm() != 0) {
      out.u32(RTA_FLOW, hop.realm());
    }
    hop.encapsulation()
        .ifPresent(
            tunnel -> {
              out.u16(RTA_ENCAP_TYPE, tunnel.type());
              out.bytes(RTA_ENCAP | NlAttributes.NESTED, unboxed(tunnel));
            });
  }

  private static byte[] unboxed(RouteInfo.Encapsulation tunnel) {
    byte[] bytes = new byte[tunnel.attributes().size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = tunnel.attributes().get(i);
    }
    return bytes;
  }

  private static byte[] multipath(RouteInfo route) {
    byte[] all = new byte[0];
    for (RouteInfo.Hop hop : route.hops()) {
      NlAttributesBuilder inner = NlAttributes.builder();
      hop(inner, hop, route.family());
      byte[] attributes = inner.encode();
      ByteBuffer out =
          ByteBuffer.allocate(all.length + 8 + attributes.length).order(ByteOrder.nativeOrder());
      out.put(all).putShort((short) (8 + attributes.length)).put((byte) hop.flags());
      out.put((byte) (hop.weight() - 1)).putInt(hop.interfaceIndex().orElse(0)).put(attributes);
      all = out.array();
    }
    return all;
  }

  private static void metrics(NlAttributesBuilder out, RouteInfo route) {
    if (route.metrics().isEmpty() && route.congestionControl().isEmpty()) {
      return;
    }
    NlAttributesBuilder inner = NlAttributes.builder();
    route.metrics().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> inner.u32(entry.getKey(), entry.getValue()));
    route.congestionControl().ifPresent(name -> inner.string(RTAX_CC_ALGO, name));
    out.nested(RTA_METRICS, inner);
  }

  /** Reads RTM_NEWROUTE or RTM_DELROUTE. */
  public static NlDecoded<RouteInfo> decode(NlMessage message) {
    return RouteDecoder.decode(message);
  }
}
