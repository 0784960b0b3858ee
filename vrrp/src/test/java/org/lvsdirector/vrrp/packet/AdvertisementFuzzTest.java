package org.lvsdirector.vrrp.packet;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.vrrp.packet.DecodeResult.Accepted;

/** Whatever arrives, the checks answer; what they accept can be written and read again. */
class AdvertisementFuzzTest {
  @FuzzTest
  void checksNeverThrow(FuzzedDataProvider data) {
    AuthType auth = data.pickValue(AuthType.values());
    int version = data.consumeInt(2, 3);
    boolean ipv6 = data.consumeBoolean();
    boolean hmac = data.consumeBoolean();
    boolean unicast = data.consumeBoolean();
    byte[] octets = data.consumeRemainingAsBytes();
    AddressFamily family = ipv6 ? AddressFamily.IPV6 : AddressFamily.IPV4;
    packet(family, octets)
        .map(p -> check(p, settings(version, family, auth, unicast, hmac)))
        .filter(Accepted.class::isInstance)
        .map(Accepted.class::cast)
        .ifPresent(a -> roundTrip(a.advertisement(), family));
  }

  private static Optional<ReceivedPacket> packet(AddressFamily family, byte[] octets) {
    if (family == AddressFamily.IPV4) {
      return ReceivedPacket.ipv4(octets);
    }
    InetAddress source = Addresses.parse("fe80::1");
    return Optional.of(
        new ReceivedPacket(family, Octets.of(octets), source, family.defaultGroup(), 255));
  }

  private static DecodeResult check(ReceivedPacket packet, ReceiveSettings settings) {
    var context = new ReceiveContext(false, true, Instant.EPOCH);
    return ReceiveChecks.check(packet, settings, ReceiveMemory.NEW, context).result();
  }

  private static void roundTrip(Advertisement ad, AddressFamily family) {
    byte[] pdu = AdvertisementCodec.pdu(ad, family);
    if (!AdvertisementCodec.read(Octets.of(pdu), family).equals(ad)) {
      throw new AssertionError("read(write(ad)) differs for " + ad);
    }
  }

  private static ReceiveSettings settings(
      int version, AddressFamily family, AuthType auth, boolean unicast, boolean hmac) {
    Delivery delivery =
        unicast
            ? new Delivery.Unicast(
                List.of(new UnicastPeer(Addresses.parse("10.0.0.1"), 1, 254)), true)
            : new Delivery.Multicast(family.defaultGroup());
    var keys =
        new HmacSettings(
            Map.of(1, Octets.of(new byte[32])),
            1,
            Duration.ofSeconds(5),
            HmacSettings.AntiReplay.MONOTONIC,
            HmacSettings.Mode.PERMISSIVE);
    return new ReceiveSettings(
        version,
        family,
        Duration.ofSeconds(1),
        delivery,
        auth,
        Octets.of(new byte[8]),
        hmac ? Optional.of(keys) : Optional.empty(),
        List.of(family.defaultGroup()),
        ChecksumRule.RFC,
        unicast,
        false);
  }
}
