package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
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
  /** Ethernet pads payloads below this, and the padding is then seen by raw sockets. */
  private static final int ETHERNET_MINIMUM = 46;

  private final ReceivedPacket packet;
  private final ReceiveSettings settings;
  private final ReceiveContext context;
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
                this::authType,
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
    Advertisement ad = AdvertisementCodec.read(message(), packet.family());
    compareAddresses(ad);
    long sequence = packet.hasAuthenticationHeader() ? memory.ahSequence() : 0;
    return new Accepted(ad, packet.source(), sequence, remarks);
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
    if (length == expectedLength() || padded(length) || hasTrailer()) {
      return Optional.empty();
    }
    return reject(
        ReceiveCheck.LENGTH,
        length + " octets (expected " + expectedLength() + " for " + count() + " addresses)");
  }

  private Optional<Rejected> ttl() {
    return settings.delivery() instanceof Delivery.Multicast && packet.ttl() != 255
        ? reject(ReceiveCheck.TTL, "TTL " + packet.ttl() + " (expected 255)")
        : Optional.empty();
  }

  private Optional<Rejected> version() {
    int version = at(0) >>> 4;
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
    if (!hasTrailer()) {
      return hmac.mode() == HmacSettings.Mode.ENFORCE
          ? reject(ReceiveCheck.HMAC_MISSING, "no auth_hmac trailer, but mode enforce")
          : Optional.empty();
    }
    int end = expectedLength();
    Octets trailer = packet.octets().slice(end, end + HmacTrailer.LENGTH);
    var verifier = new HmacVerifier(hmac, settings.delivery(), packet.source(), context.utc());
    Optional<Rejected> failed = verifier.verify(message(), trailer, memory);
    if (failed.isEmpty()) {
      long sequence = HmacVerifier.sequence(trailer);
      memory =
          memory.withMark(
              new ReceiveMemory.ReplayMark(packet.source(), sequence), settings.delivery());
      remarks.addAll(verifier.remarks());
    }
    return failed;
  }

  private Optional<Rejected> authType() {
    if (settings.version() != 2) {
      return Optional.empty();
    }
    int code = at(4);
    if (Arrays.stream(AuthType.values()).noneMatch(t -> t.code() == code)) {
      return reject(ReceiveCheck.AUTH_TYPE_KNOWN, "auth type " + code);
    }
    return code == settings.authType().code()
        ? Optional.empty()
        : reject(
            ReceiveCheck.AUTH_TYPE_MATCH, "auth type " + code + ", not " + settings.authType());
  }

  private Optional<Rejected> authentication() {
    if (settings.version() != 2) {
      return Optional.empty();
    }
    return switch (settings.authType()) {
      case NONE -> Optional.empty();
      case PASS -> password();
      case AH -> authenticationHeader();
    };
  }

  /**
   * IPv6 messages carry no password, so it meets the tail of the last VIP and fails, as in
   * keepalived.
   */
  private Optional<Rejected> password() {
    int end = expectedLength();
    byte[] found = packet.octets().slice(end - Advertisement.AUTH_LENGTH, end).toArray();
    return MessageDigest.isEqual(found, settings.password().toArray())
        ? Optional.empty()
        : reject(ReceiveCheck.AUTHENTICATION, "wrong auth_pass");
  }

  private Optional<Rejected> authenticationHeader() {
    Octets octets = packet.octets();
    int ah = packet.ipHeaderLength();
    if (octets.at(ah) != Advertisement.PROTOCOL) {
      return reject(ReceiveCheck.AH_NEXT_HEADER, "next header " + octets.at(ah));
    }
    if (!octets.slice(ah + 4, ah + 8).equals(Octets.of(packet.source().getAddress()))) {
      return reject(ReceiveCheck.AUTHENTICATION, "SPI " + octets.slice(ah + 4, ah + 8));
    }
    long sequence = octets.intAt(ah + 8);
    if (sequence <= memory.ahSequence()) {
      return reject(
          ReceiveCheck.AUTHENTICATION,
          "AH sequence " + sequence + " (expected above " + memory.ahSequence() + ")");
    }
    int icv = ah + AuthenticationHeader.ICV_OFFSET;
    boolean unicast = settings.delivery() instanceof Delivery.Unicast;
    byte[] image = octets.slice(0, expectedLength()).toArray();
    byte[] expected = AuthenticationHeader.icv(image, ah, settings.password().toArray(), unicast);
    byte[] found = octets.slice(icv, icv + AuthenticationHeader.ICV_LENGTH).toArray();
    if (!MessageDigest.isEqual(expected, found)) {
      return reject(ReceiveCheck.AUTHENTICATION, "AH check value does not match");
    }
    memory = memory.withAhSequence(sequence);
    return Optional.empty();
  }

  private Optional<Rejected> interval() {
    if (settings.version() == 3) {
      long millis = (packet.octets().shortAt(packet.messageOffset() + 4) & 0x0fff) * 10L;
      if (millis != settings.interval().toMillis()) {
        String text = "advert_int " + millis + " ms, ours " + settings.interval().toMillis();
        remarks.add(new Remark(Remark.Kind.INTERVAL, text + " ms"));
      }
      return Optional.empty();
    }
    return at(5) == settings.interval().toSeconds()
        ? Optional.empty()
        : reject(
            ReceiveCheck.INTERVAL,
            "advert_int " + at(5) + " s (expected " + settings.interval().toSeconds() + " s)");
  }

  private Optional<Rejected> type() {
    int type = at(0) & 0x0f;
    return type == 1 ? Optional.empty() : reject(ReceiveCheck.TYPE, "type " + type);
  }

  private Optional<Rejected> totalLength() {
    if (packet.family() == AddressFamily.IPV6) {
      return Optional.empty();
    }
    int total = packet.octets().shortAt(2);
    return total == packet.octets().length() || padded(packet.octets().length())
        ? Optional.empty()
        : reject(
            ReceiveCheck.TOTAL_LENGTH,
            "IP total length " + total + ", received " + packet.octets().length());
  }

  private Optional<Rejected> checksum() {
    if (packet.family() == AddressFamily.IPV6) {
      return Optional.empty();
    }
    byte[] pdu = message().toArray();
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

  private int at(int offset) {
    return packet.octets().at(packet.messageOffset() + offset);
  }

  private int count() {
    return at(3);
  }

  /** Length of the packet without trailer and padding. */
  private int expectedLength() {
    boolean auth = settings.version() == 2 && packet.family() == AddressFamily.IPV4;
    return packet.messageOffset()
        + Advertisement.HEADER_LENGTH
        + count() * packet.family().addressLength()
        + (auth ? Advertisement.AUTH_LENGTH : 0);
  }

  private boolean padded(int length) {
    int excess = length - expectedLength();
    return packet.family() == AddressFamily.IPV4
        && excess > 0
        && expectedLength() < ETHERNET_MINIMUM
        && excess % 4 == 2;
  }

  private boolean hasTrailer() {
    return settings.hmac().isPresent()
        && packet.octets().length() == expectedLength() + HmacTrailer.LENGTH;
  }

  private Octets message() {
    return packet.octets().slice(packet.messageOffset(), expectedLength());
  }

  private static Optional<Rejected> reject(ReceiveCheck check, String detail) {
    return Optional.of(new Rejected(check, detail));
  }
}
