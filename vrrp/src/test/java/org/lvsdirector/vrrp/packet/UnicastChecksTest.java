package org.lvsdirector.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.packet.DecodeResult.Accepted;
import org.lvsdirector.vrrp.packet.DecodeResult.Rejected;

/** What is different with unicast peers: keepalived reference, VRRP 3.5, 3.6, 6 and 14. */
class UnicastChecksTest {
  private static final InetAddress SOURCE = Addresses.parse("10.9.0.1");
  private static final InetAddress SELF = Addresses.parse("10.9.0.2");
  private static final InetAddress STRANGER = Addresses.parse("10.9.0.9");
  private static final InetAddress GROUP = Addresses.parse("224.0.0.18");
  private static final ChecksumRule OLD = new ChecksumRule(ChecksumForm.OLD_UNICAST, GROUP);
  private static final Advertisement AD = GoldenBytesTest.v3(51, 100, 1000, "10.9.0.100");

  @Test
  void rule3p5TheOldChecksumOfAPeerIsAdoptedForGood() {
    var first = check(packet(SOURCE, SELF, 255, OLD), unicast(false, 0, 255), ReceiveMemory.NEW);
    assertThat(first.result())
        .isInstanceOfSatisfying(
            Accepted.class,
            a ->
                assertThat(a.remarks())
                    .extracting(Remark::kind)
                    .containsExactly(Remark.Kind.OLD_CHECKSUM));
    assertThat(first.memory().oldUnicast()).isTrue();
    var next = check(packet(SOURCE, SELF, 255, OLD), unicast(false, 0, 255), first.memory());
    assertThat(next.result())
        .isInstanceOfSatisfying(Accepted.class, a -> assertThat(a.remarks()).isEmpty());
  }

  @Test
  void rule3p5WhereItIsForbiddenItIsAWrongChecksum() {
    ReceiveSettings never = Expecting.noOldUnicast(unicast(false, 0, 255));
    var outcome = check(packet(SOURCE, SELF, 255, OLD), never, ReceiveMemory.NEW);
    assertThat(refusal(outcome)).containsExactly(ReceiveCheck.CHECKSUM);
    assertThat(outcome.memory()).isEqualTo(ReceiveMemory.NEW);
  }

  @Test
  void rule3p6EveryPeerHasAChecksumOfItsOwn() {
    byte[] one = packet(SOURCE, SELF, 255, ChecksumRule.RFC);
    byte[] other = packet(SOURCE, STRANGER, 255, ChecksumRule.RFC);
    assertThat(Octets.of(one).shortAt(26)).isNotEqualTo(Octets.of(other).shortAt(26));
    for (byte[] packet : List.of(one, other)) {
      assertThat(refusal(check(packet, unicast(false, 0, 255), ReceiveMemory.NEW))).isEmpty();
    }
  }

  @Test
  void check14UnicastToAMulticastInstanceAndTheReverse() {
    ReceiveSettings multicast =
        ReceiveChecksTest.settings(
            3, AddressFamily.IPV4, new Delivery.Multicast(GROUP), AuthType.NONE);
    byte[] unicast = packet(SOURCE, SELF, 255, ChecksumRule.RFC);
    assertThat(refusal(check(unicast, multicast, ReceiveMemory.NEW)))
        .containsExactly(ReceiveCheck.DESTINATION);
    byte[] toGroup = packet(SOURCE, GROUP, 255, ChecksumRule.RFC);
    assertThat(refusal(check(toGroup, unicast(false, 0, 255), ReceiveMemory.NEW)))
        .containsExactly(ReceiveCheck.DESTINATION);
    assertThat(ReceiveCheck.DESTINATION.counter()).contains(Counter.ADDR_LIST_ERR);
  }

  @Test
  void rule14p1TheTtlOfUnicastNeedNotBe255() {
    byte[] routed = packet(SOURCE, SELF, 3, ChecksumRule.RFC);
    assertThat(refusal(check(routed, unicast(false, 0, 255), ReceiveMemory.NEW))).isEmpty();
  }

  @Test
  void rule14p2AnUnknownSourceIsAcceptedUnlessSourcesAreChecked() {
    byte[] stranger = packet(STRANGER, SELF, 255, ChecksumRule.RFC);
    assertThat(refusal(check(stranger, unicast(false, 0, 255), ReceiveMemory.NEW))).isEmpty();
    assertThat(refusal(check(stranger, unicast(true, 0, 255), ReceiveMemory.NEW)))
        .containsExactly(ReceiveCheck.UNICAST_SOURCE);
    assertThat(ReceiveCheck.UNICAST_SOURCE.counter()).isEmpty();
  }

  @Test
  void check18TheTtlOfAPeerHasItsLimits() {
    byte[] packet = packet(SOURCE, SELF, 64, ChecksumRule.RFC);
    assertThat(refusal(check(packet, unicast(true, 64, 64), ReceiveMemory.NEW))).isEmpty();
    assertThat(refusal(check(packet, unicast(true, 0, 63), ReceiveMemory.NEW)))
        .containsExactly(ReceiveCheck.UNICAST_TTL);
    assertThat(refusal(check(packet, unicast(true, 65, 255), ReceiveMemory.NEW)))
        .containsExactly(ReceiveCheck.UNICAST_TTL);
    assertThat(ReceiveCheck.UNICAST_TTL.counter()).contains(Counter.IP_TTL_ERR);
  }

  private static ReceiveSettings unicast(boolean check, int minTtl, int maxTtl) {
    var peers = List.of(new UnicastPeer(SOURCE, minTtl, maxTtl));
    return ReceiveChecksTest.settings(
        3, AddressFamily.IPV4, new Delivery.Unicast(peers, check), AuthType.NONE);
  }

  private static byte[] packet(InetAddress from, InetAddress to, int ttl, ChecksumRule rule) {
    return AdvertisementCodec.encode(
        AD, new Envelope(from, to, ttl, 1), new SendSecurity.Plain(), rule);
  }

  private static ReceiveChecks.Outcome check(
      byte[] packet, ReceiveSettings settings, ReceiveMemory memory) {
    return ReceiveChecks.check(
        ReceiveChecksTest.ipv4(packet),
        settings,
        memory,
        new ReceiveContext(false, true, Instant.EPOCH));
  }

  private static List<ReceiveCheck> refusal(ReceiveChecks.Outcome outcome) {
    return outcome.result() instanceof Rejected rejected ? List.of(rejected.check()) : List.of();
  }
}
