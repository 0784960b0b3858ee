package org.lvsdirector.vrrp.group;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.vrrp.fsm.AddressKey;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.fsm.Step;
import org.lvsdirector.vrrp.fsm.VirtualRouter;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.fsm.VrrpEvent;
import org.lvsdirector.vrrp.fsm.VrrpState;
import org.lvsdirector.vrrp.packet.ReceiveSettings;
import org.lvsdirector.vrrp.track.TrackStatus;
import org.lvsdirector.vrrp.track.TrackedInterface;
import org.lvsdirector.vrrp.track.TrackedScript;

/**
 * One event being worked through all routers until nothing more follows. Lives only inside a step.
 */
final class Round {
  private final Instant now;
  private final List<VrrpEffect> effects = new ArrayList<>();
  private final Map<String, Router> routers;
  private final Map<String, Reported> groups;
  private final SyncGroups sync;
  private VrrpConfig config;
  private Map<String, ReceiveSettings> receive;
  private TrackStatus status;
  private Map<String, TrackedInterface> links;
  private Instant listensFrom;
  private boolean running;
  private int depth;

  Round(VrrpRouters before, Instant now) {
    this.now = now;
    this.config = before.config();
    this.routers = new LinkedHashMap<>(before.routers());
    this.receive = before.receive();
    this.groups = new LinkedHashMap<>(before.groups());
    this.status = before.status();
    this.links = before.links();
    this.listensFrom = before.listensFrom();
    this.running = before.running();
    this.sync = new SyncGroups(this);
  }

  VrrpRouters.Result result() {
    return new VrrpRouters.Result(
        new VrrpRouters(config, routers, receive, groups, status, links, listensFrom, running),
        effects);
  }

  VrrpConfig config() {
    return config;
  }

  Map<String, Router> routers() {
    return routers;
  }

  Map<String, Reported> groups() {
    return groups;
  }

  TrackStatus status() {
    return status;
  }

  List<VrrpEffect> effects() {
    return effects;
  }

  /**
   * Adverts are ignored during the start-up delay and after the end (keepalived reference, VRRP
   * 6.2).
   */
  boolean listening() {
    return running && !now.isBefore(listensFrom);
  }

  /** Timers count from the end of the start-up delay (keepalived reference, VRRP 27). */
  private Instant timersFrom() {
    return running && listensFrom.isAfter(now) ? listensFrom : now;
  }

  void use(VrrpConfig next) {
    config = next;
    receive = VrrpRouters.settings(next);
  }

  void setStatus(TrackStatus next) {
    status = next;
  }

  void run(RouterEvent event) {
    switch (event) {
      case RouterEvent.Started started -> started(started);
      case RouterEvent.SequencesHandedOver(Map<String, Long> last) ->
          routers.replaceAll(
              (name, r) -> last.containsKey(name) ? r.withAhSequence(last.get(name)) : r);
      case RouterEvent.TimePassed _ -> timePassed();
      case RouterEvent.PacketReceived packet ->
          Dispatch.choose(this, packet, receive).ifPresent(e -> dispatch(e.name(), e.event()));
      case RouterEvent.NetworkSeen seen -> {
        InterfaceWatch.Seen next = InterfaceWatch.seen(links, seen.interfaces(), this, now);
        links = next.links();
        status = status.withInterfaces(next.views());
        Evaluation.all(this);
      }
      case RouterEvent.AddressRemoved removed -> addressRemoved(removed);
      case RouterEvent.Removed(String instance, String what) ->
          dispatch(instance, new VrrpEvent.Lost(what));
      case RouterEvent.AdvertLost(String instance) ->
          dispatch(instance, new VrrpEvent.AdvertLost());
      case RouterEvent.ScriptRan ran -> script(ran);
      case RouterEvent.FileRead(String name, int value) -> track(status.withFile(name, value));
      case RouterEvent.ProcessCounted(String name, boolean quorum) ->
          track(status.withProcess(name, quorum));
      case RouterEvent.BfdChanged(String name, boolean up) -> track(status.withBfd(name, up));
      case RouterEvent.AddressClaimed claimed -> claimed(claimed);
      case RouterEvent.CountersCleared _ -> routers.replaceAll((_, r) -> r.withoutCounts());
      case RouterEvent.StartupDelayMoved(Instant end) ->
          listensFrom = listensFrom.isAfter(now) ? end : listensFrom;
      case RouterEvent.Reloaded(VrrpConfig next) -> Reload.run(this, next);
      case RouterEvent.Stopped(boolean release) -> stopped(release);
    }
    sync.settle();
  }

