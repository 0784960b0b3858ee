package org.lvsdirector.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.packet.DecodeResult.Accepted;
import org.lvsdirector.vrrp.packet.DecodeResult.Rejected;
import org.lvsdirector.vrrp.packet.HmacSettings.AntiReplay;

/** What is remembered of signed adverts, and for how long: keepalived reference, VRRP 4.5, 4.6. */
class HmacReplayTest {
  private static final InetAddress GROUP = Addresses.parse("224.0.0.18");
  private static final InetAddress SELF = Addresses.parse("10.9.0.100");
  private static final Instant UTC = Instant.parse("2026-11-21T12:00:00.5Z");
  private static final Octets KEY = Octets.of(new byte[32]);
  private static final Octets OLD_KEY = Octets.of(Arrays.copyOf(new byte[] {1}, 32));
  private static final Octets STRANGE = Octets.of(Arrays.copyOf(new byte[] {2}, 32));
  private static final Delivery MULTICAST = new Delivery.Multicast(GROUP);
  private static final Advertisement AD = GoldenBytesTest.v3(51, 100, 1000, "10.9.0.100");

  private ReceiveMemory memory = ReceiveMemory.NEW;
  private Delivery delivery = MULTICAST;
  private AntiReplay antiReplay = AntiReplay.TIME;

  @Test
  void rule4p5AnOlderAdvertThanTheLastIsAReplayToo() {
    assertThat(hear("10.9.0.1", 7, KEY, UTC.plusSeconds(2), UTC)).isEmpty();
    assertThat(hear("10.9.0.1", 7, KEY, UTC, UTC.plusSeconds(2)))
        .containsExactly(ReceiveCheck.HMAC_REPLAY);
  }

  @Test
  void rule4p5EverySourceHasAMarkOfItsOwn() {
    assertThat(hear("10.9.0.1", 7, KEY, UTC.plusSeconds(2), UTC)).isEmpty();
    assertThat(hear("10.9.0.2", 7, KEY, UTC, UTC)).isEmpty();
    assertThat(memory.replayMarks()).hasSize(2);
  }

  @Test
  void rule4p5OnlyAValidSignatureLeavesAMark() {
    assertThat(hear("10.9.0.1", 7, STRANGE, UTC, UTC)).containsExactly(ReceiveCheck.HMAC_INVALID);
    assertThat(hear("10.9.0.1", 99, KEY, UTC, UTC)).containsExactly(ReceiveCheck.HMAC_UNKNOWN_KEY);
    assertThat(hear("10.9.0.1", 7, KEY, UTC.minusSeconds(6), UTC))
        .containsExactly(ReceiveCheck.HMAC_STALE);
    assertThat(memory).isEqualTo(ReceiveMemory.NEW);
  }

  @Test
  void rule4p5TheSourceUnheardForLongestIsForgotten() {
    for (int host : new int[] {1, 2, 3, 4}) {
      assertThat(hear("10.9.0." + host, 7, KEY, UTC, UTC)).isEmpty();
    }
    assertThat(hear("10.9.0.1", 7, KEY, UTC.plusSeconds(1), UTC)).isEmpty();
    assertThat(hear("10.9.0.5", 7, KEY, UTC, UTC)).isEmpty();
    assertThat(memory.mark(Addresses.parse("10.9.0.2"))).isEmpty();
    assertThat(memory.mark(Addresses.parse("10.9.0.1"))).isPresent();
  }

  @Test
  void rule4p5EveryUnicastPeerIsRemembered() {
    delivery = peers(6);
    for (int host = 1; host <= 6; host++) {
      assertThat(hear("10.9.0." + host, 7, KEY, UTC, UTC)).isEmpty();
    }
    for (int host = 1; host <= 6; host++) {
      assertThat(hear("10.9.0." + host, 7, KEY, UTC, UTC))
          .containsExactly(ReceiveCheck.HMAC_REPLAY);
    }
  }

