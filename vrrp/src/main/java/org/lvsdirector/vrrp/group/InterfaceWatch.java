package org.lvsdirector.vrrp.group;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.vrrp.fsm.VrrpTimers;
import org.lvsdirector.vrrp.track.InterfaceView;
import org.lvsdirector.vrrp.track.TrackedInterface;

/** Interfaces as the kernel has them, turned into interfaces as they count. */
final class InterfaceWatch {
  private InterfaceWatch() {}

  record Seen(Map<String, TrackedInterface> links, Map<String, InterfaceView> views) {}

  /**
   * What the kernel says, debounced as far as the intervals of the present masters allow.
   *
   * @param round for the delays of the file and the intervals in force
   */
  static Seen seen(
      Map<String, TrackedInterface> before,
      Map<String, InterfaceView> now,
      Round round,
      Instant at) {
    Map<String, TrackedInterface> links = new HashMap<>();
    for (InterfaceView view : now.values()) {
      TrackedInterface old = before.get(view.name());
      Duration delay = delay(round, view);
      links.put(
          view.name(),
          old == null ? TrackedInterface.first(view.up()) : old.seen(view.up(), delay, at));
    }
    return new Seen(Map.copyOf(links), views(now, links));
  }

  /**
   * The delay of the file, but no longer than a backup may wait that has learned a shorter interval
   * from its master: it would take over while its own interface is down (keepalived reference, VRRP
   * 7.3).
   */
  private static Duration delay(Round round, InterfaceView view) {
    Duration configured =
        round.config().interfaceDelays().stream()
            .filter(d -> d.name().equals(view.name()))
            .findFirst()
            .map(d -> view.up() ? d.up() : d.down())
            .orElse(Duration.ZERO);
    if (!configured.isPositive()) {
      return Duration.ZERO;
    }
    return round.routers().values().stream()
        .filter(r -> r.config().interfaceName().equals(Optional.of(view.name())))
        .map(VrrpTimers::longestDebounce)
        .filter(longest -> longest.compareTo(configured) < 0)
        .min(Duration::compareTo)
        .orElse(configured);
  }

  static Map<String, TrackedInterface> at(Map<String, TrackedInterface> links, Instant now) {
    if (links.values().stream().allMatch(l -> l.changeAt().isEmpty())) {
      return links;
    }
    Map<String, TrackedInterface> next = new HashMap<>();
    links.forEach((name, link) -> next.put(name, link.at(now)));
    return Map.copyOf(next);
  }

  static Map<String, InterfaceView> views(
      Map<String, InterfaceView> actual, Map<String, TrackedInterface> links) {
    Map<String, InterfaceView> views = new HashMap<>();
    for (InterfaceView view : actual.values()) {
      TrackedInterface link = links.get(view.name());
      boolean up = link == null ? view.up() : link.counted();
      views.put(
          view.name(),
          new InterfaceView(view.name(), view.index(), up, view.multicast(), view.addresses()));
    }
    return views;
  }
}
