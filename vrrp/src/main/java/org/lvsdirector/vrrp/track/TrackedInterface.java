package org.lvsdirector.vrrp.track;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The debounce of {@code interface_up_down_delays} (keepalived reference, VRRP 11.6): a change
 * counts only after its delay, changing back in between cancels it, and nothing is delayed before
 * the interface was up once.
 *
 * @param actual what the kernel says
 * @param counted what counts
 * @param everUp whether it was up before
 * @param changeAt when the actual state will count
 */
public record TrackedInterface(
    boolean actual, boolean counted, boolean everUp, Optional<Instant> changeAt) {
  /** An interface seen for the first time. */
  public static TrackedInterface first(boolean up) {
    return new TrackedInterface(up, up, up, Optional.empty());
  }

  /** After the kernel reported {@code up}. */
  public TrackedInterface seen(boolean up, Duration delay, Instant now) {
    if (up == counted) {
      return new TrackedInterface(up, counted, everUp || up, Optional.empty());
    }
    if (!everUp || !delay.isPositive()) {
      return new TrackedInterface(up, up, everUp || up, Optional.empty());
    }
    Optional<Instant> at = changeAt.isPresent() ? changeAt : Optional.of(now.plus(delay));
    return new TrackedInterface(up, counted, everUp, at);
  }

  /** After time has passed. */
  public TrackedInterface at(Instant now) {
    return changeAt.filter(t -> !now.isBefore(t)).isPresent()
        ? new TrackedInterface(actual, actual, everUp || actual, Optional.empty())
        : this;
  }
}
