package org.lvsdirector.vrrp.fsm;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.lvsdirector.vrrp.packet.Counter;

/**
 * The statistics of one instance.
 *
 * @param values counts from 0; what is missing is 0
 */
public record Counters(Map<Counter, Long> values) {
  /** All zero. */
  public static final Counters ZERO = new Counters(Map.of());

  /** Copies the map. */
  public Counters {
    var copy = new EnumMap<Counter, Long>(Counter.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /** One count. */
  public long get(Counter counter) {
    return values.getOrDefault(counter, 0L);
  }

  /** The same with one more of {@code counter}. */
  public Counters plus(Counter counter) {
    var copy = new EnumMap<Counter, Long>(Counter.class);
    copy.putAll(values);
    copy.merge(counter, 1L, Long::sum);
    return new Counters(copy);
  }
}
