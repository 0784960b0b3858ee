package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An alarm clock wound by hand: virtual time that jumps from alarm to alarm. */
final class HandAlarm implements CheckAlarm, InstantSource {
  private record Alarm(String name, Instant at, Runnable action) {}

  private final Map<String, Alarm> alarms = new LinkedHashMap<>();
  private Instant now = Instant.EPOCH;

  @Override
  public void arm(String name, Duration delay, Runnable action) {
    alarms.put(name, new Alarm(name, now.plus(delay), action));
  }

  @Override
  public void cancel(String name) {
    alarms.remove(name);
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Rings everything that is due within this time, in order. */
  void advance(Duration time) {
    Instant end = now.plus(time);
    while (true) {
      List<Alarm> due =
          new ArrayList<>(alarms.values().stream().filter(a -> !a.at().isAfter(end)).toList());
      if (due.isEmpty()) {
        break;
      }
      due.sort(Comparator.comparing(Alarm::at));
      Alarm next = due.getFirst();
      alarms.remove(next.name());
      now = next.at();
      next.action().run();
    }
    now = end;
  }

  int set() {
    return alarms.size();
  }

  @Override
  public void close() {}
}