  @Test
  void rule4p5AUnicastSourceThatIsNoPeerIsNotEvenVerified() {
    delivery = peers(1);
    assertThat(hear("10.9.0.9", 7, STRANGE, UTC, UTC)).containsExactly(ReceiveCheck.HMAC_SOURCE);
  }

  @Test
  void rule4p5WithAMonotonicSequenceNoMarkExpiresAndNothingIsStale() {
    antiReplay = AntiReplay.MONOTONIC;
    Instant later = UTC.plusSeconds(3600);
    assertThat(hear("10.9.0.1", 7, KEY, UTC, later)).isEmpty();
    assertThat(hear("10.9.0.1", 7, KEY, UTC, later.plusSeconds(3600)))
        .containsExactly(ReceiveCheck.HMAC_REPLAY);
  }

  @Test
  void rule4p6AnyConfiguredKeyVerifies() {
    assertThat(hear("10.9.0.1", 7, KEY, UTC, UTC)).isEmpty();
    assertThat(hear("10.9.0.1", 6, OLD_KEY, UTC.plusSeconds(1), UTC)).isEmpty();
  }

  @Test
  void rule4p6AnIpv6AdvertIsSignedAndVerifiedToo() {
    InetAddress source = Addresses.parse("fe80::1");
    InetAddress group = AddressFamily.IPV6.defaultGroup();
    Advertisement six = GoldenBytesTest.v3(51, 100, 1000, "fe80::100");
    byte[] octets =
        AdvertisementCodec.encode(
            six,
            new Envelope(source, group, 255, 1),
            new SendSecurity.Hmac(7, KEY, HmacSequence.ofClock(UTC)),
            ChecksumRule.RFC);
    assertThat(octets).hasSize(8 + 16 + 28);
    delivery = new Delivery.Multicast(group);
    var packet = new ReceivedPacket(AddressFamily.IPV6, Octets.of(octets), source, group, 255);
    assertThat(check(packet, AddressFamily.IPV6, UTC)).isEmpty();
    octets[2]++;
    var forged = new ReceivedPacket(AddressFamily.IPV6, Octets.of(octets), source, group, 255);
    assertThat(check(forged, AddressFamily.IPV6, UTC)).containsExactly(ReceiveCheck.HMAC_INVALID);
  }

  /** The check that refused it, or none. */
  private List<ReceiveCheck> hear(String from, int keyId, Octets key, Instant signed, Instant utc) {
    InetAddress to = delivery instanceof Delivery.Multicast ? GROUP : SELF;
    byte[] octets =
        AdvertisementCodec.encode(
            AD,
            new Envelope(Addresses.parse(from), to, 255, 1),
            new SendSecurity.Hmac(keyId, key, HmacSequence.ofClock(signed)),
            ChecksumRule.RFC);
    return check(ReceiveChecksTest.ipv4(octets), AddressFamily.IPV4, utc);
  }

  private List<ReceiveCheck> check(ReceivedPacket packet, AddressFamily family, Instant utc) {
    var hmac =
        new HmacSettings(
            Map.of(7, KEY, 6, OLD_KEY),
            7,
            Duration.ofSeconds(5),
            antiReplay,
            HmacSettings.Mode.ENFORCE);
    ReceiveSettings settings =
        Expecting.hmac(ReceiveChecksTest.settings(3, family, delivery, AuthType.NONE), hmac);
    var outcome =
        ReceiveChecks.check(packet, settings, memory, new ReceiveContext(false, false, utc));
    memory = outcome.memory();
    return switch (outcome.result()) {
      case Accepted _ -> List.of();
      case Rejected rejected -> List.of(rejected.check());
    };
  }

  private static Delivery peers(int count) {
    return new Delivery.Unicast(
        IntStream.rangeClosed(1, count)
            .mapToObj(host -> new UnicastPeer(Addresses.parse("10.9.0." + host), 0, 255))
            .toList(),
        false);
  }
}
