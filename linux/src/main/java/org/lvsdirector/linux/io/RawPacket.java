package org.lvsdirector.linux.io;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A datagram from a raw IP socket.
 *
 * <p>For IPv4 the kernel delivers the IP header too; for IPv6 it does not. {@link #payload} is what
 * follows the header in both cases.
 */
public final class RawPacket {

  private final byte[] bytes;
  private final int headerLength;
  private final InetAddress source;
  private final InetAddress destination;
  private final int interfaceIndex;
  private final OptionalInt hopLimit;

  RawPacket(
      byte[] bytes,
      int headerLength,
      InetAddress source,
      InetAddress destination,
      int interfaceIndex,
      OptionalInt hopLimit) {
    this.bytes = bytes;
    this.headerLength = headerLength;
    this.source = source;
    this.destination = destination;
    this.interfaceIndex = interfaceIndex;
    this.hopLimit = hopLimit;
  }

  /** All the kernel delivered: IPv4 with its IP header, IPv6 without; shared, do not write. */
  public byte[] bytes() {
    return bytes;
  }

  /** Length of the IPv4 header at the front of {@link #bytes}; 0 for IPv6. */
  public int headerLength() {
    return headerLength;
  }

  /** A copy of what follows the IP header. */
  public byte[] payload() {
    return Arrays.copyOfRange(bytes, headerLength, bytes.length);
  }

  /** The sender; a link-local one carries its scope. */
  public InetAddress source() {
    return source;
  }

  /** Where it was sent to: a multicast group or an address of ours. */
  public InetAddress destination() {
    return destination;
  }

  /** The interface it came in by. */
  public int interfaceIndex() {
    return interfaceIndex;
  }

  /** TTL or hop limit, 0..255; empty if the kernel did not say. */
  public OptionalInt hopLimit() {
    return hopLimit;
  }

  @Override
  public String toString() {
    return "%s > %s dev %d, %d bytes"
        .formatted(
            source.getHostAddress(), destination.getHostAddress(), interfaceIndex, bytes.length);
  }
}
