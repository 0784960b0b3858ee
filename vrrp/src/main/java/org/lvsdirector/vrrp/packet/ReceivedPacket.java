package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A packet as the raw socket gives it: with IP header for IPv4, without for IPv6.
 *
 * @param family IPv4 or IPv6
 * @param octets header (IPv4) and message
 * @param source sender
 * @param destination group or own address
 * @param ttl TTL or hop limit on arrival, 0..255
 */
public record ReceivedPacket(
    AddressFamily family, Octets octets, InetAddress source, InetAddress destination, int ttl) {
  /** A packet with its IPv4 header, or nothing if the header is not complete. */
  public static Optional<ReceivedPacket> ipv4(byte[] packet) {
    var octets = Octets.of(packet);
    if (octets.length() < Ipv4Header.LENGTH
        || octets.at(0) >>> 4 != 4
        || headerLength(octets) < Ipv4Header.LENGTH) {
      return Optional.empty();
    }
    InetAddress source = Addresses.of(octets.slice(12, 16).toArray());
    InetAddress destination = Addresses.of(octets.slice(16, 20).toArray());
    return Optional.of(
        new ReceivedPacket(AddressFamily.IPV4, octets, source, destination, octets.at(8)));
  }

  private static int headerLength(Octets octets) {
    return (octets.at(0) & 0x0f) * 4;
  }

  /** Octets of the IP header that come first. */
  int ipHeaderLength() {
    return family == AddressFamily.IPV4 ? headerLength(octets) : 0;
  }

  /** Whether an authentication header follows the IP header. */
  boolean hasAuthenticationHeader() {
    return family == AddressFamily.IPV4 && octets.at(9) == AuthenticationHeader.PROTOCOL;
  }

  /** Where the VRRP message begins. */
  int messageOffset() {
    return ipHeaderLength() + (hasAuthenticationHeader() ? AuthenticationHeader.LENGTH : 0);
  }

  /**
   * The VRID, by which the socket's instances are told apart; absent if the packet is too short.
   */
  public OptionalInt vrid() {
    int offset = messageOffset();
    return octets.length() < offset + Advertisement.HEADER_LENGTH
        ? OptionalInt.empty()
        : OptionalInt.of(octets.at(offset + 1));
  }
}
