package org.lvsdirector.vrrp.fsm;

import java.time.Duration;
import java.util.OptionalInt;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.VrrpBehaviour;

/** Switches of an instance for tests: the defaults with one thing changed. */
public final class Behaviours {
  private Behaviours() {}

  static VrrpBehaviour nopreempt() {
    return of(true, false, Duration.ZERO, OptionalInt.empty(), false, false, false);
  }

  public static VrrpBehaviour preemptDelay(Duration delay) {
    return of(true, true, delay, OptionalInt.empty(), false, false, false);
  }

  public static VrrpBehaviour noAccept() {
    return of(false, true, Duration.ZERO, OptionalInt.empty(), false, false, false);
  }

  static VrrpBehaviour timerExpired(int priority) {
    return of(true, false, Duration.ZERO, OptionalInt.of(priority), false, false, false);
  }

  static VrrpBehaviour lowerPrioNoAdvert() {
    return of(true, true, Duration.ZERO, OptionalInt.empty(), true, false, false);
  }

  static VrrpBehaviour higherPrioSendAdvert() {
    return of(true, true, Duration.ZERO, OptionalInt.empty(), false, true, false);
  }

  static VrrpBehaviour dontTrackPrimary() {
    return of(true, true, Duration.ZERO, OptionalInt.empty(), false, false, true);
  }

  static VrrpBehaviour skipCheckAdvAddr() {
    VrrpBehaviour d = VrrpBehaviour.DEFAULT;
    return new VrrpBehaviour(
        false,
        true,
        true,
        Duration.ZERO,
        OptionalInt.empty(),
        true,
        false,
        false,
        false,
        false,
        d.oldUnicastChecksum(),
        false,
        false,
        false);
  }

  private static VrrpBehaviour of(
      boolean accept,
      boolean preempt,
      Duration delay,
      OptionalInt expired,
      boolean lowerNoAdvert,
      boolean higherSends,
      boolean dontTrack) {
    return new VrrpBehaviour(
        false,
        accept,
        preempt,
        delay,
        expired,
        false,
        lowerNoAdvert,
        higherSends,
        false,
        false,
        VrrpBehaviour.OldChecksum.AUTO,
        false,
        dontTrack,
        false);
  }

  /** No second burst and no answer to lower priorities, so that deadlines are those of adverts. */
  static GarpSettings quietGarp() {
    return new GarpSettings(
        Duration.ZERO, 1, Duration.ZERO, 1, Duration.ZERO, 0, Duration.ZERO, false);
  }
}
