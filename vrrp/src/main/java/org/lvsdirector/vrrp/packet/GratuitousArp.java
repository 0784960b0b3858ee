package org.lvsdirector.vrrp.packet;

import java.net.Inet4Address;
import java.nio.ByteBuffer;

/**
 * The ARP request by which a new master tells switches and neighbours where an IPv4 address lives
 * now (RFC 826, RFC 9568 section 6.4): sender and target address are the VIP (reference, VRRP
 * 15.5).
 */
public final class GratuitousArp {
  private static final int ETHERTYPE_ARP = 0x0806;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int HARDWARE_ETHERNET = 1;

  /** The hardware type of InfiniBand in ARP (RFC 4391). */
  public static final int HARDWARE_INFINIBAND = 32;

  private GratuitousArp() {}

  /** A whole Ethernet frame of 42 octets to the broadcast address. */
  public static byte[] frame(MacAddress sender, Inet4Address vip) {
    byte[] payload = payload(HARDWARE_ETHERNET, sender, MacAddress.BROADCAST, vip);
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
    frame.put(MacAddress.BROADCAST.octets().toArray()).put(sender.octets().toArray());
    return frame.putShort((short) ETHERTYPE_ARP).put(payload).array();
  }

  /** The ARP message alone, for links whose header the kernel writes (InfiniBand). */
  public static byte[] payload(
      int hardwareType, MacAddress sender, MacAddress broadcast, Inet4Address vip) {
    int size = sender.octets().length();
    ByteBuffer arp = ByteBuffer.allocate(8 + 2 * size + 8);
    arp.putShort((short) hardwareType).putShort((short) ETHERTYPE_IPV4);
    arp.put((byte) size).put((byte) 4).putShort((short) 1);
    arp.put(sender.octets().toArray()).put(vip.getAddress());
    return arp.put(broadcast.octets().toArray()).put(vip.getAddress()).array();
  }
}
