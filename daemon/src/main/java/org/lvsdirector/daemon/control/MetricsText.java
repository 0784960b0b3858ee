package org.lvsdirector.daemon.control;

import java.math.BigDecimal;
import java.util.List;

/**
 * Writes the Prometheus text format, version 0.0.4: families with HELP and TYPE, samples with
 * escaped labels. Families must be written one after the other, each with all of its samples.
 */
public final class MetricsText {
  /** Media type of the format. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder out = new StringBuilder(8192);
  private String family = "";

  /** Begins a gauge. */
  public MetricsText gauge(String name, String help) {
    return begin(name, "gauge", help);
  }

  /** Begins a counter; its name must end in {@code _total}. */
  public MetricsText counter(String name, String help) {
    if (!name.endsWith("_total")) {
      throw new IllegalArgumentException(
          "counter " + name + " (expected a name that ends in _total)");
    }
    return begin(name, "counter", help);
  }

  /** Begins a histogram; write its samples with {@link #histogram}. */
  public MetricsText histogram(String name, String help) {
    return begin(name, "histogram", help);
  }

  private MetricsText begin(String name, String type, String help) {
    family = name;
    out.append("# HELP ")
        .append(name)
        .append(' ')
        .append(help.replace("\\", "\\\\").replace("\n", "\\n"))
        .append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /** One sample of the present family; labels as name, value, name, value … */
  public MetricsText sample(double value, String... labels) {
    return sample("", value, labels);
  }

  /**
   * The samples of one histogram of the present family.
   *
   * @param bounds upper bounds of the buckets, ascending
   * @param counts how many fell into each bucket, not cumulated; one more than bounds, the last
   *     being above all
   * @param sum the sum of all observations
   */
  public MetricsText histogram(List<Double> bounds, long[] counts, double sum, String... labels) {
    long cumulated = 0;
    for (int i = 0; i < counts.length; i++) {
      cumulated += counts[i];
      String bound = i < bounds.size() ? number(bounds.get(i)) : "+Inf";
      sample("_bucket", (double) cumulated, with(labels, "le", bound));
    }
    sample("_sum", sum, labels);
    return sample("_count", (double) cumulated, labels);
  }

  private MetricsText sample(String suffix, double value, String... labels) {
    out.append(family).append(suffix);
    for (int i = 0; i + 1 < labels.length; i += 2) {
      out.append(i == 0 ? '{' : ',')
          .append(labels[i])
          .append("=\"")
          .append(escaped(labels[i + 1]))
          .append('"');
    }
    if (labels.length > 1) {
      out.append('}');
    }
    out.append(' ').append(number(value)).append('\n');
    return this;
  }

  /** Everything written so far. */
  public String text() {
    return out.toString();
  }

  private static String[] with(String[] labels, String name, String value) {
    String[] more = java.util.Arrays.copyOf(labels, labels.length + 2);
    more[labels.length] = name;
    more[labels.length + 1] = value;
    return more;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : value > 0 ? "+Inf" : value < 0 ? "-Inf" : "NaN";
  }
}
