package org.lvsdirector.vrrp.fsm;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.source.SourceRange;

/** Routes and rules without the line they stand on: a line that only moved is not a change. */
final class Unplaced {
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

  static List<IpRoute> routes(List<IpRoute> all, List<IpRoute> without) {
    List<IpRoute> keys = without.stream().map(Unplaced::route).toList();
    return all.stream().filter(r -> !keys.contains(route(r))).toList();
  }

  static List<IpRule> rules(List<IpRule> all, List<IpRule> without) {
    List<IpRule> keys = without.stream().map(Unplaced::rule).toList();
    return all.stream().filter(r -> !keys.contains(rule(r))).toList();
  }
}
