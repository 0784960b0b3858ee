package org.lvsdirector.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keepalived 2.2.7 put on the wire for a given configuration, octet by octet. */
class GoldenBytesTest {
  private static final InetAddress SOURCE = Addresses.parse("10.9.0.1");
  private static final InetAddress GROUP = Addresses.parse("224.0.0.18");
  private static final InetAddress PEER = Addresses.parse("10.9.0.2");
  private static final SendSecurity PLAIN = new SendSecurity.Plain();
  private static final Octets AH_KEY = Octets.ofHex("7365637265740000");

  @Test
  void version2WithoutAuthenticationIsAsCaptured() {
    var ad = v2(51, 255, AuthType.NONE, "10.9.0.100", "10.9.0.101");
    assertThat(encode(ad, GROUP, 1, PLAIN))
        .isEqualTo(
            captured(
                """
                45c0002c 00010000 ff70 d084 0a090001 e0000012
                21 33 ff 02 00 01 caed 0a090064 0a090065 0000000000000000
                """));
  }

  @Test
  void priorityZeroChangesOnlyPriorityAndChecksum() {
    var ad = v2(51, 0, AuthType.NONE, "10.9.0.100", "10.9.0.101");
    assertThat(encode(ad, GROUP, 7, PLAIN))
        .isEqualTo(
            captured(
                """
                45c0002c 00070000 ff70 d07e 0a090001 e0000012
                21 33 00 02 00 01 c9ee 0a090064 0a090065 0000000000000000
                """));
  }

  @Test
  void passwordStandsBehindTheAddresses() {
    var ad = v2(52, 255, AuthType.PASS, "10.9.0.102");
    assertThat(encode(ad, GROUP, 1, PLAIN))
        .isEqualTo(
            captured(
                """
                45c00028 00010000 ff70 d088 0a090001 e0000012
                21 34 ff 01 01 01 66db 0a090066 7365637265743132
                """));
  }

  @Test
  void authenticationHeaderCoversTheTtlOfMulticast() {
    var ad = v2(53, 255, AuthType.AH, "10.9.0.103");
    assertThat(encode(ad, GROUP, 1, new SendSecurity.Ah(AH_KEY, 1)))
        .isEqualTo(
            captured(
                """
                45c00040 00010000 ff33 d0ad 0a090001 e0000012
                7004 0000 0a090001 00000001 4d91a0671566841044b711d5
                21 35 ff 01 02 01 d357 0a090067 0000000000000000
                """));
  }

  @Test
  void authenticationHeaderLeavesOutTheTtlOfUnicast() {
    var ad = v2(57, 0, AuthType.AH, "10.9.0.107");
    assertThat(encode(ad, PEER, 7, new SendSecurity.Ah(AH_KEY, 7)))
        .isEqualTo(
            captured(
                """
                45c00040 00070000 ff33 a6af 0a090001 0a090002
                7004 0000 0a090001 00000007 8bea7627120596fb669d3316
                21 39 00 01 02 01 d250 0a09006b 0000000000000000
                """));
  }

  @Test
  void version3ChecksumHasThePseudoHeader() {
    assertThat(encode(v3(54, 255, 500, "10.9.0.104"), GROUP, 1, PLAIN))
        .isEqualTo(
            captured(
                """
                45c00020 00010000 ff70 d090 0a090001 e0000012
                31 36 ff 01 0032 da8b 0a090068
                """));
  }

  @Test
  void version3UnicastChecksumHasThePeer() {
    assertThat(encode(v3(56, 255, 1000, "10.9.0.106"), PEER, 1, PLAIN))
        .isEqualTo(
            captured(
                """
                45c00020 00010000 ff70 a698 0a090001 0a090002
                31 38 ff 01 0064 b05d 0a09006a
                """));
  }

  @Test
  void ipv6MessageLeavesTheChecksumToTheKernel() {
    InetAddress source = Addresses.parse("fe80::fc5c:1fff:fe65:a86d");
    InetAddress group = Addresses.parse("ff02::12");
    Octets message =
        Octets.ofHex(
            "31 37 ff 02 0032 0000 fe800000000000000000000000000055"
                + " 20010db8000000000000000000000055");
    var ad = v3(55, 255, 500, "fe80::55", "2001:db8::55");
    byte[] sent =
        AdvertisementCodec.encode(ad, new Envelope(source, group, 255, 1), PLAIN, ChecksumRule.RFC);
    assertThat(Octets.of(sent)).isEqualTo(message);
    assertThat(InternetChecksum.of(sent, source, group, Advertisement.PROTOCOL)).isEqualTo(0xe151);
  }

  @Test
  void gratuitousArpIsARequestToEverybodyForTheVip() {
    byte[] frame =
        GratuitousArp.frame(
            MacAddress.of("fe:5c:1f:65:a8:6d"), (Inet4Address) Addresses.parse("10.9.0.100"));
    assertThat(Octets.of(frame))
        .isEqualTo(
            Octets.ofHex(
                """
                ffffffffffff fe5c1f65a86d 0806 0001 0800 06 04 0001
                fe5c1f65a86d 0a090064 ffffffffffff 0a090064
                """));
  }

  @Test
  void neighbourAdvertisementIsUnsolicitedAndOverrides() {
    byte[] frame =
        NeighborAdvertisement.frame(
            MacAddress.of("fe:5c:1f:65:a8:6d"),
            (Inet6Address) Addresses.parse("2001:db8::55"),
            false);
    assertThat(Octets.of(frame))
        .isEqualTo(
            Octets.ofHex(
                """
                333300000001 fe5c1f65a86d 86dd 60000000 0020 3a ff
                20010db8000000000000000000000055 ff020000000000000000000000000001
                88 00 3454 20000000 20010db8000000000000000000000055 02 01 fe5c1f65a86d
                """));
  }

  @Test
  void aForwardingHostSetsTheRouterFlag() {
    byte[] frame =
        NeighborAdvertisement.frame(
            VirtualMac.of(AddressFamily.IPV6, 0x33),
            (Inet6Address) Addresses.parse("fe80::1"),
            true);
    assertThat(frame[58] & 0xff).isEqualTo(0xa0);
    assertThat(Octets.of(frame).slice(6, 12)).isEqualTo(Octets.ofHex("00005e000233"));
  }

  static Advertisement v2(int vrid, int priority, AuthType type, String... addresses) {
    Octets auth = type == AuthType.PASS ? Octets.ofHex("7365637265743132") : Octets.of(new byte[8]);
    return new Advertisement(
        2, vrid, priority, type.code(), Duration.ofSeconds(1), list(addresses), auth);
  }

  static Advertisement v3(int vrid, int priority, int millis, String... addresses) {
    return new Advertisement(
        3, vrid, priority, 0, Duration.ofMillis(millis), list(addresses), Octets.EMPTY);
  }

  private static List<InetAddress> list(String... addresses) {
    return Arrays.stream(addresses).map(Addresses::parse).toList();
  }

  private static Octets encode(
      Advertisement ad, InetAddress destination, int id, SendSecurity security) {
    var envelope = new Envelope(SOURCE, destination, 255, id);
    return Octets.of(AdvertisementCodec.encode(ad, envelope, security, ChecksumRule.RFC));
  }

  /** The kernel writes the IP checksum, so it counts as zero on both sides. */
  private static Octets captured(String hex) {
    byte[] packet = Octets.ofHex(hex).toArray();
    packet[10] = 0;
    packet[11] = 0;
    return Octets.of(packet);
  }
}
