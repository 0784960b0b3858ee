package org.lvsdirector.vrrp.packet;

/**
 * Where the parts of a received packet lie, by its own address count and the version that is
 * configured.
 */
final class PacketShape {
  /** Ethernet pads payloads below this, and the padding is then seen by raw sockets. */
  private static final int ETHERNET_MINIMUM = 46;

  private final ReceivedPacket packet;
  private final ReceiveSettings settings;

  PacketShape(ReceivedPacket packet, ReceiveSettings settings) {
    this.packet = packet;
    this.settings = settings;
  }

  /** An octet of the VRRP message, 0..255. */
  int at(int offset) {
    return packet.octets().at(packet.messageOffset() + offset);
  }

  /** Two octets of the VRRP message, 0..65535. */
  int shortAt(int offset) {
    return packet.octets().shortAt(packet.messageOffset() + offset);
  }

  /** How many addresses it says to have. */
  int count() {
    return at(3);
  }

  /** Octets with the IP header, but without trailer and padding. */
  int expectedLength() {
    boolean auth = settings.version() == 2 && packet.family() == AddressFamily.IPV4;
    return packet.messageOffset()
        + Advertisement.HEADER_LENGTH
        + count() * packet.family().addressLength()
        + (auth ? Advertisement.AUTH_LENGTH : 0);
  }

  /** Whether what is too much may be padding of Ethernet. */
  boolean padded() {
    int excess = packet.octets().length() - expectedLength();
    return packet.family() == AddressFamily.IPV4
        && excess > 0
        && expectedLength() < ETHERNET_MINIMUM
        && excess % 4 == 2;
  }

  /** Whether an {@code auth_hmac} trailer follows. */
  boolean hasTrailer() {
    return settings.hmac().isPresent()
        && packet.octets().length() == expectedLength() + HmacTrailer.LENGTH;
  }

  /** The trailer, where there is one. */
  Octets trailer() {
    return packet.octets().slice(expectedLength(), expectedLength() + HmacTrailer.LENGTH);
  }

  /** The VRRP message. */
  Octets message() {
    return packet.octets().slice(packet.messageOffset(), expectedLength());
  }
}
