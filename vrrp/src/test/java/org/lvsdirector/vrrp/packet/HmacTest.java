package org.lvsdirector.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.packet.DecodeResult.Accepted;
import org.lvsdirector.vrrp.packet.DecodeResult.Rejected;
import org.lvsdirector.vrrp.packet.HmacSettings.AntiReplay;
import org.lvsdirector.vrrp.packet.HmacSettings.Mode;

/**
 * The {@code auth_hmac} trailer: its octets and its receive rules (keepalived reference, VRRP 4.3
 * to 4.6).
 */
class HmacTest {
  private static final InetAddress SOURCE = Addresses.parse("10.9.0.1");
  private static final InetAddress GROUP = Addresses.parse("224.0.0.18");
  private static final Instant UTC = Instant.parse("2026-11-21T12:00:00.5Z");
  private static final Octets KEY = Octets.of(new byte[32]);
  private static final Octets OTHER_KEY = Octets.of(Arrays.copyOf(new byte[] {1}, 32));
  private static final Advertisement AD = GoldenBytesTest.v3(51, 100, 1000, "10.9.0.100");

  @Test
  void trailerIsLaidOutAsTheReferenceSays() throws Exception {
    byte[] packet = signed(AD, 7, KEY, 0x6a20_5f80_8000_0003L);
    Octets trailer = Octets.of(packet).slice(32, 60);
    assertThat(trailer.slice(0, 12)).isEqualTo(Octets.ofHex("01 07 0000 6a205f80 8000 0003"));
    // pseudo header, message with a checksum of zero, 12 trailer octets, 16 of zero
    Octets input =
        Octets.ofHex(
            "04 03 33 00 0a090001 000000000000000000000000"
                + "31 33 64 01 0064 0000 0a090064"
                + "01 07 0000 6a205f80 8000 0003 00000000000000000000000000000000");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.toArray(), "HmacSHA256"));
    byte[] expected = Arrays.copyOf(mac.doFinal(input.toArray()), 16);
    assertThat(trailer.slice(12, 28)).isEqualTo(Octets.of(expected));
  }

  @Test
  void ipLengthCountsTheTrailerAndTheChecksumDoesNot() {
    byte[] packet = signed(AD, 7, KEY, 1);
    assertThat(Octets.of(packet).shortAt(2)).isEqualTo(60);
    byte[] bare =
        AdvertisementCodec.encode(
            AD, new Envelope(SOURCE, GROUP, 255, 1), new SendSecurity.Plain(), ChecksumRule.RFC);
    assertThat(Octets.of(packet).shortAt(26)).isEqualTo(Octets.of(bare).shortAt(26));
  }

  @Test
  void version2AddsTheTrailerBehindTheAuthenticationOctets() {
    var ad = GoldenBytesTest.v2(51, 100, AuthType.NONE, "10.9.0.100", "10.9.0.101");
    byte[] packet = signed(ad, 7, KEY, HmacSequence.ofClock(UTC));
    var settings =
        Expecting.hmac(
            ReceiveChecksTest.settings(
                2, AddressFamily.IPV4, new Delivery.Multicast(GROUP), AuthType.NONE),
            hmac(Mode.ENFORCE, AntiReplay.TIME));
    var outcome = check(packet, settings, ReceiveMemory.NEW, UTC);
    assertThat(outcome.result()).isInstanceOf(Accepted.class);
  }

  @Test
  void aFreshSignedAdvertIsAcceptedAndItsReplayRefused() {
    byte[] packet = signed(AD, 7, KEY, HmacSequence.ofClock(UTC));
    var first = check(packet, Mode.ENFORCE, ReceiveMemory.NEW, UTC);
    assertThat(first.result()).isInstanceOf(Accepted.class);
    assertRejected(
        check(packet, Mode.ENFORCE, first.memory(), UTC.plusSeconds(1)), ReceiveCheck.HMAC_REPLAY);
  }

  @Test
  void aReplayMarkOutsideTheWindowExpires() {
    var future = signed(AD, 7, KEY, HmacSequence.ofClock(UTC.plusSeconds(4)));
    var first = check(future, Mode.ENFORCE, ReceiveMemory.NEW, UTC);
    Instant steppedBack = UTC.minusSeconds(3);
    var again = signed(AD, 7, KEY, HmacSequence.ofClock(steppedBack));
    assertThat(check(again, Mode.ENFORCE, first.memory(), steppedBack).result())
        .isInstanceOf(Accepted.class);
  }

  @Test
  void staleComesBeforeUnknownKeyAndUnknownKeyBeforeTheCheckValue() {
    Instant late = UTC.plusSeconds(6);
    byte[] unknown = signed(AD, 99, OTHER_KEY, HmacSequence.ofClock(UTC));
    assertRejected(check(unknown, Mode.ENFORCE, ReceiveMemory.NEW, late), ReceiveCheck.HMAC_STALE);
    assertRejected(
        check(unknown, Mode.ENFORCE, ReceiveMemory.NEW, UTC), ReceiveCheck.HMAC_UNKNOWN_KEY);
    byte[] forged = signed(AD, 7, OTHER_KEY, HmacSequence.ofClock(UTC));
    assertRejected(check(forged, Mode.ENFORCE, ReceiveMemory.NEW, UTC), ReceiveCheck.HMAC_INVALID);
    forged[32] = 2;
    assertRejected(
        check(forged, Mode.ENFORCE, ReceiveMemory.NEW, UTC), ReceiveCheck.HMAC_MALFORMED);
  }

  @Test
  void bareAdvertsAreRefusedByEnforceAlone() {
    byte[] bare =
        AdvertisementCodec.encode(
            AD, new Envelope(SOURCE, GROUP, 255, 1), new SendSecurity.Plain(), ChecksumRule.RFC);
    assertRejected(check(bare, Mode.ENFORCE, ReceiveMemory.NEW, UTC), ReceiveCheck.HMAC_MISSING);
    for (Mode mode : List.of(Mode.PERMISSIVE, Mode.RECEIVE_ONLY)) {
      assertThat(check(bare, mode, ReceiveMemory.NEW, UTC).result()).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void aClockHalfAWindowOffIsRemarkedUpon() {
    byte[] packet = signed(AD, 7, KEY, HmacSequence.ofClock(UTC.minusSeconds(3)));
    assertThat(check(packet, Mode.ENFORCE, ReceiveMemory.NEW, UTC).result())
        .isInstanceOfSatisfying(
            Accepted.class,
            a ->
                assertThat(a.remarks())
                    .extracting(Remark::kind)
                    .containsExactly(Remark.Kind.CLOCK_SKEW));
  }

  @Test
  void onlyFourMulticastSourcesAreRemembered() {
    ReceiveMemory memory = ReceiveMemory.NEW;
    for (int i = 1; i <= 5; i++) {
      var mark = new ReceiveMemory.ReplayMark(Addresses.parse("10.9.0." + i), i);
      memory = memory.withMark(mark, new Delivery.Multicast(GROUP));
    }
    assertThat(memory.replayMarks()).hasSize(4);
    assertThat(memory.mark(Addresses.parse("10.9.0.1"))).isEmpty();
  }

  @Test
  void sequenceGrowsWithinOneClockTickAndSurvivesASmallStepBack() {
    HmacSettings settings = hmac(Mode.ENFORCE, AntiReplay.TIME);
    long first = HmacSequence.next(0, UTC, settings);
    long second = HmacSequence.next(first, UTC, settings);
    assertThat(second).isEqualTo(first + 1);
    assertThat(HmacSequence.next(second, UTC.minusSeconds(5), settings)).isEqualTo(second + 1);
    Instant far = UTC.minusSeconds(6);
    assertThat(HmacSequence.next(second, far, settings)).isEqualTo(HmacSequence.ofClock(far));
    assertThat(HmacSequence.next(second, far, hmac(Mode.ENFORCE, AntiReplay.MONOTONIC)))
        .isEqualTo(second + 1);
  }

  private static HmacSettings hmac(Mode mode, AntiReplay antiReplay) {
    return new HmacSettings(Map.of(7, KEY), 7, Duration.ofSeconds(5), antiReplay, mode);
  }

  private static byte[] signed(Advertisement ad, int keyId, Octets key, long sequence) {
    return AdvertisementCodec.encode(
        ad,
        new Envelope(SOURCE, GROUP, 255, 1),
        new SendSecurity.Hmac(keyId, key, sequence),
        ChecksumRule.RFC);
  }

  private static ReceiveChecks.Outcome check(
      byte[] packet, Mode mode, ReceiveMemory memory, Instant utc) {
    var settings =
        Expecting.hmac(
            ReceiveChecksTest.settings(
                3, AddressFamily.IPV4, new Delivery.Multicast(GROUP), AuthType.NONE),
            hmac(mode, AntiReplay.TIME));
    return check(packet, settings, memory, utc);
  }

  private static ReceiveChecks.Outcome check(
      byte[] packet, ReceiveSettings settings, ReceiveMemory memory, Instant utc) {
    return ReceiveChecks.check(
        ReceiveChecksTest.ipv4(packet), settings, memory, new ReceiveContext(false, true, utc));
  }

  private static void assertRejected(ReceiveChecks.Outcome outcome, ReceiveCheck check) {
    assertThat(outcome.result())
        .isInstanceOfSatisfying(Rejected.class, r -> assertThat(r.check()).isEqualTo(check));
  }
}
