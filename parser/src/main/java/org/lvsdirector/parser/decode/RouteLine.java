package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.Environment.RoutingTable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.NextHop;
import org.lvsdirector.parser.model.RouteEncap;
import org.lvsdirector.parser.model.RouteType;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads one route line (keepalived reference, VRRP 16.6). The family words {@code inet} and {@code
 * inet6} do what is documented; keepalived 2.4.3 makes them swallow the next word (parser 24.1).
 */
final class RouteLine {
  private static final Map<String, RouteType> TYPES = types();

  private final LineReader line;
  private final boolean isStatic;
  private @Nullable AddressFamily family;
  private RouteType type = RouteType.UNICAST;
  private @Nullable IpPrefix destination;
  private boolean destinationIsDefault;
  private Optional<IpPrefix> source = Optional.empty();
  private Optional<InetAddress> preferredSource = Optional.empty();
  private Optional<InetAddress> gateway = Optional.empty();
  private Optional<String> device = Optional.empty();
  private long table = IpRoute.TABLE_MAIN;
  private Optional<String> vrf = Optional.empty();
  private int protocol = IpRoute.PROTOCOL_KEEPALIVED;
  private int scope;
  private OptionalLong metric = OptionalLong.empty();
  private OptionalInt tos = OptionalInt.empty();
  private boolean onlink;
  private Optional<RouteEncap> encap = Optional.empty();
  private OptionalLong realms = OptionalLong.empty();
  private OptionalLong expires = OptionalLong.empty();
  private OptionalInt preference = OptionalInt.empty();
  private OptionalInt ttlPropagate = OptionalInt.empty();
  private final MetricWords metrics;
  private final List<NextHop> nexthops = new ArrayList<>();
  private IpRoute.Creation creation = IpRoute.Creation.PREPEND;
  private boolean noTrack;
  private Optional<String> trackGroup = Optional.empty();

  RouteLine(VrrpDraft.Context context, Statement s, boolean isStatic, String where) {
    this.line = LineReader.ofRouting(context, s, " in route" + where);
    this.metrics = new MetricWords(line);
    this.isStatic = isStatic;
  }

  private static Map<String, RouteType> types() {
    var map = new HashMap<String, RouteType>();
    for (RouteType type : RouteType.values()) {
      map.put(type.keyword(), type);
    }
    return map;
  }

  /** The route, or empty and reported if the line is not usable. */
  Optional<IpRoute> route() {
    while (!line.failed && line.more()) {
      String word = line.next();
      if (!address(word) && !kernel(word) && !rest(word)) {
        destination(word);
      }
    }
    if (line.failed) {
      return Optional.empty();
    }
    if (destination == null && !destinationIsDefault) {
      line.drop("a route needs a destination");
      return Optional.empty();
    }
    AddressFamily settled = family == null ? AddressFamily.INET : family;
    if (!noTrack && protocol != IpRoute.PROTOCOL_KEEPALIVED) {
      line.error("a route with a protocol of its own needs no_track, protocol is ignored");
    }
    if (trackGroup.isPresent() && device.isEmpty()) {
      line.error("track_group needs dev, ignored");
      trackGroup = Optional.empty();
    }
    boolean tracked = !noTrack && device.isEmpty() && nexthops.isEmpty();
    if (tracked) {
      line.context
          .out()
          // A complaint of 2.2.7's alone, with status 5.
          .note(
              line.s.range(), "a route without dev cannot be tracked, write no_track" + line.where);
    }
    return Optional.of(built(settled, noTrack || tracked));
  }

  private IpRoute built(AddressFamily settled, boolean untracked) {
    IpPrefix to = destinationIsDefault || destination == null ? Prefixes.any(settled) : destination;
    var options =
        new IpRoute.RouteOptions(
            tos,
            onlink,
            encap,
            realms,
            expires,
            preference,
            ttlPropagate,
            metrics.congestion,
            metrics.congestionLocked,
            metrics.values,
            vrf);
    return new IpRoute(
        settled,
        type,
        to,
        source,
        preferredSource,
        gateway,
        device,
        table,
        noTrack ? protocol : IpRoute.PROTOCOL_KEEPALIVED,
        scope,
        metric,
        options,
        nexthops,
        creation,
        untracked,
        trackGroup,
        line.s.range());
  }

  private boolean takes(AddressFamily candidate) {
    if (family == null) {
      family = candidate;
    }
    if (family != candidate) {
      line.drop("IPv4 and IPv6 cannot be mixed");
    }
    return family == candidate;
  }

