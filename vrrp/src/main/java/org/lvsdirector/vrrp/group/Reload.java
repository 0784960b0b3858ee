package org.lvsdirector.vrrp.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.vrrp.fsm.AddressKey;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.fsm.VrrpEvent;
import org.lvsdirector.vrrp.fsm.VrrpState;
import org.lvsdirector.vrrp.track.TrackedScript;

/** A new file against the running routers (keepalived reference, VRRP 28). */
final class Reload {
  private final Round round;
  private final VrrpConfig next;

  private Reload(Round round, VrrpConfig next) {
    this.round = round;
    this.next = next;
  }

  static void run(Round round, VrrpConfig next) {
    new Reload(round, next).run();
  }

  private void run() {
    Map<Identity, Router> before = new HashMap<>();
    round.routers().values().forEach(r -> before.put(Identity.of(r.config()), r));
    int firstEffect = round.effects().size();
    vanish(before);
    List<String> fresh = takeOver(before);
    round.setStatus(round.status().withScripts(scripts()));
    round.use(next);
    Set<String> groups = new HashSet<>();
    next.syncGroups().forEach(g -> groups.add(g.name()));
    round.groups().keySet().retainAll(groups);
    Evaluation.all(round);
    fresh.forEach(round::start);
    keepMoved(firstEffect);
  }

  /** Instances without a counterpart end with an advert of priority 0 (28.5). */
  private void vanish(Map<Identity, Router> before) {
    Set<Identity> wanted = new HashSet<>();
    next.instances().forEach(i -> wanted.add(Identity.of(i)));
    before.forEach(
        (identity, router) -> {
          if (!wanted.contains(identity)) {
            round.dispatch(router.name(), new VrrpEvent.Ended(Reported.DELETED, true));
          }
        });
  }

  /** Carries state over by identity; the result has the order of the new file. */
  private List<String> takeOver(Map<Identity, Router> before) {
    Map<String, Router> routers = new LinkedHashMap<>();
    List<String> fresh = new ArrayList<>();
    for (VrrpInstance instance : next.instances()) {
      Optional<Router> old = Optional.ofNullable(before.get(Identity.of(instance)));
      old.ifPresentOrElse(
          r -> routers.put(instance.name(), r),
          () -> {
            routers.put(instance.name(), Router.initial(instance, Instant.EPOCH));
            fresh.add(instance.name());
          });
    }
    round.routers().clear();
    round.routers().putAll(routers);
    for (VrrpInstance instance : next.instances()) {
      if (!fresh.contains(instance.name())) {
        round.dispatch(instance.name(), new VrrpEvent.Reconfigured(instance));
      }
    }
    return fresh;
  }

  /** Results of scripts whose command is the same are kept (12.8). */
  private Map<String, TrackedScript> scripts() {
    Map<String, TrackedScript> scripts = new HashMap<>();
    for (VrrpScript script : next.scripts()) {
      Optional<VrrpScript> old =
          round.config().scripts().stream()
              .filter(s -> s.name().equals(script.name()) && s.command().equals(script.command()))
              .findFirst();
      Optional<TrackedScript> result =
          old.map(s -> round.status().scripts().get(s.name())).map(t -> t.carriedTo(script));
      scripts.put(script.name(), result.orElseGet(() -> TrackedScript.unknown(script)));
    }
    return scripts;
  }

  /**
   * An address that one master gives up and another one has must not be missing for a moment, so it
   * is not removed at all.
   */
  private void keepMoved(int firstEffect) {
    Set<AddressKey> held = new HashSet<>();
    for (Router router : round.routers().values()) {
      if (router.state() instanceof VrrpState.Master) {
        router.allAddresses().forEach(a -> held.add(AddressKey.of(a)));
      }
    }
    List<VrrpEffect> tail = round.effects().subList(firstEffect, round.effects().size());
    tail.removeIf(
        e ->
            e instanceof VrrpEffect.RemoveAddress remove
                && held.contains(AddressKey.of(remove.address())));
  }
}
