package org.lvsdirector.vrrp.packet;

/**
 * Which octets the VRRPv3 checksum over IPv4 covers besides the message; version 2 never has any.
 */
public enum ChecksumForm {
  /** Pseudo header of source and real destination: RFC 5798 and RFC 9568. */
  PSEUDO_HEADER,
  /** No pseudo header: {@code v3_checksum_as_v2}. */
  AS_VERSION_2,
  /**
   * Pseudo header with the multicast group although the packet is unicast: keepalived up to 1.3.6.
   */
  OLD_UNICAST
}
