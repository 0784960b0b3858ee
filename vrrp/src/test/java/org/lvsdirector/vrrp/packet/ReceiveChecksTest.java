package org.lvsdirector.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.packet.DecodeResult.Accepted;
import org.lvsdirector.vrrp.packet.DecodeResult.Rejected;

/** Each check of keepalived reference, VRRP 6, with its counter, and that an earlier check wins. */
class ReceiveChecksTest {
  private static final InetAddress SOURCE = Addresses.parse("10.9.0.1");
  private static final InetAddress GROUP = Addresses.parse("224.0.0.18");
  private static final Octets KEY = Octets.ofHex("7365637265740000");
  private static final Instant UTC = Instant.parse("2026-11-21T12:00:00Z");
  private static final Delivery MULTICAST = new Delivery.Multicast(GROUP);
  private static final Advertisement V2 =
      GoldenBytesTest.v2(51, 100, AuthType.NONE, "10.9.0.100", "10.9.0.101");
  private static final Advertisement V3 = GoldenBytesTest.v3(51, 100, 1000, "10.9.0.100");

  @Test
  void aCorrectAdvertIsAccepted() {
    assertThat(accepted(packet(V2), v2()).advertisement()).isEqualTo(V2);
    assertThat(accepted(packet(V3), v3()).advertisement()).isEqualTo(V3);
  }

  @Test
  void check0OctetsEndInsideTheHeader() {
    assertThat(rejected(Arrays.copyOf(packet(V2), 27), v2())).isEqualTo(ReceiveCheck.TOO_SHORT);
  }

  @Test
  void check1AuthenticationHeaderOnlyWhereConfigured() {
    byte[] signed = packet(ah(), new SendSecurity.Ah(KEY, 1), 255);
    assertThat(rejected(signed, v2())).isEqualTo(ReceiveCheck.AH_PRESENCE);
    assertThat(rejected(packet(V2), v2Auth(AuthType.AH))).isEqualTo(ReceiveCheck.AH_PRESENCE);
    assertThat(ReceiveCheck.AH_PRESENCE.counter()).contains(Counter.AUTHTYPE_MISMATCH);
  }

  @Test
  void check2LengthFollowsTheAddressCount() {
    byte[] packet = packet(V2);
    packet[23]++;
    assertThat(rejected(packet, v2())).isEqualTo(ReceiveCheck.LENGTH);
    assertThat(ReceiveCheck.LENGTH.counter()).contains(Counter.PACKET_LEN_ERR);
  }

  @Test
  void check2EthernetPaddingIsAllowed() {
    byte[] padded = Arrays.copyOf(packet(V3), 46);
    assertThat(accepted(padded, v3()).advertisement()).isEqualTo(V3);
  }

  @Test
  void check3TtlOfMulticastIs255() {
    byte[] packet = packet(V2, new SendSecurity.Plain(), 254);
    assertThat(rejected(packet, v2())).isEqualTo(ReceiveCheck.TTL);
    assertThat(ReceiveCheck.TTL.counter()).contains(Counter.IP_TTL_ERR);
  }

  @Test
  void check4VersionAsConfigured() {
    byte[] packet = Arrays.copyOf(packet(V3), 40);
    assertThat(rejected(packet, v2())).isEqualTo(ReceiveCheck.VERSION);
  }

  @Test
  void check6And7AuthenticationType() {
    byte[] packet = packet(V2);
    packet[24] = 9;
    assertThat(rejected(packet, v2())).isEqualTo(ReceiveCheck.AUTH_TYPE_KNOWN);
    packet[24] = 1;
    assertThat(rejected(packet, v2())).isEqualTo(ReceiveCheck.AUTH_TYPE_MATCH);
    assertThat(ReceiveCheck.AUTH_TYPE_KNOWN.counter()).contains(Counter.INVALID_AUTHTYPE);
  }

  @Test
  void check8PasswordMustMatch() {
    var pass = GoldenBytesTest.v2(51, 100, AuthType.PASS, "10.9.0.100");
    assertThat(rejected(packet(pass), v2Auth(AuthType.PASS)))
        .isEqualTo(ReceiveCheck.AUTHENTICATION);
    assertThat(ReceiveCheck.AUTHENTICATION.counter()).contains(Counter.AUTH_FAILURE);
  }

