package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;

/**
 * How the checksum of an IPv4 advertisement is formed and verified (reference, VRRP 3).
 *
 * @param form what version 3 covers
 * @param group the multicast group that {@link ChecksumForm#OLD_UNICAST} uses for every destination
 */
public record ChecksumRule(ChecksumForm form, InetAddress group) {
  /** The rule of the RFCs. */
  public static final ChecksumRule RFC =
      new ChecksumRule(ChecksumForm.PSEUDO_HEADER, AddressFamily.IPV4.defaultGroup());

  /** The checksum of a message, or 0 if it already carries a correct one. */
  public int of(byte[] pdu, InetAddress source, InetAddress destination) {
    if ((pdu[0] & 0xf0) == 0x20 || form == ChecksumForm.AS_VERSION_2) {
      return InternetChecksum.of(pdu);
    }
    InetAddress to = form == ChecksumForm.OLD_UNICAST ? group : destination;
    return InternetChecksum.of(pdu, source, to, Advertisement.PROTOCOL);
  }
}
