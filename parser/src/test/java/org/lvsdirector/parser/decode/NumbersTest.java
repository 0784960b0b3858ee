package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void aSignMayStandBeforeADecimal() {
    assertThat(Numbers.decimal("+5", 6)).isEqualTo(new Numbers.Parsed(5_000_000, true, false));
    assertThat(Numbers.decimal("-0.5", 3)).isEqualTo(new Numbers.Parsed(-500, true, false));
  }

  @Test
  void aSignAloneIsNoDecimal() {
    assertThat(Numbers.decimal("+", 6).whole()).isFalse();
    assertThat(Numbers.decimal("+-5", 6).whole()).isFalse();
  }
}
