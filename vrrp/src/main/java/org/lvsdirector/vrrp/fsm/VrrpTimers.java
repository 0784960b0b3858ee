package org.lvsdirector.vrrp.fsm;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * All interval arithmetic, in whole microseconds as keepalived does it (keepalived reference, VRRP
 * 7).
 */
public final class VrrpTimers {
  private static final long SECOND = 1_000_000;

  private VrrpTimers() {}

  /**
   * Skew_Time (RFC 3768 section 6.1, RFC 9568 section 6.1). An owner counts as 255 even while it is
   * lowered to 254 because of a second owner.
   */
  public static Duration skew(Router router) {
    return skew(router, router.priority());
  }

  private static Duration skew(Router router, int effective) {
    int priority = router.config().owner() ? VrrpInstance.OWNER_PRIORITY : effective;
    return skew(router.config().version(), priority, router.masterInterval());
  }

  static Duration skew(int version, int priority, Duration masterInterval) {
    long unit = version == 2 ? SECOND : micros(masterInterval);
    return Duration.of((256 - priority) * unit / 256, ChronoUnit.MICROS);
  }

  /** Active_Down_Interval: {@code down_timer_adverts} intervals of the master and the skew. */
  public static Duration masterDown(Router router) {
    return masterDown(router, router.priority());
  }

  static Duration masterDown(Router router, int effective) {
    return router
        .masterInterval()
        .multipliedBy(router.config().downTimerAdverts())
        .plus(skew(router, effective));
  }

  /**
   * How long a change of the interface may be waited out: less than the other routers wait, by the
   * interval in force (keepalived reference, VRRP 1.15 and 7.3).
   */
  public static Duration longestDebounce(Router router) {
    int adverts = router.config().downTimerAdverts();
    long interval = micros(router.masterInterval());
    return adverts <= 1
        ? Duration.ZERO
        : Duration.of((adverts - 1) * interval - interval / 256, ChronoUnit.MICROS);
  }

  /** How late an advert may be before {@code timer_expired_backup} gives MASTER up. */
  static Duration expired(Router router, int otherPriority) {
    VrrpInstance config = router.config();
    return config
        .advertInterval()
        .multipliedBy(3)
        .plus(skew(config.version(), otherPriority, config.advertInterval()));
  }

  static long micros(Duration duration) {
    return duration.toSeconds() * SECOND + duration.toNanosPart() / 1000;
  }

  /** A duration as the log writes it: seconds with the needed digits, at most three. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    // Not by Formatter: it reads a locale's data, which takes milliseconds in the first takeover.
    String fraction = Long.toString(1000 + millis % 1000).substring(1).replaceAll("0+$", "");
    return millis / 1000 + (fraction.isEmpty() ? "" : "." + fraction) + "s";
  }
}
