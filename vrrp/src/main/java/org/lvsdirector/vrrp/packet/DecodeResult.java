package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.util.List;

/** What became of a received packet. Never an exception: the network may send anything. */
public sealed interface DecodeResult {
  /**
   * A valid advertisement for the instance.
   *
   * @param advertisement the message
   * @param source the sender's address
   * @param remarks differences that keepalived accepts
   */
  record Accepted(Advertisement advertisement, InetAddress source, List<Remark> remarks)
      implements DecodeResult {
    /** Copies the remarks. */
    public Accepted {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * A packet to be ignored.
   *
   * @param check the first check that failed
   * @param detail what was expected and what was found
   */
  record Rejected(ReceiveCheck check, String detail) implements DecodeResult {}
}
