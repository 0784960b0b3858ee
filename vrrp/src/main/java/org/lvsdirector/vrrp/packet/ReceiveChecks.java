package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lvsdirector.vrrp.packet.DecodeResult.Accepted;
import org.lvsdirector.vrrp.packet.DecodeResult.Rejected;

/**
 * Octets to {@link DecodeResult}: every check of keepalived in keepalived's order (reference, VRRP
 * 6). One object checks one packet.
 */
public final class ReceiveChecks {
  private final ReceivedPacket packet;
  private final ReceiveSettings settings;
  private final ReceiveContext context;
  private final PacketShape shape;
  private final AuthenticationChecks authentication;
  private final List<Remark> remarks = new ArrayList<>();
  private ReceiveMemory memory;

  private ReceiveChecks(
      ReceivedPacket packet,
      ReceiveSettings settings,
      ReceiveMemory memory,
      ReceiveContext context) {
    this.packet = packet;
    this.settings = settings;
    this.memory = memory;
    this.context = context;
    this.shape = new PacketShape(packet, settings);
    this.authentication = new AuthenticationChecks(packet, settings, shape);
  }

  /**
   * What a packet is, and what to remember of it.
   *
   * @param result accepted or rejected
   * @param memory for the next packet
   */
  public record Outcome(DecodeResult result, ReceiveMemory memory) {}

  /** Checks one packet whose VRID already matches. */
  public static Outcome check(
      ReceivedPacket packet,
      ReceiveSettings settings,
      ReceiveMemory memory,
      ReceiveContext context) {
    var checks = new ReceiveChecks(packet, settings, memory, context);
    DecodeResult result = checks.run();
    return new Outcome(result, checks.memory);
  }

  private DecodeResult run() {
    Optional<Rejected> failed =
        Stream.<Supplier<Optional<Rejected>>>of(
                this::tooShort,
                this::ahPresence,
                this::length,
                this::ttl,
                this::version,
                this::hmac,
                authentication::type,
                this::authentication,
                this::interval,
                this::type,
                this::totalLength,
                this::checksum,
                this::destination,
                this::owner,
                this::unicastPeer)
            .map(Supplier::get)
            .flatMap(Optional::stream)
            .findFirst();
    if (failed.isPresent()) {
      return failed.get();
    }
    Advertisement ad = AdvertisementCodec.read(shape.message(), packet.family());
    compareAddresses(ad);
    return new Accepted(ad, packet.source(), remarks);
  }

  private Optional<Rejected> tooShort() {
    return packet.vrid().isEmpty()
        ? reject(ReceiveCheck.TOO_SHORT, packet.octets().length() + " octets")
        : Optional.empty();
  }

  private Optional<Rejected> ahPresence() {
    if (packet.family() == AddressFamily.IPV6) {
      return Optional.empty();
    }
    boolean wanted = settings.authType() == AuthType.AH;
    return wanted == packet.hasAuthenticationHeader()
        ? Optional.empty()
        : reject(
            ReceiveCheck.AH_PRESENCE,
            wanted
                ? "no authentication header, but auth_type AH"
                : "authentication header, but not auth_type AH");
  }

  private Optional<Rejected> length() {
    int length = packet.octets().length();
    if (length == shape.expectedLength() || shape.padded() || shape.hasTrailer()) {
      return Optional.empty();
    }
    return reject(
        ReceiveCheck.LENGTH,
        length
            + " octets (expected "
            + shape.expectedLength()
            + " for "
            + shape.count()
            + " addresses)");
  }

  private Optional<Rejected> ttl() {
    return settings.delivery() instanceof Delivery.Multicast && packet.ttl() != 255
        ? reject(ReceiveCheck.TTL, "TTL " + packet.ttl() + " (expected 255)")
        : Optional.empty();
  }

  private Optional<Rejected> version() {
    int version = shape.at(0) >>> 4;
    return version == settings.version()
        ? Optional.empty()
        : reject(
            ReceiveCheck.VERSION, "version " + version + " (expected " + settings.version() + ")");
  }

  private Optional<Rejected> hmac() {
    if (settings.hmac().isEmpty()) {
      return Optional.empty();
    }
    HmacSettings hmac = settings.hmac().get();
    if (!shape.hasTrailer()) {
      return hmac.mode() == HmacSettings.Mode.ENFORCE
          ? reject(ReceiveCheck.HMAC_MISSING, "no auth_hmac trailer, but mode enforce")
          : Optional.empty();
    }
    Octets trailer = shape.trailer();
    var verifier = new HmacVerifier(hmac, settings.delivery(), packet.source(), context.utc());
    Optional<Rejected> failed = verifier.verify(shape.message(), trailer, memory);
    if (failed.isEmpty()) {
      long sequence = HmacVerifier.sequence(trailer);
      memory =
          memory.withMark(
              new ReceiveMemory.ReplayMark(packet.source(), sequence), settings.delivery());
      remarks.addAll(verifier.remarks());
    }
    return failed;
  }

