package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.InterfaceDelay;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * An interface must count as down, and as up again, before the other routers take over, or a router
 * whose cable was out for a moment would still believe to be MASTER beside the new one (keepalived
 * reference, VRRP 1.15).
 */
final class DebounceLimits {
  private final Decoding out;

  DebounceLimits(Decoding out) {
    this.out = out;
  }

  /** The delays, none longer than any instance on its interface allows. */
  List<InterfaceDelay> apply(List<InterfaceDelay> delays, List<VrrpInstance> instances) {
    return delays.stream().map(d -> limited(d, instances)).toList();
  }

  private InterfaceDelay limited(InterfaceDelay delay, List<VrrpInstance> instances) {
    Optional<Duration> limit =
        instances.stream()
            .filter(i -> i.interfaceName().equals(Optional.of(delay.name())))
            .map(DebounceLimits::limit)
            .min(Duration::compareTo);
    if (limit.isEmpty()
        || (delay.down().compareTo(limit.get()) <= 0 && delay.up().compareTo(limit.get()) <= 0)) {
      return delay;
    }
    out.note(
        delay.range(),
        "the delay of interface "
            + delay.name()
            + " is longer than other routers wait for adverts, "
            + limit.get().toMillis()
            + " ms is used");
    return new InterfaceDelay(
        delay.name(),
        least(delay.down(), limit.get()),
        least(delay.up(), limit.get()),
        delay.range());
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration limit(VrrpInstance instance) {
    if (instance.downTimerAdverts() <= 1) {
      return Duration.ZERO;
    }
    long micros = instance.advertInterval().toNanos() / 1000;
    return Duration.of(
        (instance.downTimerAdverts() - 1) * micros - micros / 256, ChronoUnit.MICROS);
  }
}
