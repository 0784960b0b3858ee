package org.lvsdirector.parser.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.source.SourceRange;

class ModelTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "fe80:0:0:0:1:2:3:4, fe80::1:2:3:4",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3"
  })
  void addressesPrintAsInetNtopPrintsThem(String written, String printed) {
    assertThat(AddressText.of(InetAddress.ofLiteral(written))).isEqualTo(printed);
  }

  @Test
  void builtInstanceHasKeepalivedsDefaults() {
    VrrpInstance instance = VrrpInstance.builder("VI_1").build();
    assertThat(instance.priority()).isEqualTo(100);
    assertThat(instance.advertInterval()).hasSeconds(1);
    assertThat(instance.transport().multicastGroup().getHostAddress()).isEqualTo("224.0.0.18");
    assertThat(instance.toBuilder().build()).isEqualTo(instance);
    assertThat(instance.owner()).isFalse();
  }

  @Test
  void numbersThatDoNotFitOnTheWireAreRefused() {
    var builder = VrrpInstance.builder("VI_1").virtualRouterId(0);
    assertThatThrownBy(builder::build).hasMessage("virtual_router_id: 0 (expected 1..255)");
  }

  @Test
  void labelsAreThoseOfLogsAndMails() {
    var vip = new VirtualAddress.Address(InetAddress.ofLiteral("2001:db8::1"), 80);
    var server = RealServer.builder(InetAddress.ofLiteral("10.0.0.2"), 8080).build();
    assertThat(VirtualServer.builder(vip).build().label()).isEqualTo("[2001:db8::1]:tcp:80");
    assertThat(VirtualServer.builder(new VirtualAddress.Fwmark(7)).build().label())
        .isEqualTo("FWM 7");
    assertThat(server.label(Protocol.NONE)).isEqualTo("[10.0.0.2]:none:8080");
  }

  @Test
  void listsAreCopied() {
    var members = new ArrayList<>(List.of("VI_1"));
    var group = new TrackGroup("G", members, SourceRange.NONE);
    members.add("VI_2");
    assertThat(group.instances()).containsExactly("VI_1");
  }

  @Test
  void passwordsAreNotPrinted() {
    var secret =
        new Authentication(
            Authentication.Type.PASS, Octets.of("geheim12".getBytes(StandardCharsets.US_ASCII)));
    assertThat(VrrpInstance.builder("VI_1").authentication(secret).build().toString())
        .doesNotContain("geheim")
        .doesNotContain(secret.password().toHex());
  }
}