  private Optional<Rejected> authentication() {
    Optional<Rejected> failed = authentication.value(memory.ahSequence());
    if (failed.isEmpty() && packet.hasAuthenticationHeader()) {
      memory = memory.withAhSequence(authentication.sequence());
    }
    return failed;
  }

  private Optional<Rejected> interval() {
    if (settings.version() == 3) {
      long millis = (shape.shortAt(4) & 0x0fff) * 10L;
      if (millis != settings.interval().toMillis()) {
        String text = "advert_int " + millis + " ms, ours " + settings.interval().toMillis();
        remarks.add(new Remark(Remark.Kind.INTERVAL, text + " ms"));
      }
      return Optional.empty();
    }
    return shape.at(5) == settings.interval().toSeconds()
        ? Optional.empty()
        : reject(
            ReceiveCheck.INTERVAL,
            "advert_int "
                + shape.at(5)
                + " s (expected "
                + settings.interval().toSeconds()
                + " s)");
  }

  private Optional<Rejected> type() {
    int type = shape.at(0) & 0x0f;
    return type == 1 ? Optional.empty() : reject(ReceiveCheck.TYPE, "type " + type);
  }

  private Optional<Rejected> totalLength() {
    if (packet.family() == AddressFamily.IPV6) {
      return Optional.empty();
    }
    int total = packet.octets().shortAt(2);
    return total == packet.octets().length() || shape.padded()
        ? Optional.empty()
        : reject(
            ReceiveCheck.TOTAL_LENGTH,
            "IP total length " + total + ", received " + packet.octets().length());
  }

  private Optional<Rejected> checksum() {
    if (packet.family() == AddressFamily.IPV6) {
      return Optional.empty();
    }
    byte[] pdu = shape.message().toArray();
    boolean anyForm = settings.checksum().form() == ChecksumForm.AS_VERSION_2;
    if (sumIsRight(pdu, memory.oldUnicast() ? oldForm() : settings.checksum())
        || (anyForm && sumIsRight(pdu, ChecksumRule.RFC))) {
      return Optional.empty();
    }
    if (settings.oldUnicastAllowed() && sumIsRight(pdu, oldForm())) {
      memory = memory.withOldUnicast();
      remarks.add(
          new Remark(
              Remark.Kind.OLD_CHECKSUM,
              Addresses.text(packet.source())
                  + " uses the unicast checksum of keepalived before 1.3.7; so do we now"));
      return Optional.empty();
    }
    return reject(ReceiveCheck.CHECKSUM, "wrong checksum");
  }

  private ChecksumRule oldForm() {
    return new ChecksumRule(ChecksumForm.OLD_UNICAST, settings.checksum().group());
  }

  private boolean sumIsRight(byte[] pdu, ChecksumRule rule) {
    return rule.of(pdu, packet.source(), packet.destination()) == 0;
  }

  private Optional<Rejected> destination() {
    boolean multicast = packet.destination().isMulticastAddress();
    return multicast == settings.delivery() instanceof Delivery.Multicast
        ? Optional.empty()
        : reject(
            ReceiveCheck.DESTINATION,
            (multicast ? "multicast to " : "unicast to ") + Addresses.text(packet.destination()));
  }

  private Optional<Rejected> owner() {
    return settings.ownerIgnoresAdverts() && context.owner()
        ? reject(ReceiveCheck.OWNER_IGNORES, "owner_ignore_adverts")
        : Optional.empty();
  }

  private Optional<Rejected> unicastPeer() {
    if (!(settings.delivery() instanceof Delivery.Unicast unicast) || !unicast.checkSource()) {
      return Optional.empty();
    }
    InetAddress source = packet.source();
    Optional<UnicastPeer> peer = unicast.peer(source);
    if (peer.isEmpty()) {
      return reject(ReceiveCheck.UNICAST_SOURCE, Addresses.text(source) + " is no unicast_peer");
    }
    return packet.ttl() < peer.get().minTtl() || packet.ttl() > peer.get().maxTtl()
        ? reject(
            ReceiveCheck.UNICAST_TTL,
            "TTL %d (expected %d..%d)"
                .formatted(packet.ttl(), peer.get().minTtl(), peer.get().maxTtl()))
        : Optional.empty();
  }

  /**
   * A differing list is said, counted and accepted: since 2.3.3 it no longer splits the routers.
   */
  private void compareAddresses(Advertisement ad) {
    if (!context.compareAddresses()) {
      return;
    }
    if (ad.addresses().size() != settings.addresses().size()) {
      remarks.add(
          new Remark(
              Remark.Kind.ADDRESS_COUNT,
              ad.addresses().size() + " addresses, ours " + settings.addresses().size()));
      return;
    }
    settings.addresses().stream()
        .filter(a -> !ad.addresses().contains(a))
        .findFirst()
        .ifPresent(
            a ->
                remarks.add(
                    new Remark(Remark.Kind.ADDRESS_MISSING, Addresses.text(a) + " not in it")));
  }

  private static Optional<Rejected> reject(ReceiveCheck check, String detail) {
    return Optional.of(new Rejected(check, detail));
  }
}
