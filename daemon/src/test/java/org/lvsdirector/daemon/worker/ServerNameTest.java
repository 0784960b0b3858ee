package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerNameTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,        192.0.2.1",
    "192.0.2.1:80,     192.0.2.1:80",
    "2001:db8::1,      2001:db8:0:0:0:0:0:1",
    "[2001:db8::1]:80, [2001:db8:0:0:0:0:0:1]:80",
    "[2001:db8::1],    2001:db8:0:0:0:0:0:1"
  })
  void addressWithOrWithoutPort(String text, String meaning) {
    assertThat(ServerName.parse(text))
        .hasValueSatisfying(name -> assertThat(name).hasToString(meaning));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "web1", "192.0.2.1:", "192.0.2.1:70000", "[2001:db8::1]:x", "192.0.2.300"})
  void anythingElseIsNoServer(String text) {
    assertThat(ServerName.parse(text)).isEmpty();
  }
}
