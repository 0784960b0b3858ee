package org.lvsdirector.linux.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.lvsdirector.linux.ffi.Sys;
import org.lvsdirector.linux.netlink.IpFamily;

/**
 * An ICMP or ICMPv6 echo socket of the unprivileged kind: the kernel writes identifier and checksum
 * and delivers only replies to our own requests. The group of the process must be inside {@link
 * PingGroups}, else opening fails with EACCES. Works on virtual threads.
 */
public final class IcmpSocket implements AutoCloseable {

  private static final int ECHO_HEADER = 8;
  private static final int ECHO_REQUEST = 8;
  private static final int ECHO6_REQUEST = 128;
  private static final int ECHO_REPLY = 0;
  private static final int ECHO6_REPLY = 129;

  private final GuardedFd guarded;
  private final IpFamily family;
  private final String name;
  private volatile int room = 1024;

  private IcmpSocket(GuardedFd guarded, IpFamily family, String name) {
    this.guarded = guarded;
    this.family = family;
    this.name = name;
  }

  /** Opens a socket in the caller's namespace and ties it to the target. */
  public static IcmpSocket connect(InetAddress target, SocketSettings settings)
      throws LinuxException {
    IpFamily family = IpFamily.of(target);
    String name = "ICMP socket to " + target.getHostAddress();
    int protocol = family == IpFamily.IPV4 ? Const.IPPROTO_ICMP : Const.IPPROTO_ICMPV6;
    int type = Const.SOCK_DGRAM | Const.SOCK_NONBLOCK;
    Fd fd = SockOpt.socket(family.number(), type, protocol, name);
    try {
      settings.apply(fd);
      ErrorQueue.enable(fd, family, name);
      byte[] raw = SockAddr.ip(target, 0, 0);
      LinuxException.check(
          Sys.check(Sys.LIBC.connect(fd.number(), raw, raw.length)), "connect", name);
      return new IcmpSocket(new GuardedFd(fd), family, name);
    } catch (LinuxException e) {
      fd.close();
      throw e;
    }
  }

  /** Sends an echo request with this sequence number (0..65535) and these bytes. */
  public void send(int sequence, byte[] bytes) throws IOException {
    byte[] packet = new byte[ECHO_HEADER + bytes.length];
    room = Math.max(room, packet.length);
    packet[0] = (byte) (family == IpFamily.IPV4 ? ECHO_REQUEST : ECHO6_REQUEST);
    ByteBuffer.wrap(packet).putShort(6, (short) sequence).put(ECHO_HEADER, bytes);
    long rc =
        guarded.retry(
            FdWaiter.WRITE,
            Long.MAX_VALUE,
            "Send",
            fd -> Sys.check(Sys.LIBC.send(fd, packet, packet.length, Const.MSG_NOSIGNAL)));
    if (rc < 0) {
      throw new LinuxException("send by", name, new Errno((int) -rc));
    }
  }

  /**
   * Waits for the reply with this sequence number; others are passed over. The data of the answer
   * is what stands behind the eight bytes of the echo header.
   */
  public DatagramAnswer receive(int sequence, Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    byte[] packet = new byte[room];
    int reply = family == IpFamily.IPV4 ? ECHO_REPLY : ECHO6_REPLY;
    while (true) {
      long rc;
      try {
        rc =
            guarded.retry(
                FdWaiter.READ,
                deadline,
                "Receive",
                fd -> Sys.check(Sys.LIBC.recv(fd, packet, packet.length, 0)));
      } catch (SocketTimeoutException e) {
        return new DatagramAnswer.Silence();
      }
      if (rc < 0) {
        Errno errno = new Errno((int) -rc);
        return ErrorQueue.take(guarded.fd(), new MessageBuffer(1024))
            .orElse(new DatagramAnswer.Rejected(errno, false, 0, 0, Optional.empty()));
      }
      boolean wanted =
          rc >= ECHO_HEADER
              && (packet[0] & 0xff) == reply
              && ByteBuffer.wrap(packet).getShort(6) == (short) sequence;
      if (wanted) {
        return new DatagramAnswer.Data(Arrays.copyOfRange(packet, ECHO_HEADER, (int) rc));
      }
    }
  }

  @Override
  public void close() {
    guarded.close();
  }
}
