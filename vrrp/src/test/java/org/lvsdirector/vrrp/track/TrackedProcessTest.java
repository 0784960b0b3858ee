package org.lvsdirector.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.model.TrackProcess;
import org.lvsdirector.parser.model.TrackProcess.ParameterMatch;
import org.lvsdirector.parser.source.SourceRange;

/** Which processes count, and when their number does: keepalived reference, VRRP 11.7. */
class TrackedProcessTest {
  private static final Instant T = Instant.EPOCH;

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, true", "4, true", "5, false"})
  void rule11p7TheQuorumIsARange(int count, boolean met) {
    assertThat(TrackedProcess.first(quorum(2, 4), count).quorum()).isEqualTo(met);
  }

  @Test
  void rule11p7ALossCountsAfterTerminateDelayAndAGainAfterForkDelay() {
    TrackProcess config = quorum(1, 9);
    TrackedProcess lost = TrackedProcess.first(config, 1).seen(config, 0, T);
    assertThat(lost.quorum()).isTrue();
    assertThat(lost.changeAt()).contains(T.plusSeconds(5));
    assertThat(lost.seen(config, 0, T.plusSeconds(4)).quorum()).isTrue();
    TrackedProcess down = lost.seen(config, 0, T.plusSeconds(5));
    assertThat(down.quorum()).isFalse();
    TrackedProcess again = down.seen(config, 1, T.plusSeconds(10));
    assertThat(again.quorum()).isFalse();
    assertThat(again.changeAt()).contains(T.plusSeconds(12));
    assertThat(again.seen(config, 1, T.plusSeconds(12)).quorum()).isTrue();
  }

  @Test
  void rule11p7AProcessThatIsBackInTimeWasNeverMissing() {
    TrackProcess config = quorum(1, 9);
    TrackedProcess back =
        TrackedProcess.first(config, 1).seen(config, 0, T).seen(config, 1, T.plusSeconds(4));
    assertThat(back.changeAt()).isEmpty();
    assertThat(back.seen(config, 0, T.plusSeconds(6)).changeAt()).contains(T.plusSeconds(11));
  }

  @Test
  void rule11p7AShortNameIsThatOfTheKernel() {
    TrackProcess config = process("/usr/sbin/a-name-of-twenty-one", false, ParameterMatch.NONE);
    assertThat(TrackedProcess.matches(config, "a-name-of-twent", List.of())).isTrue();
    assertThat(TrackedProcess.matches(config, "a-name-of-twen", List.of())).isFalse();
  }

  @Test
  void rule11p7WithFullCommandThePathAsItWasGivenCounts() {
    TrackProcess config = process("/usr/sbin/d", true, ParameterMatch.NONE);
    assertThat(TrackedProcess.matches(config, "x", List.of("/usr/sbin/d", "-v"))).isTrue();
    assertThat(TrackedProcess.matches(config, "d", List.of("d"))).isFalse();
    assertThat(TrackedProcess.matches(config, "d", List.of())).as("kernel thread").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "EXACT, -a one, true",
    "EXACT, -a one more, false",
    "EXACT, -a onex, false",
    "INITIAL, -a one, true",
    "INITIAL, -a one more, true",
    "INITIAL, -a onex, false",
    "PARTIAL, -a onex more, true",
    "PARTIAL, -b one, false",
    "PARTIAL, -a, false",
  })
  void rule11p7ParametersAreComparedAsAsked(
      ParameterMatch match, String parameters, boolean counts) {
    TrackProcess config = process("d", false, match, "-a", "one");
    List<String> command = List.of(("d " + parameters).split(" "));
    assertThat(TrackedProcess.matches(config, "d", command)).isEqualTo(counts);
  }

  private static TrackProcess quorum(int least, int most) {
    return track("d", List.of(), ParameterMatch.NONE, least, OptionalInt.of(most), false);
  }

  private static TrackProcess process(
      String process, boolean full, ParameterMatch match, String... parameters) {
    return track(process, List.of(parameters), match, 1, OptionalInt.empty(), full);
  }

  private static TrackProcess track(
      String process,
      List<String> parameters,
      ParameterMatch match,
      int quorum,
      OptionalInt most,
      boolean full) {
    return new TrackProcess(
        "p",
        process,
        parameters,
        match,
        0,
        false,
        quorum,
        most,
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        full,
        SourceRange.NONE);
  }
}
