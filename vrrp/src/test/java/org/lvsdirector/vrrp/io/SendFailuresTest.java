package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log is told of adverts that cannot be sent (keepalived reference, VRRP 5.6). */
class SendFailuresTest {
  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private static final String CAUSE = "send to 224.0.0.18: ENODEV";

  private final SendFailures failures = new SendFailures();

  @Test
  void theFirstIsToldAtOnceAndTheNextOnesOnceAMinute() {
    List<String> lines = lose("VI_1", 150);
    assertThat(lines)
        .containsExactly(
            "adverts cannot be sent: send to 224.0.0.18: ENODEV",
            "adverts still cannot be sent, 61 adverts were lost within 60s: "
                + "send to 224.0.0.18: ENODEV",
            "adverts still cannot be sent, 121 adverts were lost within 120s: "
                + "send to 224.0.0.18: ENODEV");
  }

  @Test
  void theEndIsToldWithHowManyWereLostAndForHowLong() {
    lose("VI_1", 4);
    assertThat(failures.sent("VI_1"))
        .contains("adverts are sent again, 4 adverts were lost within 3s");
    assertThat(failures.sent("VI_1")).isEmpty();
    assertThat(lose("VI_1", 1)).as("a new beginning").hasSize(1);
    assertThat(failures.sent("VI_1")).contains("adverts are sent again, 1 advert was lost");
  }

  @Test
  void givingMasterUpEndsItToo() {
    lose("VI_1", 2);
    assertThat(failures.left("VI_1"))
        .contains("no more adverts have to be sent, 2 adverts were lost within 1s");
    assertThat(failures.left("VI_1")).isEmpty();
    assertThat(failures.sent("VI_1")).isEmpty();
  }

  @Test
  void instancesDoNotSilenceEachOther() {
    lose("VI_1", 2);
    assertThat(lose("VI_2", 2)).hasSize(1);
    assertThat(failures.sent("VI_2")).isPresent();
    assertThat(failures.sent("VI_1")).isPresent();
  }

  /** One advert a second. */
  private List<String> lose(String instance, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      failures.failed(instance, CAUSE, START.plus(Duration.ofSeconds(i))).ifPresent(lines::add);
    }
    return lines;
  }
}
