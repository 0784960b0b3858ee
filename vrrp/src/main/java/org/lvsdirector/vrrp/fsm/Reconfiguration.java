package org.lvsdirector.vrrp.fsm;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.VrrpState.Backup;
import org.lvsdirector.vrrp.fsm.VrrpState.GarpSchedule;
import org.lvsdirector.vrrp.fsm.VrrpState.Master;

/**
 * A reload as seen by one instance that exists before and after (keepalived reference, VRRP 28).
 */
final class Reconfiguration {
  private Reconfiguration() {}

  static void apply(Turn turn, VrrpInstance config) {
    Router before = turn.router();
    Router after = before.withConfig(config).withMasterInterval(config.advertInterval());
    if (before.config().owner() != config.owner()) {
      after = after.withPriority(config.priority());
    }
    if (config.transport().sourceAddress().isPresent()) {
      after = after.withSource(config.transport().sourceAddress());
    }
    turn.set(after);
    switch (before.state()) {
      case Master master -> master(turn, before, master);
      case Backup _ ->
          turn.set(Backup.until(turn.timersFrom.plus(VrrpTimers.masterDown(turn.router()))));
      case VrrpState.Initialize _, VrrpState.Fault _ -> {
        // evaluated again with the new trackers
      }
    }
  }

  private static void master(Turn turn, Router before, Master state) {
    MasterSteps.advertise(turn);
    Router after = turn.router();
    removeOld(turn, before, after);
    if (Transitions.blocks(before) && !Transitions.blocks(after)) {
      turn.emit(new VrrpEffect.Firewall(after.name(), false, before.allAddresses()));
    } else if (Transitions.blocks(after)) {
      turn.emit(new VrrpEffect.Firewall(after.name(), true, after.allAddresses()));
    }
    List<VipAddress> added = minus(after.allAddresses(), before.allAddresses());
    added.forEach(a -> turn.emit(new VrrpEffect.AddAddress(after.name(), a)));
    after.config().routes().forEach(r -> turn.emit(new VrrpEffect.AddRoute(after.name(), r)));
    Unplaced.rules(after.config().rules(), before.config().rules())
        .forEach(r -> turn.emit(new VrrpEffect.AddRule(after.name(), r)));
    announce(turn, state, !added.isEmpty());
  }

  private static void removeOld(Turn turn, Router before, Router after) {
    String name = after.name();
    Unplaced.rules(before.config().rules(), after.config().rules())
        .forEach(r -> turn.emit(new VrrpEffect.RemoveRule(name, r)));
    Unplaced.routes(before.config().routes(), after.config().routes())
        .forEach(r -> turn.emit(new VrrpEffect.RemoveRoute(name, r)));
    minus(before.allAddresses(), after.allAddresses())
        .forEach(a -> turn.emit(new VrrpEffect.RemoveAddress(name, a)));
  }

  private static void announce(Turn turn, Master state, boolean added) {
    var garp = turn.router().config().garp();
    if (added || garp.masterRefresh().isPositive()) {
      Transitions.announce(turn, garp.masterRepeat());
    }
    if (!(turn.router().state() instanceof Master master)) {
      return;
    }
    GarpSchedule old = state.garp();
    Optional<java.time.Instant> second =
        added ? Transitions.after(turn.now, garp.masterDelay()) : old.secondBurstAt();
    turn.set(
        master.withGarp(
            new GarpSchedule(
                second,
                Transitions.after(turn.now, garp.masterRefresh()),
                old.lowerPrioAt(),
                Transitions.after(turn.now, garp.extraInterval()))));
  }

  /**
   * Addresses are the same when the kernel would call them the same, whatever line they stand on.
   */
  static List<VipAddress> minus(List<VipAddress> all, List<VipAddress> without) {
    return all.stream()
        .filter(a -> without.stream().noneMatch(b -> AddressKey.of(a).equals(AddressKey.of(b))))
        .toList();
  }
}
