package org.lvsdirector.ipvs.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "2001:db8::1",
        "1:2:3:4:5:6:7:8",
        "fe80::1:0:0:1"
      })
  void textIsReadAndWrittenAlike(String text) {
    assertThat(IpAddress.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:0DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:0:2:0:0:3:4, 1::2:0:0:3:4",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::"
  })
  void zerosAreShortenedAsRfc5952Says(String text, String shortened) {
    assertThat(IpAddress.of(text)).hasToString(shortened);
  }

  @Test
  void mappedAndCompatibleAddressesEndDottedAsInGlibc() {
    assertThat(new IpAddress(Family.INET6, 0, 0xffff_0a00_0001L)).hasToString("::ffff:10.0.0.1");
    assertThat(new IpAddress(Family.INET6, 0, 0x0a00_0001L)).hasToString("::10.0.0.1");
    assertThat(new IpAddress(Family.INET6, 0, 0x0001L)).hasToString("::1");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.255, 10.0.1.0",
    "10.0.255.255, 10.1.0.0",
    "127.255.255.255, 128.0.0.0",
    "2001:db8::ffff, 2001:db8::1:0",
    "2001:db8::ffff:ffff:ffff:ffff, 2001:db8:0:1::"
  })
  void countingUpCarries(String address, String next) {
    assertThat(IpAddress.of(address).next()).isEqualTo(IpAddress.of(next));
  }

  @ParameterizedTest
  @ValueSource(strings = {"255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"})
  void nothingIsAboveTheLastAddress(String last) {
    assertThatThrownBy(() -> IpAddress.of(last).next()).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void orderIsUnsigned() {
    List<IpAddress> ordered =
        Stream.of("1.0.0.0", "127.255.255.255", "128.0.0.0", "::1", "7fff::", "8000::", "8000::1")
            .map(IpAddress::of)
            .toList();
    assertThat(ordered.reversed().stream().sorted()).containsExactlyElementsOf(ordered);
  }

  @Test
  void bytesComeBackAsTheSameAddress() {
    for (String text : List.of("192.0.2.255", "2001:db8:ffff::fe")) {
      IpAddress address = IpAddress.of(text);
      assertThat(IpAddress.ofBytes(address.family(), address.toBytes(), 0)).isEqualTo(address);
    }
  }
}
