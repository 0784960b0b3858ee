package org.lvsdirector.vrrp.group;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.parser.model.InterfaceDelay;
import org.lvsdirector.vrrp.track.InterfaceView;
import org.lvsdirector.vrrp.track.TrackedInterface;

/** Interfaces as the kernel has them, turned into interfaces as they count. */
final class InterfaceWatch {
  private InterfaceWatch() {}

  record Seen(Map<String, TrackedInterface> links, Map<String, InterfaceView> views) {}

  static Seen seen(
      Map<String, TrackedInterface> before,
      Map<String, InterfaceView> now,
      List<InterfaceDelay> delays,
      Instant at) {
    Map<String, TrackedInterface> links = new HashMap<>();
    for (InterfaceView view : now.values()) {
      TrackedInterface old = before.get(view.name());
      Duration delay = delay(delays, view);
      links.put(
          view.name(),
          old == null ? TrackedInterface.first(view.up()) : old.seen(view.up(), delay, at));
    }
    return new Seen(Map.copyOf(links), views(now, links));
  }

  private static Duration delay(List<InterfaceDelay> delays, InterfaceView view) {
    return delays.stream()
        .filter(d -> d.name().equals(view.name()))
        .findFirst()
        .map(d -> view.up() ? d.up() : d.down())
        .orElse(Duration.ZERO);
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
