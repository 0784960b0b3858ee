package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus's text format as strictly as {@code promtool check metrics}: HELP and TYPE once
 * and first, names by the conventions, no sample twice, histograms that add up.
 */
final class PrometheusFormat {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z][a-z0-9_]*)(?:\\{((?:[a-z_]+=\"(?:[^\"\\\\\\n"
              + "]|\\\\[\"\\\\n"
              + "])*\",?)*)\\})? (\\S+)");
  private static final Pattern LE = Pattern.compile(",?le=\"([^\"]+)\"");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Set<String> samples = new HashSet<>();
  private final Map<String, List<Double>> buckets = new HashMap<>();
  private final Map<String, Double> counts = new HashMap<>();
  private String family = "";
  private String helped = "";

  private PrometheusFormat() {}

  /** The families found; fails at the first line that is wrong. */
  static Set<String> check(String text) {
    PrometheusFormat format = new PrometheusFormat();
    assertThat(text).endsWith("\n");
    text.lines().forEach(format::line);
    format.buckets.forEach(
        (labels, cumulated) -> {
          assertThat(cumulated).as(labels).isSorted();
          assertThat(format.counts).as(labels).containsEntry(labels, cumulated.getLast());
        });
    return format.types.keySet();
  }

  private void line(String line) {
    if (line.startsWith("# HELP ")) {
      String[] words = line.split(" ", 4);
      assertThat(words).as(line).hasSize(4);
      assertThat(types).as("twice: " + line).doesNotContainKey(words[2]);
      helped = words[2];
    } else if (line.startsWith("# TYPE ")) {
      String[] words = line.split(" ", 4);
      assertThat(words[2]).as("HELP first: " + line).isEqualTo(helped);
      assertThat(words[3]).isIn("gauge", "counter", "histogram");
      assertThat(words[2].endsWith("_total")).as(line).isEqualTo(words[3].equals("counter"));
      assertThat(words[2]).as("base units").doesNotContain("milli").doesNotContain("_ms");
      family = words[2];
      types.put(family, words[3]);
    } else {
      sample(line);
    }
  }

  private void sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    String name = matcher.group(1);
    String labels = matcher.group(2) == null ? "" : matcher.group(2);
    double value =
        matcher.group(3).equals("+Inf")
            ? Double.POSITIVE_INFINITY
            : Double.parseDouble(matcher.group(3));
    assertThat(samples.add(name + "{" + labels)).as("twice: " + line).isTrue();
    if ("histogram".equals(types.get(family))) {
      assertThat(name).isIn(family + "_bucket", family + "_sum", family + "_count");
      String rest = family + "{" + LE.matcher(labels).replaceAll("");
      if (name.endsWith("_bucket")) {
        assertThat(LE.matcher(labels).find()).as(line).isTrue();
        buckets.computeIfAbsent(rest, _ -> new ArrayList<>()).add(value);
      } else if (name.endsWith("_count")) {
        counts.put(rest, value);
      }
    } else {
      assertThat(name).isEqualTo(family);
      assertThat(labels).doesNotContain("le=\"");
    }
  }
}
