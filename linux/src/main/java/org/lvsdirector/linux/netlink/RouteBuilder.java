package org.lvsdirector.linux.netlink;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Collects the parts of a {@link RouteInfo}; each method answers this builder. */
public final class RouteBuilder {

  private final IpPrefix destination;
  private final Map<Integer, Long> metrics = new TreeMap<>();
  private Optional<IpPrefix> source = Optional.empty();
  private long table = RouteInfo.TABLE_MAIN;
  private int protocol = RouteInfo.PROTOCOL_KEEPALIVED;
  private int scope = RouteInfo.SCOPE_UNIVERSE;
  private int type = RouteInfo.TYPE_UNICAST;
  private int tos;
  private int flags;
  private OptionalLong priority = OptionalLong.empty();
  private Optional<InetAddress> preferredSource = Optional.empty();
  private RouteInfo.Hop hop = RouteInfo.Hop.NONE;
  private List<RouteInfo.Hop> hops = List.of();
  private Optional<String> congestionControl = Optional.empty();
  private OptionalInt preference = OptionalInt.empty();
  private RouteInfo.Extra extra = RouteInfo.Extra.NONE;

  RouteBuilder(IpPrefix destination) {
    this.destination = destination;
  }

  RouteBuilder(RouteInfo from) {
    destination = from.destination();
    source = from.source();
    table = from.table();
    protocol = from.protocol();
    scope = from.scope();
    type = from.type();
    tos = from.tos();
    flags = from.flags();
    priority = from.priority();
    preferredSource = from.preferredSource();
    hop = from.hop();
    hops = from.hops();
    metrics.putAll(from.metrics());
    congestionControl = from.congestionControl();
    preference = from.preference();
    extra = from.extra();
  }

  public RouteBuilder source(IpPrefix value) {
    source = Optional.of(value);
    return this;
  }

  public RouteBuilder table(long value) {
    table = value;
    return this;
  }

  public RouteBuilder protocol(int value) {
    protocol = value;
    return this;
  }

  public RouteBuilder scope(int value) {
    scope = value;
    return this;
  }

  public RouteBuilder type(int value) {
    type = value;
    return this;
  }

  public RouteBuilder tos(int value) {
    tos = value;
    return this;
  }

  public RouteBuilder flags(int value) {
    flags = value;
    return this;
  }

  /** Sets the metric. */
  public RouteBuilder priority(long value) {
    priority = OptionalLong.of(value);
    return this;
  }

  public RouteBuilder preferredSource(InetAddress value) {
    preferredSource = Optional.of(value);
    return this;
  }

  public RouteBuilder hop(RouteInfo.Hop value) {
    hop = value;
    return this;
  }

  public RouteBuilder hops(List<RouteInfo.Hop> value) {
    hops = value;
    return this;
  }

  /** Sets one RTAX_ value, e.g. 2 for the MTU. */
  public RouteBuilder metric(int number, long value) {
    metrics.put(number, value);
    return this;
  }

  public RouteBuilder congestionControl(String value) {
    congestionControl = Optional.of(value);
    return this;
  }

  public RouteBuilder preference(int value) {
    preference = OptionalInt.of(value);
    return this;
  }

  public RouteBuilder extra(RouteInfo.Extra value) {
    extra = value;
    return this;
  }

  /** The route. */
  public RouteInfo build() {
    return new RouteInfo(
        destination,
        source,
        table,
        protocol,
        scope,
        type,
        tos,
        flags,
        priority,
        preferredSource,
        hop,
        hops,
        metrics,
        congestionControl,
        preference,
        extra);
  }
}
