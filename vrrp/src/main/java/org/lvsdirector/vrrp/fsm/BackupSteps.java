package org.lvsdirector.vrrp.fsm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lvsdirector.vrrp.fsm.VrrpState.Backup;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.DecodeResult.Accepted;

/** RFC 9568 section 6.4.2, as keepalived does it (reference, VRRP 8.3, 9.5, 9.6). */
final class BackupSteps {
  private static final String LOWER = "lower priority";

  private BackupSteps() {}

  static void deadline(Turn turn, Backup state) {
    if (turn.now.isBefore(state.masterDownAt())) {
      return;
    }
    if (Oversleep.listensOn(turn, state)) {
      return;
    }
    if (turn.router().config().syncGroup().isPresent()) {
      // The group decides; meanwhile listen for another down interval (reference, VRRP 10.2).
      Instant again = turn.now.plus(VrrpTimers.masterDown(turn.router()));
      turn.set(state.withMasterDownAt(again).withWish(true));
      return;
    }
    Transitions.toMaster(turn, silence(turn));
  }

  static String silence(Turn turn) {
    Router router = turn.router();
    Optional<Heard> heard =
        router.heard().filter(h -> !h.at().isBefore(router.since()) || h.priority() == 0);
    if (heard.isPresent() && heard.get().priority() == 0) {
      return "master " + Addresses.text(heard.get().source()) + " stopped";
    }
    Instant from = heard.map(Heard::at).orElse(router.since());
    String what =
        router.said().contains(LOWER) ? "no advertisement of our priority" : "no advertisement";
    return what + " for " + VrrpTimers.text(Duration.between(from, turn.now));
  }

  static void heard(Turn turn, Backup state, Accepted accepted) {
    int priority = accepted.advertisement().priority();
    Heard heard = new Heard(accepted.source(), priority, turn.now);
    if (priority == 0) {
      turn.set(turn.router().withHeard(heard));
      turn.set(state.withMasterDownAt(turn.now.plus(VrrpTimers.skew(turn.router()))));
      return;
    }
    if (obeys(turn, state, priority)) {
      obey(turn, state, accepted, heard);
      return;
    }
    if (state.preemptAt().isEmpty() && delay(turn).isPositive()) {
      obey(turn, state.withPreemptAt(Optional.of(turn.now.plus(delay(turn)))), accepted, heard);
      return;
    }
    // The timer keeps running, so we take over at the deadline that is already set.
    turn.sayOnce(
        LOWER,
        VrrpEffect.Level.INFO,
        "lower priority advert of %d from %s discarded, ours is %d"
            .formatted(priority, Addresses.text(accepted.source()), turn.router().priority()));
  }

  private static Duration delay(Turn turn) {
    return turn.router().config().behaviour().preemptDelay();
  }

  private static boolean obeys(Turn turn, Backup state, int priority) {
    return !turn.router().config().behaviour().preemptive()
        || priority >= turn.router().priority()
        || state.preemptAt().filter(turn.now::isBefore).isPresent();
  }

  private static void obey(Turn turn, Backup state, Accepted accepted, Heard heard) {
    Router router = turn.router();
    boolean anotherMaster = state.master().filter(m -> m.source().equals(heard.source())).isEmpty();
    if (anotherMaster) {
      router = router.withSaid(java.util.Set.of());
    }
    if (router.config().version() == 3) {
      router = router.withMasterInterval(accepted.advertisement().interval());
    }
    turn.set(router.withHeard(heard));
    if (heard.priority() < 255) {
      Transitions.restoreOwner(turn);
    }
    boolean stopsDelay = heard.priority() >= turn.router().priority();
    turn.set(
        new Backup(
            turn.now.plus(VrrpTimers.masterDown(turn.router())),
            Optional.of(heard),
            false,
            stopsDelay ? Optional.empty() : state.preemptAt()));
  }
}
