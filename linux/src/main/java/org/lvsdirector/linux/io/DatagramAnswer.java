package org.lvsdirector.linux.io;

import java.net.InetAddress;
import java.util.Optional;

/** What came back for a datagram. */
public sealed interface DatagramAnswer {

  /** Bytes from the peer. */
  final class Data implements DatagramAnswer {
    private final byte[] bytes;

    Data(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Shared, do not write. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /**
   * An error message about what was sent.
   *
   * @param errno what the kernel makes of it, e.g. ECONNREFUSED for port unreachable
   * @param isIcmp false if this host itself objected
   * @param type ICMP or ICMPv6 type
   * @param code ICMP or ICMPv6 code
   * @param offender who sent the message
   */
  record Rejected(Errno errno, boolean isIcmp, int type, int code, Optional<InetAddress> offender)
      implements DatagramAnswer {}

  /** Nothing until the deadline. */
  record Silence() implements DatagramAnswer {}
}
