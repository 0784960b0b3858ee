package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.StaticEntries;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.source.Diagnostic;

/** Address, route and rule lines that are faulty; each status was observed on keepalived 2.4.3. */
class RoutingLinesTest {
  private static ParseResult block(String keyword, String line) {
    return Parsed.of(keyword + " {\n " + line + "\n}\n");
  }

  private static StaticEntries entries(ParseResult result) {
    return result.config().vrrp().statics();
  }

  @Test
  void lastDestinationOfALineCounts() {
    ParseResult result = block("static_routes", "10.2.0.0/16 dev eth0 blackhole 10.3.0.0/24");
    assertThat(result.exitStatus()).isZero();
    assertThat(Parsed.messages(result)).anyMatch(m -> m.contains("replaces the destination"));
    assertThat(entries(result).routes())
        .singleElement()
        .extracting(r -> r.destination().toString())
        .asString()
        .contains("10.3.0.0");
  }

  @Test
  void numbersOfARouteAreDecimal() {
    assertThat(entries(block("static_routes", "10.2.0.0/16 dev eth0 metric 010")).routes())
        .singleElement()
        .extracting(IpRoute::metric)
        .hasToString("OptionalLong[10]");
  }

  /** 2.2.7 ends a test with 5 for it, 2.4.3 says nothing. */
  @Test
  void aRouteWithoutADeviceIsToldAndKept() {
    ParseResult result = block("static_routes", "10.2.0.0/16 via 10.0.0.1");
    assertThat(result.exitStatus()).isZero();
    assertThat(entries(result).routes()).hasSize(1);
    assertThat(result.diagnostics())
        .extracting(Diagnostic::message)
        .anyMatch(message -> message.contains("without dev cannot be tracked"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5 | 10.2.0.0/16 foo dev eth0
          5 | 10.2.0.0/16 dev eth0 metric 0x10
          5 | 10.2.0.0/16 dev eth0 table nosuch
          5 | 10.2.0.0/16 dev eth0 scope 256
          5 | 10.2.0.0/16 dev eth0 rtt 3x
          5 | 10.2.0.0/16 dev eth0 default
          5 | 10.2.0.0/16 dev eth0 expires 3
          5 | fd00::/64 dev eth0 realms 3
          2 | 10.2.0.0/16 dev
          2 | 10.2.0.0/16 dev eth0 metric
          2 | blackhole
          2 | 10.2.0.0/16 dev eth0 1
          """)
  void aWrongValueDropsTheRoute(int status, String line) {
    ParseResult result = block("static_routes", line);
    assertThat(result.exitStatus()).isEqualTo(status);
    assertThat(entries(result).routes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5 | to 10.1.1.1 table 3 nop preference 3
          5 | to 10.1.1.1 type blackhole preference 16 realms 4
          5 | to 10.1.1.1 goto 0x20 preference 16
          5 | to 10.1.1.1 table 0 preference 3
          2 | to 10.1.1.1 table
          2 | to 10.1.1.1 type
          """)
  void aWrongValueDropsTheRule(int status, String line) {
    ParseResult result = block("static_rules", line);
    assertThat(result.exitStatus()).isEqualTo(status);
    assertThat(entries(result).rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "static_routes, 10.2.0.0/16 dev eth0 protocol 19",
    "static_routes, 10.2.0.0/16 encap",
    "static_rules, to 10.1.1.1 blackhole preference 0x10 protocol 4",
    "static_ipaddress, 10.1.1.1/24 dev eth0 peer 10.2.1.1",
    "static_ipaddress, 10.1.1.1 dev eth0 peer 10.2.1.1/24",
    "static_ipaddress, 10.1.1.1 dev eth0 peer 10.2.1.1 brd +",
    "static_ipaddress, fd00::1 dev eth0 scope link",
    "static_ipaddress, fd00::1 dev eth0 label x"
  })
  void anOptionThatDoesNotFitIsDroppedAlone(String keyword, String line) {
    ParseResult result = block(keyword, line);
    assertThat(result.exitStatus()).isEqualTo(5);
    StaticEntries entries = entries(result);
    assertThat(entries.routes().size() + entries.rules().size() + entries.addresses().size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"10.1.1.1 dev eth0 dev eth0", "fd00::1 dev eth0 brd +", "10.1.1.1 dev"})
  void theseDropTheAddress(String line) {
    ParseResult result = block("static_ipaddress", line);
    assertThat(result.exitStatus()).isEqualTo(5);
    assertThat(entries(result).addresses()).isEmpty();
  }

  @Test
  void emptyPrefixLengthIsZero() {
    ParseResult result = block("static_ipaddress", "10.1.1.1/ dev eth0");
    assertThat(result.exitStatus()).isZero();
    assertThat(entries(result).addresses())
        .singleElement()
        .extracting(VipAddress::prefixLength)
        .isEqualTo(0);
  }
}
