package org.lvsdirector.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import org.junit.jupiter.api.Test;

class AddressesTest {
  @Test
  void ipv6IsWrittenAsRfc5952Says() {
    for (String text :
        new String[] {"::", "::1", "fe80::1", "2001:db8::", "1:0:2::3", "a:b:c:d:e:f:1:2"}) {
      assertThat(Addresses.text(Addresses.parse(text))).isEqualTo(text);
    }
    assertThat(Addresses.text(Addresses.parse("1:0:0:2:0:0:0:3"))).isEqualTo("1:0:0:2::3");
    assertThat(Addresses.text(Addresses.parse("10.0.0.1"))).isEqualTo("10.0.0.1");
  }

  @Test
  void mappedAddressesStayIpv6() {
    byte[] mapped = Octets.ofHex("00000000000000000000ffff0a000001").toArray();
    assertThat(Addresses.of(mapped)).isInstanceOf(Inet6Address.class);
  }

  @Test
  void addressesCompareAsUnsignedNumbers() {
    assertThat(Addresses.compare(Addresses.parse("200.0.0.1"), Addresses.parse("10.0.0.1")))
        .isPositive();
  }

  @Test
  void octetsOfAnotherLengthAreNoAddress() {
    assertThatThrownBy(() -> Addresses.of(new byte[5])).hasMessageContaining("5 octets");
  }

  @Test
  void virtualMacFollowsFamilyAndVrid() {
    assertThat(VirtualMac.of(AddressFamily.IPV4, 51)).hasToString("00:00:5e:00:01:33");
    assertThat(VirtualMac.of(AddressFamily.IPV6, 255)).hasToString("00:00:5e:00:02:ff");
    assertThatThrownBy(() -> VirtualMac.of(AddressFamily.IPV4, 256))
        .hasMessage("virtual_router_id: 256 (expected 1..255)");
  }

  @Test
  void checksumOfRfc1071sExample() {
    assertThat(InternetChecksum.of(Octets.ofHex("0001f203f4f5f6f7").toArray())).isEqualTo(0x220d);
    assertThat(InternetChecksum.of(new byte[] {1})).isEqualTo(0xfeff);
  }
}
