package org.lvsdirector.vrrp.packet;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.lvsdirector.vrrp.packet.DecodeResult.Rejected;

/** Checks 6 to 8: the authentication of version 2 (keepalived reference, VRRP 4.1, 4.2 and 6). */
final class AuthenticationChecks {
  private final ReceivedPacket packet;
  private final ReceiveSettings settings;
  private final PacketShape shape;

  AuthenticationChecks(ReceivedPacket packet, ReceiveSettings settings, PacketShape shape) {
    this.packet = packet;
    this.settings = settings;
    this.shape = shape;
  }

  Optional<Rejected> type() {
    if (settings.version() != 2) {
      return Optional.empty();
    }
    int code = shape.at(4);
    if (Arrays.stream(AuthType.values()).noneMatch(t -> t.code() == code)) {
      return reject(ReceiveCheck.AUTH_TYPE_KNOWN, "auth type " + code);
    }
    return code == settings.authType().code()
        ? Optional.empty()
        : reject(
            ReceiveCheck.AUTH_TYPE_MATCH, "auth type " + code + ", not " + settings.authType());
  }

  /**
   * Password or authentication header.
   *
   * @param lastSequence of the header, 0..0xFFFFFFFF; one that is not above it is refused
   */
  Optional<Rejected> value(long lastSequence) {
    if (settings.version() != 2) {
      return Optional.empty();
    }
    return switch (settings.authType()) {
      case NONE -> Optional.empty();
      case PASS -> password();
      case AH -> header(lastSequence);
    };
  }

  /**
   * IPv6 messages carry no password, so it meets the tail of the last VIP and fails, as in
   * keepalived.
   */
  private Optional<Rejected> password() {
    int end = shape.expectedLength();
    byte[] found = packet.octets().slice(end - Advertisement.AUTH_LENGTH, end).toArray();
    return MessageDigest.isEqual(found, settings.password().toArray())
        ? Optional.empty()
        : reject(ReceiveCheck.AUTHENTICATION, "wrong auth_pass");
  }

  private Optional<Rejected> header(long lastSequence) {
    Octets octets = packet.octets();
    int ah = packet.ipHeaderLength();
    if (octets.at(ah) != Advertisement.PROTOCOL) {
      return reject(ReceiveCheck.AH_NEXT_HEADER, "next header " + octets.at(ah));
    }
    if (!octets.slice(ah + 4, ah + 8).equals(Octets.of(packet.source().getAddress()))) {
      return reject(ReceiveCheck.AUTHENTICATION, "SPI " + octets.slice(ah + 4, ah + 8));
    }
    long sequence = sequence();
    if (sequence <= lastSequence) {
      return reject(
          ReceiveCheck.AUTHENTICATION,
          "AH sequence " + sequence + " (expected above " + lastSequence + ")");
    }
    int icv = ah + AuthenticationHeader.ICV_OFFSET;
    boolean unicast = settings.delivery() instanceof Delivery.Unicast;
    byte[] image = octets.slice(0, shape.expectedLength()).toArray();
    byte[] expected = AuthenticationHeader.icv(image, ah, settings.password().toArray(), unicast);
    byte[] found = octets.slice(icv, icv + AuthenticationHeader.ICV_LENGTH).toArray();
    return MessageDigest.isEqual(expected, found)
        ? Optional.empty()
        : reject(ReceiveCheck.AUTHENTICATION, "AH check value does not match");
  }

  /** The sequence of the authentication header, where there is one. */
  long sequence() {
    return packet.octets().intAt(packet.ipHeaderLength() + 8);
  }

  private static Optional<Rejected> reject(ReceiveCheck check, String detail) {
    return Optional.of(new Rejected(check, detail));
  }
}
