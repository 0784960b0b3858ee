package org.lvsdirector.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricsTextTest {
  @Test
  void familiesHaveHelpAndTypeAndLabelsAreEscaped() {
    MetricsText text = new MetricsText();
    text.gauge("up", "Whether it is up.").sample(1, "name", "a\"b\\c\nd").sample(0.5);

    assertThat(text.text())
        .isEqualTo(
            "# HELP up Whether it is up.\n# TYPE up gauge\nup{name=\"a\\\"b\\\\c\\nd\"} 1\nup 0.5\n");
  }

  @Test
  void histogramsAreCumulated() {
    MetricsText text = new MetricsText();
    text.histogram("d_seconds", "Durations.")
        .histogram(List.of(0.1, 1.0), new long[] {2, 3, 1}, 4.5);

    assertThat(text.text())
        .endsWith(
            "d_seconds_bucket{le=\"0.1\"} 2\nd_seconds_bucket{le=\"1\"} 5\nd_seconds_bucket{le=\"+Inf\"} 6\nd_seconds_sum 4.5\nd_seconds_count 6\n");
  }

  @Test
  void countersMustBeNamedAsSuch() {
    assertThatThrownBy(() -> new MetricsText().counter("adverts", "Adverts."))
        .hasMessageContaining("_total");
  }
}