  private boolean address(String word) {
    switch (word) {
      case "inet" -> takes(AddressFamily.INET);
      case "inet6" -> takes(AddressFamily.INET6);
      case "to" -> destination(line.argument("to"));
      case "default", "any", "all" -> defaultDestination();
      case "default6" -> {
        defaultDestination();
        takes(AddressFamily.INET6);
      }
      case "src" -> preferredSource = line.address(word).filter(a -> takes(AddressFamily.of(a)));
      case "via", "gw" -> {
        old(word, "gw", "via");
        boolean otherFamily = line.peek().startsWith("inet");
        gateway =
            line.addressWithFamily(word).filter(a -> otherFamily || takes(AddressFamily.of(a)));
      }
      case "from" -> {
        source = Prefixes.parse(line.argument(word));
        if (source.isEmpty() || source.get().family() != AddressFamily.INET6) {
          line.drop("from: an IPv6 prefix is expected");
        } else {
          takes(AddressFamily.INET6);
        }
      }
      case "dev", "oif" -> device = line.device(word);
      case "or" -> {
        line.error("or is deprecated, write nexthop");
        Optional<InetAddress> hop = line.address(word);
        if (hop.isPresent() && takes(AddressFamily.of(hop.get()))) {
          gateway.ifPresent(g -> nexthops.add(plain(g)));
          gateway = Optional.empty();
          nexthops.add(plain(hop.get()));
        }
      }
      case "nexthop" -> nexthops.add(nexthop());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void old(String word, String old, String now) {
    if (word.equals(old)) {
      line.error(old + " is deprecated, write " + now);
    }
  }

  private static NextHop plain(InetAddress gateway) {
    return new NextHop(
        Optional.of(gateway), Optional.empty(), 1, false, Optional.empty(), OptionalLong.empty());
  }

  private boolean kernel(String word) {
    switch (word) {
      case "tos", "dsfield" -> tos = line.octet(word, RoutingTable.DSFIELD);
      case "table" -> {
        table = line.named(word, RoutingTable.TABLES).orElse(table);
        vrf = Optional.empty();
      }
      case "protocol" -> protocol = line.octet(word, RoutingTable.PROTOCOLS).orElse(protocol);
      case "scope" -> scope = line.octet(word, RoutingTable.SCOPES).orElse(scope);
      case "metric", "priority", "preference" -> {
        long value = line.number(word, Range.UINT32, -1);
        metric = value < 0 ? metric : OptionalLong.of(value);
      }
      case "onlink" -> onlink = true;
      case "encap" -> encap = EncapWords.read(line);
      case "expires" -> {
        expires = OptionalLong.of(line.number(word, Range.UINT32, 0));
        takes(AddressFamily.INET6);
      }
      case "realms" -> {
        realms = line.realms(word);
        takes(AddressFamily.INET);
      }
      case "pref" -> {
        preference = preference(line.argument(word));
        takes(AddressFamily.INET6);
      }
      case "ttl-propagate" -> ttlPropagate();
      case "vrf" -> vrf = line.device(word);
      default -> {
        return metrics.accept(word);
      }
    }
    return true;
  }

  private void ttlPropagate() {
    String word = line.argument("ttl-propagate");
    if (!word.equals("enabled") && !word.equals("disabled") && !line.failed) {
      line.error("ttl-propagate: \"" + word + "\" (expected enabled or disabled)");
    }
    ttlPropagate = OptionalInt.of(word.equals("enabled") ? 1 : 0);
  }

  private OptionalInt preference(String word) {
    return switch (word) {
      case "low" -> OptionalInt.of(3);
      case "medium" -> OptionalInt.of(0);
      case "high" -> OptionalInt.of(1);
      default -> {
        Numbers.Parsed number = Numbers.integer(word, 10);
        if (number.whole() && number.value() >= 0 && number.value() <= 255) {
          yield OptionalInt.of((int) number.value());
        }
        if (!line.failed) {
          line.drop("pref: \"" + word + "\" (expected low, medium, high or 0..255)");
        }
        yield OptionalInt.empty();
      }
    };
  }

  private boolean rest(String word) {
    switch (word) {
      case "add" -> creation = IpRoute.Creation.ADD;
      case "append" -> creation = IpRoute.Creation.APPEND;
      case "prepend" -> creation = IpRoute.Creation.PREPEND;
      case "no_track" -> noTrack = true;
      case "track_group" -> {
        if (!isStatic) {
          return false;
        }
        trackGroup = line.trackGroup();
      }
      case "as" -> {
        line.error("as has no effect, ignored");
        if (line.argument(word).equals("to")) {
          line.argument(word);
        }
      }
      default -> {
        RouteType known = TYPES.get(word);
        if (known == null) {
          return false;
        }
        type = known;
        destination(line.argument(word));
      }
    }
    return true;
  }

  /** A type by its name or by the kernel's number. */
  private static @Nullable RouteType type(String word) {
    Numbers.Parsed number = Numbers.integer(word, 0);
    for (RouteType each : TYPES.values()) {
      if (number.whole() && !word.isEmpty() && each.number() == number.value()) {
        return each;
      }
    }
    return TYPES.get(word);
  }

  private void defaultDestination() {
    if (destination != null) {
      line.drop("a route has one destination");
    }
    destinationIsDefault = true;
  }

  /** A destination, perhaps with a type before it; the last one of a line counts. */
  private void destination(String word) {
    if (line.failed) {
      return;
    }
    RouteType known = type(word);
    if (known != null) {
      type = known;
      destination(line.argument(word));
      return;
    }
    if (word.equals("default") || word.equals("any") || word.equals("all")) {
      defaultDestination();
      return;
    }
    Optional<IpPrefix> prefix = Prefixes.parse(word);
    if (prefix.isEmpty()) {
      line.drop("\"" + word + "\" is neither a destination nor an option");
      return;
    }
    if (destination != null || destinationIsDefault) {
      line.context
          .out()
          .note(
              line.s.range(),
              word + " replaces the destination before it, a route has one" + line.where);
    }
    if (takes(prefix.get().family())) {
      destination = prefix.get();
      destinationIsDefault = false;
    }
  }

  private NextHop nexthop() {
    NextHop hop = NextHopWords.read(line);
    hop.gateway().ifPresent(a -> family = family == null ? AddressFamily.of(a) : family);
    return hop;
  }
}
