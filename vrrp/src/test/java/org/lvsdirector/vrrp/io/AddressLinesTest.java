package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.AddressMessages;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.vrrp.packet.Addresses;

/**
 * Every option of an address line, from the text to the message for the kernel and back (keepalived
 * reference, VRRP 16.1 to 16.3).
 */
class AddressLinesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.2.0.1 dev eth0 | 10.2.0.1/32
          10.2.0.1/24 dev eth0 | 10.2.0.1/24
          10.2.0.1/24 dev eth0 scope link | 10.2.0.1/24 scope 253
          10.2.0.1/24 dev eth0 brd 10.2.0.9 | 10.2.0.1/24 brd 10.2.0.9
          10.2.0.1/24 dev eth0 brd + | 10.2.0.1/24 brd 10.2.0.255
          10.2.0.1/24 dev eth0 broadcast - | 10.2.0.1/24 brd 10.2.0.0
          10.2.0.1/24 dev eth0 label eth0:1 | 10.2.0.1/24 label eth0:1
          10.2.0.1 dev eth0 peer 10.2.0.2 | 10.2.0.1/32 peer 10.2.0.2
          10.2.0.1 dev eth0 home | 10.2.0.1/32 flags 0x10
          10.2.0.1/24 dev eth0 noprefixroute | 10.2.0.1/24 flags 0x200
          10.2.0.1/24 dev eth0 autojoin | 10.2.0.1/24 flags 0x400
          10.2.0.1/24 dev eth0 preferred_lft 60 | 10.2.0.1/24 preferred 60
          10.2.0.1/24 dev eth0 preferred_lft forever | 10.2.0.1/24
          fd00::1 dev eth0 | fd00::1/128 flags 0x2 preferred 0
          fd00::1/64 dev eth0 | fd00::1/64 flags 0x2
          fd00::1/64 dev eth0 -nodad | fd00::1/64
          fd00::1/64 dev eth0 home | fd00::1/64 flags 0x12
          fd00::1/64 dev eth0 mngtmpaddr | fd00::1/64 flags 0x102
          fd00::1 dev eth0 preferred_lft forever | fd00::1/128 flags 0x2
          fd00::1 dev eth0 peer fd00::2 | fd00::1/128 peer fd00::2 flags 0x2 preferred 0
          """)
  void everyOptionReachesTheKernel(String line, String message) {
    String file = "static_ipaddress {\n " + line + "\n}\n";
    List<VipAddress> lines = ConfFile.read(file).vrrp().statics().addresses();
    assertThat(lines).hasSize(1);
    AddressInfo info = AddressLines.info(lines.getFirst(), 2);
    AddressInfo read = AddressMessages.decode(AddressMessages.add(info)).toOptional().orElseThrow();
    assertThat(text(read)).isEqualTo(message);
    assertThat(read.interfaceIndex()).isEqualTo(2);
    assertThat(read.protocol()).hasValue(18);
  }

  private static String text(AddressInfo a) {
    List<String> words = new ArrayList<>();
    words.add(Addresses.text(a.address()) + "/" + a.prefixLength());
    a.peer().ifPresent(p -> words.add("peer " + Addresses.text(p)));
    a.broadcast().ifPresent(b -> words.add("brd " + Addresses.text(b)));
    a.label().ifPresent(l -> words.add("label " + l));
    if (a.scope() != 0) {
      words.add("scope " + a.scope());
    }
    if (a.flags() != 0) {
      words.add("flags 0x" + Integer.toHexString(a.flags()));
    }
    if (a.preferredLifetime() != AddressInfo.FOREVER) {
      words.add("preferred " + a.preferredLifetime());
    }
    return String.join(" ", words);
  }
}
