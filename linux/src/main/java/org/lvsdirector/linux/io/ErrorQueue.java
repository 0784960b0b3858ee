package org.lvsdirector.linux.io;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.lvsdirector.linux.netlink.IpFamily;

/** Reads struct sock_extended_err of linux/errqueue.h. */
final class ErrorQueue {

  private static final int FIXED = 16;
  private static final int ORIGIN_ICMP = 2;
  private static final int ORIGIN_ICMP6 = 3;

  private ErrorQueue() {}

  /** Switches the queue on for a socket. */
  static void enable(Fd fd, IpFamily family, String name) throws LinuxException {
    boolean four = family == IpFamily.IPV4;
    int level = four ? Const.IPPROTO_IP : Const.IPPROTO_IPV6;
    SockOpt.setInt(fd, level, four ? Const.IP_RECVERR : Const.IPV6_RECVERR, 1, "errors of " + name);
  }

  /** Takes one error; empty if the queue has none. */
  static Optional<DatagramAnswer.Rejected> take(Fd fd, MessageBuffer buffer) {
    int rc = buffer.receive(fd, Const.MSG_ERRQUEUE | Const.MSG_DONTWAIT);
    if (rc < 0) {
      return Optional.empty();
    }
    return buffer
        .control(Const.IPPROTO_IP, Const.IP_RECVERR)
        .or(() -> buffer.control(Const.IPPROTO_IPV6, Const.IPV6_RECVERR))
        .filter(raw -> raw.capacity() >= FIXED)
        .map(ErrorQueue::decode);
  }

  private static DatagramAnswer.Rejected decode(ByteBuffer raw) {
    int origin = raw.get(4);
    byte[] offender = new byte[raw.capacity() - FIXED];
    raw.get(FIXED, offender);
    return new DatagramAnswer.Rejected(
        new Errno(raw.getInt(0)),
        origin == ORIGIN_ICMP || origin == ORIGIN_ICMP6,
        raw.get(5) & 0xff,
        raw.get(6) & 0xff,
        SockAddr.toInet(offender).map(InetSocketAddress::getAddress));
  }
}
