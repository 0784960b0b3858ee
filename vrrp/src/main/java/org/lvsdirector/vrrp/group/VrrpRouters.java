package org.lvsdirector.vrrp.group;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.PacketSettings;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.packet.ReceiveSettings;
import org.lvsdirector.vrrp.track.TrackStatus;
import org.lvsdirector.vrrp.track.TrackedInterface;
import org.lvsdirector.vrrp.track.TrackedScript;

/**
 * All virtual routers between two events.
 *
 * @param config the VRRP side of the file
 * @param routers by name, in the order of the file
 * @param receive what each instance expects of packets, by name
 * @param groups reported state of each sync group
 * @param status everything tracked
 * @param links debounce of interfaces, by name
 * @param listensFrom before this moment adverts are ignored ({@code vrrp_startup_delay})
 * @param running whether it was started and not stopped
 */
public record VrrpRouters(
    VrrpConfig config,
    Map<String, Router> routers,
    Map<String, ReceiveSettings> receive,
    Map<String, Reported> groups,
    TrackStatus status,
    Map<String, TrackedInterface> links,
    Instant listensFrom,
    boolean running) {
  /** Copies the maps, keeping their order. */
  public VrrpRouters {
    routers = Collections.unmodifiableMap(new LinkedHashMap<>(routers));
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
  }

  /** Routers that have not been started. */
  public static VrrpRouters initial(VrrpConfig config, Instant now) {
    var routers = new LinkedHashMap<String, Router>();
    for (VrrpInstance instance : config.instances()) {
      routers.put(instance.name(), Router.initial(instance, now));
    }
    var scripts = new LinkedHashMap<String, TrackedScript>();
    config.scripts().forEach(s -> scripts.put(s.name(), TrackedScript.unknown(s)));
    return new VrrpRouters(
        config,
        routers,
        settings(config),
        Map.of(),
        TrackStatus.EMPTY.withScripts(scripts),
        Map.of(),
        now,
        false);
  }

  static Map<String, ReceiveSettings> settings(VrrpConfig config) {
    var settings = new LinkedHashMap<String, ReceiveSettings>();
    config.instances().forEach(i -> settings.put(i.name(), PacketSettings.receive(i)));
    return Collections.unmodifiableMap(settings);
  }

  /**
   * What one event led to.
   *
   * @param routers the routers afterwards
   * @param effects what has to be done, in order
   */
  public record Result(VrrpRouters routers, List<VrrpEffect> effects) {
    /** Copies the list. */
    public Result {
      effects = List.copyOf(effects);
    }
  }

  /** The result of {@code event} at {@code now}. */
  public Result step(RouterEvent event, Instant now) {
    var round = new Round(this, now);
    round.run(event);
    return round.result();
  }

  /** The next moment at which {@link RouterEvent.TimePassed} is of use. */
  public Optional<Instant> nextDeadline() {
    Optional<Instant> first = Optional.empty();
    for (Router router : routers.values()) {
      first = earlier(first, router.state().deadline());
    }
    for (TrackedInterface link : links.values()) {
      first = earlier(first, link.changeAt());
    }
    return first;
  }

  private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return a.get().isAfter(b.get()) ? b : a;
  }

  /** All routers in the order of the file. */
  public Collection<Router> all() {
    return routers.values();
  }

  /** The router of an instance. */
  public Optional<Router> router(String name) {
    return Optional.ofNullable(routers.get(name));
  }
}
