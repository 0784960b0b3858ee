package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.lvsdirector.linux.ffi.Sys;
import org.lvsdirector.linux.netlink.HardwareAddress;

/**
 * An AF_PACKET socket: frames in and out of an interface, below IP (CAP_NET_RAW). Non-blocking:
 * wait with a {@link Poller}. Not for two threads at once.
 *
 * <p>A <i>raw</i> one sends and gets whole frames with the link-layer header, so any source MAC may
 * be written. A <i>cooked</i> one sends and gets what follows the header and works on every kind of
 * link, Infiniband too.
 */
public final class PacketSocket implements Pollable {

  public static final int ETHERTYPE_IPV4 = 0x0800;
  public static final int ETHERTYPE_ARP = 0x0806;
  public static final int ETHERTYPE_IPV6 = 0x86dd;

  private static final int DATA_SIZE = 9216;

  private final Fd fd;
  private final String name;
  private final MessageBuffer buffer = new MessageBuffer(DATA_SIZE);

  private PacketSocket(Fd fd, String name) {
    this.fd = fd;
    this.name = name;
  }

  /** A raw socket that only sends, on any interface. */
  public static PacketSocket forSending() throws LinuxException {
    return open(Const.SOCK_RAW);
  }

  /** A cooked socket that only sends, on any interface. */
  public static PacketSocket cookedForSending() throws LinuxException {
    return open(Const.SOCK_DGRAM);
  }

  /** A raw socket that also receives one ethertype on one interface. */
  public static PacketSocket listening(int etherType, int interfaceIndex) throws LinuxException {
    return listening(open(Const.SOCK_RAW), etherType, interfaceIndex);
  }

  /** A cooked socket that also receives one ethertype on one interface. */
  public static PacketSocket cookedListening(int etherType, int interfaceIndex)
      throws LinuxException {
    return listening(open(Const.SOCK_DGRAM), etherType, interfaceIndex);
  }

  /** The same, with only what passes the filter. */
  static PacketSocket cookedListening(int etherType, int interfaceIndex, PacketFilter filter)
      throws LinuxException {
    PacketSocket socket = open(Const.SOCK_DGRAM);
    try {
      // Before the bind: nothing is received that the filter has not seen.
      filter.attach(socket.fd, socket.name);
    } catch (LinuxException e) {
      socket.close();
      throw e;
    }
    return listening(socket, etherType, interfaceIndex);
  }

  private static PacketSocket open(int type) throws LinuxException {
    String name = "packet socket";
    // Protocol 0: nothing is received until bind says what.
    return new PacketSocket(
        SockOpt.socket(Const.AF_PACKET, type | Const.SOCK_NONBLOCK, 0, name), name);
  }

  private static PacketSocket listening(PacketSocket socket, int etherType, int interfaceIndex)
      throws LinuxException {
    try {
      // Since kernel 4.20; older ones deliver our own frames too, see Frame.isOutgoing.
      byte[] on = SockOpt.host(4).putInt(1).array();
      int _ =
          Sys.LIBC.setsockopt(
              socket.fd.number(), Const.SOL_PACKET, Const.PACKET_IGNORE_OUTGOING, on, on.length);
      byte[] address = SockAddr.link(interfaceIndex, etherType, Optional.empty());
      SockOpt.bind(socket.fd, address, "packet socket to interface " + interfaceIndex);
      return socket;
    } catch (LinuxException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public Fd fd() {
    return fd;
  }

  /** Sends a whole frame (raw socket). */
  public void send(byte[] frame, int interfaceIndex) throws LinuxException {
    transmit(frame, SockAddr.link(interfaceIndex, 0, Optional.empty()), interfaceIndex);
  }

  /** Sends what follows the link-layer header, which the kernel writes (cooked socket). */
  public void send(byte[] payload, int interfaceIndex, int etherType, HardwareAddress destination)
      throws LinuxException {
    byte[] address = SockAddr.link(interfaceIndex, etherType, Optional.of(destination));
    transmit(payload, address, interfaceIndex);
  }

  private void transmit(byte[] bytes, byte[] address, int interfaceIndex) throws LinuxException {
    int rc = buffer.send(fd, bytes, address, new byte[0], 0);
    LinuxException.check(rc, "send frame by", name + " on interface " + interfaceIndex);
  }

  /** Takes one frame; empty when there is none. */
  public Optional<Frame> receive() throws LinuxException {
    int length = buffer.receive(fd, Const.MSG_DONTWAIT);
    if (length == -Errno.EAGAIN.code()) {
      return Optional.empty();
    }
    LinuxException.check(length, "receive from", name);
    byte[] from = Arrays.copyOf(buffer.name(), 20);
    ByteBuffer in = ByteBuffer.wrap(from).order(ByteOrder.nativeOrder());
    int etherType = (from[2] & 0xff) << 8 | (from[3] & 0xff);
    int macLength = Math.min(from[11] & 0xff, 8);
    Optional<HardwareAddress> source =
        macLength == 0
            ? Optional.empty()
            : Optional.of(HardwareAddress.of(Arrays.copyOfRange(from, 12, 12 + macLength)));
    byte[] bytes = buffer.bytes(Math.min(length, buffer.capacity()));
    return Optional.of(new Frame(bytes, in.getInt(4), etherType, from[10] & 0xff, source));
  }
}
