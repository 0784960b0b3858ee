package org.lvsdirector.vrrp.fsm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.VrrpState.Backup;
import org.lvsdirector.vrrp.fsm.VrrpState.GarpSchedule;
import org.lvsdirector.vrrp.fsm.VrrpState.Master;
import org.lvsdirector.vrrp.packet.Counter;

/** Entering and leaving states, with everything that is installed and removed on the way. */
final class Transitions {
  private Transitions() {}

  /**
   * Becomes MASTER: advert first, then firewall, addresses, routes, rules, announcements,
   * notification (keepalived reference, VRRP 8.4). The learned interval is always given up here,
   * not only when detailed logging is on (7.3, fixed).
   */
  static void toMaster(Turn turn, String reason) {
    VrrpInstance config = turn.router().config();
    Instant now = turn.now;
    restoreOwner(turn);
    turn.set(turn.router().withMasterInterval(config.advertInterval()));
    Instant next = now.plus(config.advertInterval());
    turn.enter(new Master(next, now, schedule(config, now), Optional.empty()), reason);
    turn.count(Counter.BECOME_MASTER);
    turn.advertise();
    install(turn);
    announce(turn, config.garp().masterRepeat());
    turn.notifyState();
  }

  /**
   * A lowered owner is itself again when it becomes MASTER or hears another router (reference,
   * 9.2).
   */
  static void restoreOwner(Turn turn) {
    Router router = turn.router();
    if (router.config().owner() && !router.owner()) {
      turn.emit(
          new VrrpEffect.PriorityMoved(
              router.name(), router.reported(), router.priority(), VrrpInstance.OWNER_PRIORITY));
      turn.set(router.withPriority(VrrpInstance.OWNER_PRIORITY));
    }
  }

  private static GarpSchedule schedule(VrrpInstance config, Instant now) {
    GarpSettings garp = config.garp();
    return new GarpSchedule(
        after(now, garp.masterDelay()),
        garp.masterRefresh().isPositive()
            ? Optional.of(now.plus(garp.masterDelay()).plus(garp.masterRefresh()))
            : Optional.empty(),
        Optional.empty(),
        after(now, garp.extraInterval()));
  }

  static Optional<Instant> after(Instant now, Duration delay) {
    return delay.isPositive() ? Optional.of(now.plus(delay)) : Optional.empty();
  }

  static void install(Turn turn) {
    Router router = turn.router();
    String name = router.name();
    if (blocks(router)) {
      turn.emit(new VrrpEffect.Firewall(name, true, router.allAddresses()));
    }
    router.allAddresses().forEach(a -> turn.emit(new VrrpEffect.AddAddress(name, a)));
    router.config().routes().forEach(r -> turn.emit(new VrrpEffect.AddRoute(name, r)));
    router.config().rules().forEach(r -> turn.emit(new VrrpEffect.AddRule(name, r)));
  }

  /** Rules, routes, addresses, firewall: the order of keepalived (reference, VRRP 8.6). */
  static void uninstall(Turn turn) {
    Router router = turn.router();
    String name = router.name();
    router.config().rules().forEach(r -> turn.emit(new VrrpEffect.RemoveRule(name, r)));
    router.config().routes().forEach(r -> turn.emit(new VrrpEffect.RemoveRoute(name, r)));
    router.allAddresses().forEach(a -> turn.emit(new VrrpEffect.RemoveAddress(name, a)));
    if (blocks(router)) {
      turn.emit(new VrrpEffect.Firewall(name, false, router.allAddresses()));
    }
  }

  /** Whether traffic to the addresses is dropped: no_accept, and not their owner. */
  static boolean blocks(Router router) {
    return !router.config().behaviour().accept() && !router.config().owner();
  }

  static void announce(Turn turn, long rounds) {
    List<VipAddress> addresses = turn.router().allAddresses();
    if (!addresses.isEmpty() && rounds > 0) {
      turn.emit(new VrrpEffect.Announce(turn.name(), addresses, rounds));
    }
  }

  /** MASTER to BACKUP without an advert of priority 0. */
  static void masterToBackup(Turn turn, String reason) {
    turn.count(Counter.RELEASE_MASTER);
    endRivalry(turn);
    turn.enter(Backup.until(turn.now.plus(VrrpTimers.masterDown(turn.router()))), reason);
    uninstall(turn);
    turn.notifyState();
  }

  /**
   * Something of ours was removed by another program: give up with an advert of priority 0 and come
   * back after the skew, so that it is all put in place anew (keepalived reference, VRRP 8.9).
   */
  static void masterToBackupBriefly(Turn turn, String reason) {
    turn.count(Counter.RELEASE_MASTER);
    endRivalry(turn);
    turn.enter(Backup.until(turn.now.plus(VrrpTimers.skew(turn.router()))), reason);
    turn.resign();
    uninstall(turn);
    turn.notifyState();
  }

  /** Any state but MASTER to BACKUP. */
  static void toBackup(Turn turn, Instant masterDownAt, String reason) {
    turn.enter(Backup.until(masterDownAt), reason);
    turn.notifyState();
  }

  /** keepalived sends two adverts of priority 0 here and counts one (reference, VRRP 8.7). */
  static void toFault(Turn turn, String reason) {
    boolean master = turn.router().state() instanceof Master;
    if (master) {
      turn.count(Counter.RELEASE_MASTER);
      endRivalry(turn);
    }
    turn.enter(new VrrpState.Fault(), reason);
    if (master) {
      turn.resign();
      turn.resignUncounted();
      uninstall(turn);
    }
    turn.notifyState();
  }

  /**
   * FAULT to BACKUP with the whole down interval, also for an owner (keepalived reference, VRRP
   * 8.8). A unicast instance first tells its peers where it is.
   */
  static void recover(Turn turn, String reason) {
    turn.set(turn.router().withMasterInterval(turn.router().config().advertInterval()));
    if (turn.router().config().transport().unicast()) {
      turn.router()
          .source()
          .ifPresent(s -> turn.emit(new VrrpEffect.AnnounceSource(turn.name(), s)));
    }
    toBackup(turn, turn.timersFrom.plus(VrrpTimers.masterDown(turn.router())), reason);
  }

  /** Says that a reported split is over. */
  static void endRivalry(Turn turn) {
    if (turn.router().state() instanceof Master master) {
      master
          .rival()
          .filter(VrrpState.Rival::said)
          .ifPresent(
              r ->
                  turn.emit(
                      new VrrpEffect.SplitBrainHealed(
                          turn.name(), org.lvsdirector.vrrp.packet.Addresses.text(r.address()))));
      turn.set(master.withRival(Optional.empty()));
    }
  }
}
