package org.lvsdirector.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.parser.source.SourceRange;

/**
 * Rise and fall, debounce and track files: keepalived reference, VRRP 11.1, 11.6, 12.3 and 12.4.
 */
class TrackedScriptTest {
  @Test
  void theFirstResultDecidesWhateverRiseAndFallAre() {
    VrrpScript script = script(3, 4, false);
    assertThat(TrackedScript.unknown(script).after(true, script))
        .isEqualTo(new TrackedScript(true, true, 6));
    assertThat(TrackedScript.unknown(script).after(false, script))
        .isEqualTo(new TrackedScript(true, false, 0));
  }

  @Test
  void fallFailuresTakeItDownAndRiseSuccessesUp() {
    VrrpScript script = script(3, 2, false);
    TrackedScript state = TrackedScript.unknown(script).after(true, script);
    state = state.after(false, script);
    assertThat(state.up()).isTrue();
    state = state.after(false, script);
    assertThat(state.up()).isFalse();
    for (int i = 0; i < 2; i++) {
      state = state.after(true, script);
      assertThat(state.up()).isFalse();
    }
    assertThat(state.after(true, script).up()).isTrue();
  }

  @Test
  void aSuccessInBetweenStartsTheFallingAnew() {
    VrrpScript script = script(1, 2, false);
    TrackedScript state = TrackedScript.unknown(script).after(true, script);
    state = state.after(false, script).after(true, script).after(false, script);
    assertThat(state.up()).isTrue();
  }

  @Test
  void initFailOfOurOwnStartsAsFailed() {
    assertThat(TrackedScript.unknown(script(1, 1, true)).up()).isFalse();
    assertThat(TrackedScript.unknown(script(1, 1, true)).known()).isTrue();
    assertThat(TrackedScript.unknown(script(1, 1, false)).known()).isFalse();
  }

  @Test
  void aReloadKeepsTheVerdictUnderNewLimits() {
    VrrpScript before = script(1, 1, false);
    TrackedScript up = TrackedScript.unknown(before).after(true, before);
    assertThat(up.carriedTo(script(2, 5, false))).isEqualTo(new TrackedScript(true, true, 6));
  }

  @Test
  void debounceWaitsAndFlappingBackCancels() {
    Instant t = Instant.EPOCH;
    Duration delay = Duration.ofSeconds(2);
    TrackedInterface link = TrackedInterface.first(true).seen(false, delay, t);
    assertThat(link.counted()).isTrue();
    assertThat(link.at(t.plusSeconds(1)).counted()).isTrue();
    assertThat(link.at(t.plusSeconds(2)).counted()).isFalse();
    TrackedInterface back = link.seen(true, delay, t.plusSeconds(1));
    assertThat(back.changeAt()).isEmpty();
    assertThat(back.at(t.plusSeconds(9)).counted()).isTrue();
  }

  @Test
  void nothingIsDelayedBeforeTheInterfaceWasUpOnce() {
    TrackedInterface link =
        TrackedInterface.first(false).seen(true, Duration.ofSeconds(9), Instant.EPOCH);
    assertThat(link.counted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "12,12",
    "' -7 apples',-7",
    "0x10,16",
    "010,8",
    "'',0",
    "hello,0",
    "2147483647,2147483647"
  })
  void aTrackFileBeginsWithANumber(String content, int value) {
    assertThat(TrackedFile.parse(content)).hasValue(value);
  }

  @Test
  void aNumberBeyond32BitsIsNoNumber() {
    assertThat(TrackedFile.parse("2147483648")).isEmpty();
  }

  private static VrrpScript script(int rise, int fall, boolean initFail) {
    VrrpScript base = VrrpScript.of("s", command());
    return new VrrpScript(
        base.name(),
        base.command(),
        base.interval(),
        base.timeout(),
        base.weight(),
        base.reverse(),
        rise,
        fall,
        initFail,
        SourceRange.NONE);
  }

  private static ScriptCommand command() {
    return ScriptCommand.of("/bin/true");
  }
}
