package org.lvsdirector.linux.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.lvsdirector.linux.ffi.Sys;
import org.lvsdirector.linux.netlink.IpFamily;

/**
 * A UDP socket connected to one peer that also hears the ICMP errors about what it sent, with type
 * and code. Works on virtual threads. One thread sends and receives; any may close.
 */
public final class UdpSocket implements AutoCloseable {

  /** What is kept of an answer: no check looks further, and ten thousand may wait at once. */
  private static final int DATA_SIZE = 16 * 1024;

  private final GuardedFd guarded;
  private final String name;

  private UdpSocket(GuardedFd guarded, String name) {
    this.guarded = guarded;
    this.name = name;
  }

  /** Opens a socket in the caller's namespace and ties it to the peer. */
  public static UdpSocket connect(InetSocketAddress peer, SocketSettings settings)
      throws LinuxException {
    String name = "UDP socket to " + peer.getAddress().getHostAddress() + ":" + peer.getPort();
    IpFamily family = IpFamily.of(peer.getAddress());
    Fd fd = SockOpt.socket(family.number(), Const.SOCK_DGRAM | Const.SOCK_NONBLOCK, 0, name);
    try {
      settings.apply(fd);
      ErrorQueue.enable(fd, family, name);
      byte[] raw = SockAddr.ip(peer.getAddress(), peer.getPort(), 0);
      LinuxException.check(
          Sys.check(Sys.LIBC.connect(fd.number(), raw, raw.length)), "connect", name);
      return new UdpSocket(new GuardedFd(fd), name);
    } catch (LinuxException e) {
      fd.close();
      throw e;
    }
  }

  /** Sends one datagram. An error that was queued by an earlier one is not mistaken for its own. */
  public void send(byte[] bytes) throws IOException {
    for (int attempt = 0; ; attempt++) {
      long rc =
          guarded.retry(
              FdWaiter.WRITE,
              Long.MAX_VALUE,
              "Send",
              fd -> Sys.check(Sys.LIBC.send(fd, bytes, bytes.length, Const.MSG_NOSIGNAL)));
      if (rc >= 0) {
        return;
      }
      // A pending error is reported, and cleared, by whichever call comes next; try once more.
      if (attempt == 1) {
        throw new LinuxException("send by", name, new Errno((int) -rc));
      }
    }
  }

  /** Waits for an answer of the peer (its first 16 KiB) or of the network. */
  public DatagramAnswer receive(Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    byte[] data = new byte[DATA_SIZE];
    long rc;
    try {
      rc =
          guarded.retry(
              FdWaiter.READ,
              deadline,
              "Receive",
              fd -> Sys.check(Sys.LIBC.recv(fd, data, data.length, 0)));
    } catch (SocketTimeoutException e) {
      return new DatagramAnswer.Silence();
    }
    if (rc >= 0) {
      return new DatagramAnswer.Data(Arrays.copyOf(data, (int) rc));
    }
    Errno errno = new Errno((int) -rc);
    Optional<DatagramAnswer.Rejected> queued =
        ErrorQueue.take(guarded.fd(), new MessageBuffer(1024));
    return queued.orElse(new DatagramAnswer.Rejected(errno, false, 0, 0, Optional.empty()));
  }

  @Override
  public void close() {
    guarded.close();
  }
}
