package org.lvsdirector.parser.decode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.parser.model.RouteMetric;

/** The metrics of a route (RTAX_* of the kernel), some of which take the word {@code lock}. */
final class MetricWords {
  private static final Map<String, RouteMetric> METRICS = metrics();

  private final LineReader line;
  final Map<RouteMetric, RouteMetric.Value> values = new HashMap<>();
  Optional<String> congestion = Optional.empty();
  boolean congestionLocked;

  MetricWords(LineReader line) {
    this.line = line;
  }

  private static Map<String, RouteMetric> metrics() {
    var map = new HashMap<String, RouteMetric>();
    for (RouteMetric metric : RouteMetric.values()) {
      map.put(metric.keyword(), metric);
    }
    map.remove("features");
    return map;
  }

  /** Reads the option if it is one of these. */
  boolean accept(String word) {
    switch (word) {
      case "congctl" -> {
        congestionLocked = lock();
        congestion = Optional.of(line.argument(word));
      }
      case "features" -> {
        if (line.argument(word).equals("ecn")) {
          values.put(RouteMetric.FEATURES, new RouteMetric.Value(1, false));
        } else {
          line.error("features: (expected ecn), ignored");
        }
      }
      default -> {
        RouteMetric known = METRICS.get(word);
        if (known == null) {
          return false;
        }
        boolean locked = lock();
        values.put(known, new RouteMetric.Value(value(known, word), locked));
      }
    }
    return true;
  }

  private boolean lock() {
    if (line.peek().equals("lock")) {
      line.next();
      return true;
    }
    return false;
  }

  private long value(RouteMetric metric, String word) {
    return switch (metric) {
      case RTT -> time(word, 8);
      case RTTVAR -> time(word, 4);
      case RTO_MIN -> time(word, 1);
      case HOPLIMIT -> line.number(word, Range.of(0, 255), 0);
      case QUICKACK, FASTOPEN_NO_COOKIE -> line.number(word, Range.of(0, 1), 0);
      default -> line.number(word, Range.UINT32, 0);
    };
  }

  /** A time with unit s or ms, or a bare number in the kernel's unit of 1/perMillisecond ms. */
  private long time(String option, int perMillisecond) {
    String word = line.argument(option);
    int digits = 0;
    while (digits < word.length() && isDigit(word.charAt(digits))) {
      digits++;
    }
    long number = digits == 0 ? 0 : Numbers.integer(word.substring(0, digits), 10).value();
    String unit = word.substring(digits);
    if (digits == 0 || digits > 9 || !(unit.isEmpty() || unit.equals("s") || unit.equals("ms"))) {
      if (!line.failed) {
        line.drop(option + ": \"" + word + "\" (expected a number, perhaps with s or ms)");
      }
      return 0;
    }
    return switch (unit) {
      case "s" -> number * 1000 * perMillisecond;
      case "ms" -> number * perMillisecond;
      default -> number;
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
