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

  private final Map<String, Histogram> histograms = new TreeMap<>();

  private static final class Histogram {
    final long[] counts = new long[BOUNDS_MILLIS.size() + 1];
    Duration sum = Duration.ZERO;
  }

  /** One run of a check of this kind, such as {@code TCP_CHECK}. */
  void record(String kind, CheckResult result) {
    String outcome =
        switch (result) {
          case CheckResult.Passed _ -> "passed";
          case CheckResult.Failed failed -> failed.timedOut() ? "timeout" : "failed";
          case CheckResult.CouldNotRun _ -> "error";
        };
    Histogram histogram = histograms.computeIfAbsent(kind + " " + outcome, _ -> new Histogram());
    double millis = (double) result.duration().toNanos() / 1e6;
    int bucket = 0;
    while (bucket < BOUNDS_MILLIS.size() && millis > BOUNDS_MILLIS.get(bucket)) {
      bucket++;
    }
    histogram.counts[bucket]++;
    histogram.sum = histogram.sum.plus(result.duration());
  }

  List<HealthSnapshot.Durations> read() {
    List<HealthSnapshot.Durations> list = new ArrayList<>();
    histograms.forEach(
        (name, histogram) -> {
          int blank = name.indexOf(' ');
          List<Long> counts = new ArrayList<>();
          for (long count : histogram.counts) {
            counts.add(count);
          }
          list.add(
              new HealthSnapshot.Durations(
                  name.substring(0, blank),
                  name.substring(blank + 1),
                  BOUNDS_MILLIS,
                  counts,
                  histogram.sum));
        });
    return list;
  }
}
