package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lvsdirector.healthcheck.check.CheckResult;

/** How long checks took, by kind and outcome. Not for several threads. */
final class CheckDurations {
  /** Upper bounds of the buckets in milliseconds; there is one more for all above. */
  static final List<Double> BOUNDS_MILLIS =
      List.of(0.5, 1.0, 2.5, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1e3, 2.5e3, 5e3, 1e4, 3e4);

  /** By kind, then by outcome. */
  private final Map<String, Map<String, Histogram>> histograms = new TreeMap<>();

  private static final class Histogram {
    final long[] counts = new long[BOUNDS_MILLIS.size() + 1];
    long sumNanos;

    HealthSnapshot.Durations read(String kind, String outcome) {
      List<Long> list = new ArrayList<>();
      for (long count : counts) {
        list.add(count);
      }
      return new HealthSnapshot.Durations(
          kind, outcome, BOUNDS_MILLIS, list, Duration.ofNanos(sumNanos));
    }
  }

  /** One run of a check of this kind, such as {@code TCP_CHECK}. */
  void record(String kind, CheckResult result) {
    String outcome =
        switch (result) {
          case CheckResult.Passed _ -> "passed";
          case CheckResult.Failed failed -> failed.timedOut() ? "timeout" : "failed";
          case CheckResult.CouldNotRun _ -> "error";
        };
    Histogram histogram =
        histograms
            .computeIfAbsent(kind, _ -> new TreeMap<>())
            .computeIfAbsent(outcome, _ -> new Histogram());
    long nanos = result.duration().toNanos();
    double millis = nanos / 1e6;
    int bucket = 0;
    while (bucket < BOUNDS_MILLIS.size() && millis > BOUNDS_MILLIS.get(bucket)) {
      bucket++;
    }
    histogram.counts[bucket]++;
    histogram.sumNanos += nanos;
  }

  List<HealthSnapshot.Durations> read() {
    List<HealthSnapshot.Durations> list = new ArrayList<>();
    histograms.forEach(
        (kind, outcomes) ->
            outcomes.forEach((outcome, histogram) -> list.add(histogram.read(kind, outcome))));
    return list;
  }
}
