package org.lvsdirector.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class NlMessageTest {

  @Test
  void encodesHeaderInHostOrderAndPads() {
    NlMessage message = new NlMessage(0x10, NlMessage.F_REQUEST, 7, 0, new byte[] {1, 2, 3});
    // length 19, type 16, flags 1, sequence 7, port 0, payload, one byte of padding
    assertThat(HexFormat.of().formatHex(message.encode()))
        .isEqualTo("13000000" + "1000" + "0100" + "07000000" + "00000000" + "010203" + "00");
  }

  @Test
  void splitsWhatWasJoined() {
    NlMessage one = new NlMessage(20, 2, 1, 5, new byte[] {9});
    NlMessage two = new NlMessage(21, 0, 2, 6, new byte[8]);
    byte[] a = one.encode();
    byte[] b = two.encode();
    byte[] both = ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    assertThat(NlMessage.split(both, both.length)).isEqualTo(new NlDecoded.Ok<>(List.of(one, two)));
  }

  @Test
  void lengthBeyondTheDatagramIsMalformed() {
    byte[] bytes = new NlMessage(20, 0, 1, 0, new byte[4]).encode();
    bytes[0] = 100;
    assertThat(NlMessage.split(bytes, bytes.length)).isInstanceOf(NlDecoded.Malformed.class);
  }

  @Test
  void lengthBelowTheHeaderIsMalformed() {
    byte[] bytes = new byte[16];
    bytes[0] = 15;
    assertThat(NlMessage.split(bytes, 16)).isInstanceOf(NlDecoded.Malformed.class);
  }

  @Test
  void cappedAcknowledgementCarriesTheKernelsWords() {
    byte[] words = NlAttributes.builder().string(1, "ipv4: Address already assigned").encode();
    ByteBuffer payload = ByteBuffer.allocate(20 + words.length).order(ByteOrder.nativeOrder());
    payload.putInt(-17).putInt(40).putShort((short) 20).put(20, words);
    NlMessage ack =
        new NlMessage(
            NlMessage.ERROR, NlMessage.F_CAPPED | NlMessage.F_ACK_TLVS, 9, 1, payload.array());
    NlError error = NlError.decode(ack).toOptional().orElseThrow();
    assertThat(error.code()).isEqualTo(17);
    assertThat(error.sequence()).isEqualTo(9);
    assertThat(error.explanation()).contains("ipv4: Address already assigned");
  }

  @Test
  void uncappedAcknowledgementSkipsTheEchoedRequest() {
    byte[] words = NlAttributes.builder().string(1, "no").encode();
    ByteBuffer payload = ByteBuffer.allocate(4 + 24 + words.length).order(ByteOrder.nativeOrder());
    payload.putInt(-22).putInt(21).put(28, words);
    NlMessage ack = new NlMessage(NlMessage.ERROR, NlMessage.F_ACK_TLVS, 1, 1, payload.array());
    assertThat(NlError.decode(ack).toOptional().orElseThrow().explanation()).contains("no");
  }

  @Test
  void echoLengthOutOfRangeLosesOnlyTheWords() {
    ByteBuffer payload = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
    payload.putInt(-22).putInt(-1);
    NlMessage ack = new NlMessage(NlMessage.ERROR, NlMessage.F_ACK_TLVS, 1, 1, payload.array());
    assertThat(NlError.decode(ack).toOptional().orElseThrow().explanation()).isEmpty();
  }

  @Test
  void attributeLongerThanItsContainerIsMalformed() {
    byte[] bytes = NlAttributes.builder().u32(1, 5).encode();
    bytes[0] = 9;
    assertThat(NlAttributes.parse(bytes, 0)).isInstanceOf(NlDecoded.Malformed.class);
  }

  @Test
  void attributesReadBackAsWritten() {
    byte[] bytes =
        NlAttributes.builder()
            .u8(1, 200)
            .u16(2, 60000)
            .u16be(3, 443)
            .u32(4, 0xffff_fffeL)
            .u64(5, -2)
            .string(6, "eth0")
            .nested(7, NlAttributes.builder().u32be(1, 112))
            .flag(8)
            .encode();
    NlAttributes read = NlAttributes.parse(bytes, 0).toOptional().orElseThrow();
    assertThat(read.u8(1)).hasValue(200);
    assertThat(read.u16(2)).hasValue(60000);
    assertThat(read.u16be(3)).hasValue(443);
    assertThat(read.u32(4)).hasValue(0xffff_fffeL);
    assertThat(read.u64(5)).hasValue(-2);
    assertThat(read.string(6)).contains("eth0");
    assertThat(read.nested(7).orElseThrow().u32be(1)).hasValue(112);
    assertThat(read.has(8)).isTrue();
    assertThat(read.u32(1)).as("wrong size reads as absent").isEmpty();
  }

  @Test
  void controllerRequestNamesTheFamily() {
    // type 16, REQUEST; genl command 3 version 1; attribute 2 "IPVS" with its NUL
    assertThat(HexFormat.of().formatHex(GenlMessage.resolve("IPVS").encode()))
        .isEqualTo(
            "20000000"
                + "1000"
                + "0100"
                + "00000000"
                + "00000000"
                + "03010000"
                + "0900"
                + "0200"
                + "4950565300"
                + "000000");
  }
}
