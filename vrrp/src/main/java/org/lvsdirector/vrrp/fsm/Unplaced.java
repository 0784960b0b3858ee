package org.lvsdirector.vrrp.fsm;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.source.SourceRange;

/**
 * Addresses, routes and rules without the line they stand on: a line that only moved is not a
 * change.
 */
public final class Unplaced {
  private Unplaced() {}

  static IpRoute route(IpRoute r) {
    return new IpRoute(
        r.family(),
        r.type(),
        r.destination(),
        r.source(),
        r.preferredSource(),
        r.gateway(),
        r.interfaceName(),
        r.table(),
        r.protocol(),
        r.scope(),
        r.metric(),
        r.options(),
        r.nexthops(),
        r.creation(),
        r.noTrack(),
        Optional.empty(),
        SourceRange.NONE);
  }

  static IpRule rule(IpRule r) {
    return new IpRule(
        r.family(),
        r.inverted(),
        r.from(),
        r.to(),
        r.selector(),
        r.action(),
        r.priority(),
        r.realms(),
        r.suppressPrefixLength(),
        r.suppressGroup(),
        r.protocol(),
        r.noTrack(),
        Optional.empty(),
        SourceRange.NONE);
  }

  /** The routes that {@code without} does not have. */
  public static List<IpRoute> routes(List<IpRoute> all, List<IpRoute> without) {
    return minus(all, without, Unplaced::route);
  }

  /** The rules that {@code without} does not have. */
  public static List<IpRule> rules(List<IpRule> all, List<IpRule> without) {
    return minus(all, without, Unplaced::rule);
  }

  /** The addresses that {@code without} does not have. */
  public static List<VipAddress> addresses(List<VipAddress> all, List<VipAddress> without) {
    return minus(all, without, VipAddress::unplaced);
  }

  private static <T> List<T> minus(List<T> all, List<T> without, UnaryOperator<T> unplaced) {
    Set<T> keys = without.stream().map(unplaced).collect(Collectors.toSet());
    return all.stream().filter(entry -> !keys.contains(unplaced.apply(entry))).toList();
  }
}
