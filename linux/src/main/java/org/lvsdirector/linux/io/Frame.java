package org.lvsdirector.linux.io;

import java.util.Optional;
import org.lvsdirector.linux.netlink.HardwareAddress;

/** A link-layer frame from a {@link PacketSocket}. */
public final class Frame {

  private final byte[] bytes;
  private final int interfaceIndex;
  private final int etherType;
  private final int packetType;
  private final Optional<HardwareAddress> source;

  Frame(
      byte[] bytes,
      int interfaceIndex,
      int etherType,
      int packetType,
      Optional<HardwareAddress> source) {
    this.bytes = bytes;
    this.interfaceIndex = interfaceIndex;
    this.etherType = etherType;
    this.packetType = packetType;
    this.source = source;
  }

  /**
   * With the link-layer header for a raw socket, without for a cooked one; shared, do not write.
   */
  public byte[] bytes() {
    return bytes;
  }

  public int interfaceIndex() {
    return interfaceIndex;
  }

  /** 0x0806 for ARP, 0x86dd for IPv6. */
  public int etherType() {
    return etherType;
  }

  /** True if this host sent it. */
  public boolean isOutgoing() {
    return packetType == 4;
  }

  /** The sender's link-layer address. */
  public Optional<HardwareAddress> source() {
    return source;
  }
}
