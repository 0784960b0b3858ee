package org.lvsdirector.provision.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"eth0", "eth0.100", "bond0", "br-lan", "enp3s0f1", "veth@x"})
  void ordinaryInterfaceNamesPass(String name) {
    assertThat(Values.device(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-eth0",
        "eth0;reboot",
        "eth 0",
        "$(id)",
        "a/b",
        "..",
        "sixteencharacter",
        "eth0\n",
        "`id`",
        "'x'"
      })
  void interfaceNamesThatAShellCouldReadOtherwiseAreRefused(String name) {
    assertThatThrownBy(() -> Values.device(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/../etc/passwd", "relative", "/a b", "/a;b", "/$HOME", "/x\n/y", "/"})
  void pathsThatLeaveTheirFolderOrNeedQuotingAreRefused(String path) {
    assertThatThrownBy(() -> Values.path(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "net/ipv4/conf/all/arp_ignore;x",
        "kernel/core_pattern",
        "net/ipv4/conf/../../x",
        ""
      })
  void onlyInterfaceSysctlsMayBeWritten(String key) {
    assertThatThrownBy(() -> Values.sysctlKey(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hostNamesAreNoAddresses() {
    assertThatThrownBy(() -> Values.address("localhost"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8::100",
        "::1",
        "fe80::1",
        "2001:db8:1:2:3:4:5:6",
        "1::",
        "2001:db8:0:1::1",
        "192.168.1.100"
      })
  void addressesArePrintedAsTheToolsPrintThem(String text) {
    assertThat(Values.text(Values.address(text))).isEqualTo(text);
  }

  @Test
  void aSingleZeroGroupIsNotShortened() {
    assertThat(Values.text(Values.address("2001:db8:0:1:1:1:1:1")))
        .isEqualTo("2001:db8:0:1:1:1:1:1");
  }
}
