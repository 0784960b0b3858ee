package org.lvsdirector.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveScreenTest {
  private static final String ESCAPE = "\u001b";

  @Test
  void aFrameIsDrawnOverTheLastOneAndWhatIsLeftBelowGoes() {
    assertThat(visible(LiveScreen.frame(List.of("one", "two"), 5)))
        .isEqualTo("<H><2K>one\r\n<2K>two\r\n<J>");
  }

  @Test
  void aFrameNeverScrollsTheScreen() {
    for (int rows = 1; rows <= 4; rows++) {
      String frame = LiveScreen.frame(List.of("one", "two", "three"), rows);
      assertThat(frame.split("\r\n", -1)).as(rows + " rows").hasSizeLessThanOrEqualTo(rows);
    }
    assertThat(visible(LiveScreen.frame(List.of("one", "two", "three"), 3))).endsWith("<2K>three");
  }

  @Test
  void whatDoesNotFitIsCounted() {
    assertThat(visible(LiveScreen.frame(List.of("one", "two", "three"), 2)))
        .isEqualTo("<H><2K>one\r\n<2K>(2 more lines; the window is too low)");
  }

  private static String visible(String frame) {
    return frame.replaceAll(ESCAPE + "\\[([0-9]*[A-Z])", "<$1>");
  }
}
