package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.VrrpState.Backup;
import org.lvsdirector.vrrp.fsm.VrrpState.GarpSchedule;
import org.lvsdirector.vrrp.fsm.VrrpState.Master;
import org.lvsdirector.vrrp.packet.Addresses;

/**
 * A router that acts on its deadline so late that every other one must have believed it dead: the
 * program was stopped, or the machine paused. What it knows is old, so it listens before it speaks.
 *
 * <p>keepalived goes on at once, and answers each advert that has queued up meanwhile with one of
 * its own.
 */
final class Oversleep {
  private Oversleep() {}

  /** Whether a MASTER has been silent for longer than any backup waits. */
  static boolean of(Router router, Master state, Instant now) {
    return isLate(router, state.advertAt(), router.config().advertInterval(), now);
  }

  private static boolean isLate(Router router, Instant deadline, Duration interval, Instant now) {
    Duration others = interval.multipliedBy(router.config().downTimerAdverts());
    return Duration.between(deadline, now).compareTo(others) >= 0;
  }

  /** A MASTER wakes, and everything that had arrived has been read. */
  static void wake(Turn turn, Master state) {
    Optional<InetAddress> own = turn.router().source();
    Optional<Heard> other =
        turn.router()
            .heard()
            .filter(h -> h.at().isAfter(state.advertAt()))
            .filter(h -> !Optional.of(h.source()).equals(own));
    if (other.isPresent()) {
      takenOver(turn, other.get());
    } else {
      listen(turn, state);
    }
  }

  /** Another one is MASTER, or was; a better one would have made us BACKUP already. */
  private static void takenOver(Turn turn, Heard other) {
    VrrpInstance config = turn.router().config();
    boolean left = other.priority() == 0;
    boolean patient =
        !config.behaviour().preemptive() || config.behaviour().preemptDelay().isPositive();
    if (!left && patient && !config.owner()) {
      Transitions.masterToBackup(
          turn,
          "%s took over while this program was stopped, and is not preempted"
              .formatted(Addresses.text(other.source())));
      return;
    }
    if (!left) {
      turn.emit(
          new VrrpEffect.LowerPriorityHeard(
              turn.name(), other.source(), other.priority(), turn.router().priority()));
    }
    MasterSteps.advertise(turn);
    Transitions.announce(turn, config.garp().masterRepeat());
  }

  /** Nobody was heard: whoever is MASTER now will be within one interval. */
  private static void listen(Turn turn, Master state) {
    Duration interval = turn.router().config().advertInterval();
    Instant end = turn.now.plus(interval);
    turn.info(
        "no advert of ours for %s; listening for %s before the next"
            .formatted(
                VrrpTimers.text(Duration.between(state.lastSentAt(), turn.now)),
                VrrpTimers.text(interval)));
    GarpSchedule garp = state.garp();
    var announceThen =
        new GarpSchedule(
            Optional.of(end),
            garp.refreshAt().map(at -> later(at, end)),
            Optional.empty(),
            garp.extraAt().map(at -> later(at, end)));
    turn.set(new Master(end, state.lastSentAt(), announceThen, state.rival()));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /**
   * A BACKUP wakes and has heard nothing: a paused machine does not receive, so its silence says
   * nothing about the master.
   *
   * @return whether it goes on listening
   */
  static boolean listensOn(Turn turn, Backup state) {
    Router router = turn.router();
    Duration interval = router.masterInterval();
    if (!isLate(router, state.masterDownAt(), interval, turn.now)) {
      return false;
    }
    turn.info(
        "looked %s late for the master's adverts; listening for another interval"
            .formatted(VrrpTimers.text(Duration.between(state.masterDownAt(), turn.now))));
    turn.set(state.withMasterDownAt(turn.now.plus(interval).plus(VrrpTimers.skew(router))));
    return true;
  }
}
