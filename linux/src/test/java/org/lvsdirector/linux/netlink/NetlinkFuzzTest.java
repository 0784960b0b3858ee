package org.lvsdirector.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Whatever a datagram holds, decoding ends with a value or a reason and never throws. */
class NetlinkFuzzTest {

  @FuzzTest
  void anyDatagramIsDecodedOrRefused(byte[] datagram) {
    switch (NlMessage.split(datagram, datagram.length)) {
      case NlDecoded.Malformed<?>(var reason) -> assertThat(reason).isNotBlank();
      case NlDecoded.Ok<List<NlMessage>>(var messages) ->
          messages.forEach(NetlinkFuzzTest::decodeEveryWay);
    }
  }

  private static void decodeEveryWay(NlMessage message) {
    assertThat(message.length()).isGreaterThanOrEqualTo(NlMessage.HEADER_LENGTH);
    assertThat(RtMessages.event(message)).isNotNull();
    assertThat(LinkMessages.decode(message)).isNotNull();
    assertThat(AddressMessages.decode(message)).isNotNull();
    assertThat(RouteMessages.decode(message)).isNotNull();
    assertThat(RuleMessages.decode(message)).isNotNull();
    assertThat(NlError.decode(message)).isNotNull();
    assertThat(NlError.ofDone(message)).isNotNull();
    assertThat(GenlMessage.resolved(message)).isNotNull();
    assertThat(ProcEvent.decode(message)).isNotNull();
    assertThat(NftMessages.tableName(message)).isNotNull();
    assertThat(NftMessages.elementKeys(message)).isNotNull();
  }
}
