package org.lvsdirector.vrrp.packet;

import java.net.Inet6Address;
import java.nio.ByteBuffer;

/**
 * The unsolicited neighbour advertisement to all nodes that does for IPv6 what gratuitous ARP does
 * for IPv4 (RFC 4861 section 7.2.6): source is the VIP, override set, solicited clear (reference,
 * VRRP 15.6).
 */
public final class NeighborAdvertisement {
  private static final MacAddress ALL_NODES_MAC = MacAddress.of("33:33:00:00:00:01");
  private static final byte[] ALL_NODES = Addresses.parse("ff02::1").getAddress();
  private static final int ICMPV6 = 58;
  private static final int CHECKSUM_OFFSET = 2;

  private NeighborAdvertisement() {}

  /**
   * A whole Ethernet frame of 86 octets.
   *
   * @param router whether this host forwards, which neighbours would otherwise unlearn
   */
  public static byte[] frame(MacAddress sender, Inet6Address vip, boolean router) {
    byte[] message = message(sender, vip, router);
    ByteBuffer frame = ByteBuffer.allocate(14 + 40 + message.length);
    frame.put(ALL_NODES_MAC.octets().toArray()).put(sender.octets().toArray());
    frame.putShort((short) 0x86dd).putInt(0x60000000).putShort((short) message.length);
    frame.put((byte) ICMPV6).put((byte) 255).put(vip.getAddress()).put(ALL_NODES);
    return frame.put(message).array();
  }

  private static byte[] message(MacAddress sender, Inet6Address vip, boolean router) {
    ByteBuffer icmp = ByteBuffer.allocate(32);
    icmp.put((byte) 136).put((byte) 0).putShort((short) 0);
    icmp.putInt(0x20000000 | (router ? 0x80000000 : 0)).put(vip.getAddress());
    icmp.put((byte) 2).put((byte) 1).put(sender.octets().toArray());
    int sum = InternetChecksum.of(icmp.array(), vip, Addresses.of(ALL_NODES), ICMPV6);
    return icmp.putShort(CHECKSUM_OFFSET, (short) sum).array();
  }
}