  private void started(RouterEvent.Started event) {
    listensFrom = event.from();
    running = true;
    depth++; // groups that begin are told when all instances have begun
    for (String name : List.copyOf(routers.keySet())) {
      Duration listening = event.resuming().get(name);
      if (listening == null) {
        start(name);
      } else {
        dispatch(name, new VrrpEvent.Start(now.plus(listening), false, true));
      }
    }
    depth--;
  }

  void start(String name) {
    boolean held = sync.holdsBack(Objects.requireNonNull(routers.get(name)));
    dispatch(name, new VrrpEvent.Start(timersFrom(), held, false));
  }

  private void timePassed() {
    Map<String, TrackedInterface> next = InterfaceWatch.at(links, now);
    if (!next.equals(links)) {
      links = next;
      status = status.withInterfaces(InterfaceWatch.views(status.interfaces(), links));
      Evaluation.all(this);
    }
    for (Router router : List.copyOf(routers.values())) {
      if (router.state().deadline().filter(d -> !now.isBefore(d)).isPresent()) {
        dispatch(router.name(), new VrrpEvent.DeadlinePassed());
      }
    }
  }

  private void track(TrackStatus next) {
    status = next;
    Evaluation.all(this);
  }

  private void script(RouterEvent.ScriptRan ran) {
    String name = ran.script();
    Optional<VrrpScript> script =
        config.scripts().stream().filter(s -> s.name().equals(name)).findFirst();
    TrackedScript before = status.scripts().get(name);
    if (script.isEmpty() || before == null) {
      return;
    }
    TrackedScript after = before.after(ran.success(), script.get());
    if (!before.known() || before.up() != after.up()) {
      String how = ran.timedOut() ? "timed_out" : "failed";
      effects.add(
          new VrrpEffect.Said(
              name,
              after.up() ? VrrpEffect.Level.INFO : VrrpEffect.Level.WARNING,
              "VRRP_Script(" + name + ") " + (after.up() ? "succeeded" : how)));
    }
    status = status.withScript(name, after);
    if (!after.equals(before)) {
      Evaluation.all(this);
    }
  }

  /** Named addresses come back at once (keepalived reference, VRRP 8.9); no_track ones do not. */
  private void addressRemoved(RouterEvent.AddressRemoved removed) {
    var key =
        new AddressKey(
            removed.address(), removed.prefixLength(), Optional.of(removed.interfaceName()));
    for (Router router : List.copyOf(routers.values())) {
      boolean ours =
          router.allAddresses().stream()
              .anyMatch(a -> !a.noTrack() && AddressKey.of(a).equals(key));
      if (ours) {
        dispatch(router.name(), new VrrpEvent.Lost("address " + key));
      }
    }
  }

  private void claimed(RouterEvent.AddressClaimed claimed) {
    for (Router router : List.copyOf(routers.values())) {
      boolean ours =
          router.allAddresses().stream()
              .anyMatch(
                  a ->
                      a.address().equals(claimed.address())
                          && a.interfaceName().equals(Optional.of(claimed.interfaceName())));
      if (ours && router.state() instanceof VrrpState.Master) {
        dispatch(
            router.name(), new VrrpEvent.AddressClaimed(claimed.address(), claimed.hardware()));
      }
    }
  }

  private void stopped(boolean release) {
    running = false;
    for (String name : List.copyOf(routers.keySet())) {
      dispatch(name, new VrrpEvent.Ended(Reported.STOP, release));
    }
    for (VrrpSyncGroup group : config.syncGroups()) {
      effects.add(new VrrpEffect.NotifyGroup(group.name(), Reported.STOP));
      groups.put(group.name(), Reported.STOP);
    }
  }

  /** One inner event for one instance, and what its sync group makes of it. */
  void dispatch(String name, VrrpEvent event) {
    Router before = routers.get(name);
    if (before == null) {
      return;
    }
    depth++;
    Step step = VirtualRouter.step(before, event, now, timersFrom());
    routers.put(name, step.router());
    step.effects().stream().filter(e -> sync.tells(before, e)).forEach(effects::add);
    if (running) {
      sync.follow(before, step, event);
    }
    depth--;
    if (depth == 0) {
      sync.settle();
    }
  }

  /** All addresses that instances may have put on interfaces. */
  Set<InetAddress> vips() {
    Set<InetAddress> vips = new HashSet<>();
    routers.values().forEach(r -> r.allAddresses().forEach(a -> vips.add(a.address())));
    return vips;
  }
}