  @Test
  void check8PassOverIpv6NeverAuthenticates() {
    var ad = GoldenBytesTest.v2(51, 100, AuthType.PASS, "2001:db8::1");
    byte[] pdu = AdvertisementCodec.pdu(ad, AddressFamily.IPV6);
    var packet =
        new ReceivedPacket(
            AddressFamily.IPV6, Octets.of(pdu), Addresses.parse("fe80::1"), group6(), 255);
    var settings = settings(2, AddressFamily.IPV6, new Delivery.Multicast(group6()), AuthType.PASS);
    assertThat(check(packet, settings, ReceiveMemory.NEW, true).result())
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.check()).isEqualTo(ReceiveCheck.AUTHENTICATION));
  }

  @Test
  void check8SequenceOfTheAuthenticationHeaderMustGrow() {
    byte[] signed = packet(ah(), new SendSecurity.Ah(KEY, 7), 255);
    ReceiveSettings settings = v2Auth(AuthType.AH);
    var first = check(ipv4(signed), settings, ReceiveMemory.NEW, true);
    assertThat(first.result()).isInstanceOf(Accepted.class);
    assertThat(first.memory().ahSequence()).isEqualTo(7);
    assertThat(check(ipv4(signed), settings, first.memory(), true).result())
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.detail()).contains("AH sequence 7"));
  }

  @Test
  void check8CheckValueOfTheAuthenticationHeaderMustMatch() {
    byte[] signed = packet(ah(), new SendSecurity.Ah(KEY, 7), 255);
    signed[46]++;
    assertThat(rejected(signed, v2Auth(AuthType.AH))).isEqualTo(ReceiveCheck.AUTHENTICATION);
    signed[20] = 50;
    assertThat(rejected(signed, v2Auth(AuthType.AH))).isEqualTo(ReceiveCheck.AH_NEXT_HEADER);
  }

  @Test
  void check9Version2IntervalMismatchIsDroppedAndNotCounted() {
    byte[] packet = packet(V2);
    packet[25] = 2;
    assertThat(rejected(packet, v2())).isEqualTo(ReceiveCheck.INTERVAL);
    assertThat(ReceiveCheck.INTERVAL.counter()).isEmpty();
  }

  @Test
  void check10TypeIsAdvertisement() {
    byte[] packet = packet(V2);
    packet[20] = 0x22;
    assertThat(rejected(packet, v2())).isEqualTo(ReceiveCheck.TYPE);
  }

  @Test
  void check11TotalLengthOfTheIpHeader() {
    byte[] packet = packet(V2);
    packet[3]++;
    assertThat(rejected(packet, v2())).isEqualTo(ReceiveCheck.TOTAL_LENGTH);
  }

  @Test
  void check12Version3IntervalMismatchIsAcceptedWithARemark() {
    var ad = GoldenBytesTest.v3(51, 100, 500, "10.9.0.100");
    assertThat(accepted(packet(ad), v3()).remarks())
        .extracting(Remark::kind)
        .containsExactly(Remark.Kind.INTERVAL);
  }

  @Test
  void check13Checksum() {
    byte[] packet = packet(V3);
    packet[26] ^= 1;
    assertThat(rejected(packet, v3())).isEqualTo(ReceiveCheck.CHECKSUM);
  }

  @Test
  void check13Version2FormOfTheChecksumIsVerifiedToo() {
    var form = new ChecksumRule(ChecksumForm.AS_VERSION_2, GROUP);
    byte[] packet = packet(V3, form, GROUP);
    ReceiveSettings settings = Expecting.checksum(v3(), form);
    assertThat(accepted(packet, settings).advertisement()).isEqualTo(V3);
    assertThat(accepted(packet(V3), settings).advertisement()).isEqualTo(V3);
    packet[26] ^= 1;
    assertThat(rejected(packet, settings)).isEqualTo(ReceiveCheck.CHECKSUM);
  }

  @Test
  void check17DifferentAddressesAreAcceptedWithARemark() {
    var other = GoldenBytesTest.v3(51, 100, 1000, "10.9.0.200");
    assertThat(accepted(packet(other), v3()).remarks())
        .extracting(Remark::kind)
        .containsExactly(Remark.Kind.ADDRESS_MISSING);
    var more = GoldenBytesTest.v3(51, 100, 1000, "10.9.0.100", "10.9.0.200");
    assertThat(accepted(packet(more), v3()).remarks())
        .extracting(Remark::kind)
        .containsExactly(Remark.Kind.ADDRESS_COUNT);
    assertThat(check(ipv4(packet(other)), v3(), ReceiveMemory.NEW, false).result())
        .isInstanceOfSatisfying(Accepted.class, a -> assertThat(a.remarks()).isEmpty());
  }

  private static ReceiveSettings v2() {
    return v2Auth(AuthType.NONE);
  }

  private static ReceiveSettings v2Auth(AuthType type) {
    return settings(2, AddressFamily.IPV4, MULTICAST, type);
  }

  private static ReceiveSettings v3() {
    return settings(3, AddressFamily.IPV4, MULTICAST, AuthType.NONE);
  }

  static ReceiveSettings settings(
      int version, AddressFamily family, Delivery delivery, AuthType type) {
    List<InetAddress> vips =
        version == 2
            ? List.of(Addresses.parse("10.9.0.100"), Addresses.parse("10.9.0.101"))
            : List.of(Addresses.parse("10.9.0.100"));
    return new ReceiveSettings(
        version,
        family,
        Duration.ofSeconds(1),
        delivery,
        type,
        KEY,
        Optional.empty(),
        vips,
        ChecksumRule.RFC,
        delivery instanceof Delivery.Unicast,
        false);
  }

  private static Advertisement ah() {
    return GoldenBytesTest.v2(51, 100, AuthType.AH, "10.9.0.100", "10.9.0.101");
  }

  private static InetAddress group6() {
    return AddressFamily.IPV6.defaultGroup();
  }

  private static byte[] packet(Advertisement ad) {
    return packet(ad, new SendSecurity.Plain(), 255);
  }

  private static byte[] packet(Advertisement ad, SendSecurity security, int ttl) {
    return AdvertisementCodec.encode(
        ad, new Envelope(SOURCE, GROUP, ttl, 1), security, ChecksumRule.RFC);
  }

  private static byte[] packet(Advertisement ad, ChecksumRule rule, InetAddress to) {
    return AdvertisementCodec.encode(
        ad, new Envelope(SOURCE, to, 255, 1), new SendSecurity.Plain(), rule);
  }

  static ReceivedPacket ipv4(byte[] packet) {
    return ReceivedPacket.ipv4(packet).orElseThrow();
  }

  private static ReceiveChecks.Outcome check(
      ReceivedPacket packet, ReceiveSettings settings, ReceiveMemory memory, boolean compare) {
    return ReceiveChecks.check(packet, settings, memory, new ReceiveContext(false, compare, UTC));
  }

  private static ReceiveCheck rejected(byte[] packet, ReceiveSettings settings) {
    var result = check(ipv4(packet), settings, ReceiveMemory.NEW, true).result();
    assertThat(result).isInstanceOf(Rejected.class);
    return ((Rejected) result).check();
  }

  private static Accepted accepted(byte[] packet, ReceiveSettings settings) {
    var result = check(ipv4(packet), settings, ReceiveMemory.NEW, true).result();
    assertThat(result).isInstanceOf(Accepted.class);
    return (Accepted) result;
  }

  @Test
  void check15OwnerThatIgnoresAdverts() {
    var context = new ReceiveContext(true, true, UTC);
    var outcome =
        ReceiveChecks.check(
            ipv4(packet(V3)), Expecting.nothingAsOwner(v3()), ReceiveMemory.NEW, context);
    assertThat(outcome.result())
        .isEqualTo(new Rejected(ReceiveCheck.OWNER_IGNORES, "owner_ignore_adverts"));
  }

  @Test
  void countersHaveTheNamesOfKeepalivedsJson() {
    assertThat(Counter.AUTH_EXT_INVALID_HMAC.jsonName()).isEqualTo("auth_ext_invalid_hmac");
    assertThat(Map.of(1, ReceiveCheck.HMAC_STALE.counter().orElseThrow()))
        .containsValue(Counter.AUTH_EXT_STALE);
  }
}
