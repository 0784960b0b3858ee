package org.lvsdirector.vrrp.packet;

import java.nio.ByteBuffer;

/**
 * The IPv4 header keepalived writes itself: no options, TOS 0xC0, no fragment bits, checksum by the
 * kernel.
 */
final class Ipv4Header {
  static final int LENGTH = 20;

  private Ipv4Header() {}

  static void put(ByteBuffer to, Envelope envelope, int protocol, int totalLength) {
    to.put((byte) 0x45).put((byte) 0xc0).putShort((short) totalLength);
    to.putShort((short) envelope.id()).putShort((short) 0);
    to.put((byte) envelope.ttl()).put((byte) protocol).putShort((short) 0);
    to.put(envelope.source().getAddress()).put(envelope.destination().getAddress());
  }
}
