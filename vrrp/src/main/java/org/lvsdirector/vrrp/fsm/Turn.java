package org.lvsdirector.vrrp.fsm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.vrrp.fsm.VrrpEffect.Level;
import org.lvsdirector.vrrp.packet.AuthType;
import org.lvsdirector.vrrp.packet.Counter;

/**
 * One step being worked out: the router as it is so far and the effects so far. Lives only inside a
 * step.
 */
final class Turn {
  private static final int STOPPING = 0;

  final Instant now;

  /** Now, or the end of a start-up delay that still runs. */
  final Instant timersFrom;

  private Router router;
  private final List<VrrpEffect> effects = new ArrayList<>();

  Turn(Router router, Instant now, Instant timersFrom) {
    this.router = router;
    this.now = now;
    this.timersFrom = timersFrom;
  }

  Router router() {
    return router;
  }

  String name() {
    return router.name();
  }

  void set(Router next) {
    router = next;
  }

  void set(VrrpState state) {
    router = router.withState(state);
  }

  void emit(VrrpEffect effect) {
    effects.add(effect);
  }

  Step done() {
    return new Step(router, effects);
  }

  void count(Counter counter) {
    router = router.counting(counter);
  }

  /** Sends at the present priority. */
  void advertise() {
    advertise(router.priority());
    count(Counter.ADVERT_SENT);
  }

  /** Tells the backups not to wait. */
  void resign() {
    resignUncounted();
    count(Counter.ADVERT_SENT);
    count(Counter.PRI_ZERO_SENT);
  }

  void resignUncounted() {
    advertise(STOPPING);
  }

  private void advertise(int priority) {
    if (PacketSettings.authType(router.config()) == AuthType.AH) {
      router = router.withAhSequence(router.ahSequence() + 1);
    }
    emit(
        new VrrpEffect.SendAdvert(
            name(),
            PacketSettings.advertisement(router.config(), priority),
            router.ahSequence(),
            router.memory().oldUnicast()));
  }

  /** Enters a state: restarts its clock, forgets what was already logged, says why. */
  void enter(VrrpState next, String reason) {
    Reported from = router.reported();
    router = router.entered(next, now, reason);
    emit(new VrrpEffect.Transition(name(), from, next.reported(), reason));
  }

  void notifyState() {
    emit(new VrrpEffect.Notify(name(), router.reported(), router.priority()));
    router = router.afterNotify();
  }

  /** Says something once per state and kind. */
  void sayOnce(String kind, Level level, String text) {
    if (!router.said().contains(kind)) {
      router = router.saying(kind);
      emit(new VrrpEffect.Said(name(), level, text));
    }
  }

  void info(String text) {
    emit(new VrrpEffect.Said(name(), Level.INFO, text));
  }
}
