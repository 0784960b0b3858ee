package org.lvsdirector.linux.io;

import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.linux.ffi.Sys;
import org.lvsdirector.linux.netlink.IpBytes;
import org.lvsdirector.linux.netlink.IpFamily;

/**
 * A raw IP socket, e.g. for protocol 112 (VRRP) or 51 (AH). It is non-blocking: wait with a {@link
 * Poller}. Not for two threads at once.
 *
 * <p>A socket made for sending should be shut for receiving ({@link #receiveNothing}), else the
 * kernel fills its buffer with every packet of the protocol.
 */
public final class RawSocket implements Pollable {

  /** Larger than any datagram of the protocols we speak; longer ones are dropped as truncated. */
  private static final int DATA_SIZE = 9216;

  private static final byte[] NONE = new byte[0];

  private final Fd fd;
  private final IpFamily family;
  private final String name;
  private final MessageBuffer buffer = new MessageBuffer(DATA_SIZE);

  private RawSocket(Fd fd, IpFamily family, String name) {
    this.fd = fd;
    this.family = family;
    this.name = name;
  }

  /** Opens a socket in the namespace of the calling thread (CAP_NET_RAW). */
  public static RawSocket open(IpFamily family, int protocol) throws LinuxException {
    String name = "raw socket " + family + " protocol " + protocol;
    int type = Const.SOCK_RAW | Const.SOCK_NONBLOCK;
    Fd fd = SockOpt.socket(family.number(), type, protocol, name);
    try {
      RawSocket socket = new RawSocket(fd, family, name);
      socket.flag(Const.IP_PKTINFO, Const.IPV6_RECVPKTINFO, true);
      socket.flag(Const.IP_RECVTTL, Const.IPV6_RECVHOPLIMIT, true);
      return socket;
    } catch (LinuxException e) {
      fd.close();
      throw e;
    }
  }

  @Override
  public Fd fd() {
    return fd;
  }

  private boolean isFour() {
    return family == IpFamily.IPV4;
  }

  private void option(int four, int six, int value) throws LinuxException {
    int level = isFour() ? Const.IPPROTO_IP : Const.IPPROTO_IPV6;
    SockOpt.setInt(fd, level, isFour() ? four : six, value, "option of " + name);
  }

  private void flag(int four, int six, boolean on) throws LinuxException {
    option(four, six, on ? 1 : 0);
  }

  /** Only packets of this interface in and out. */
  public void bindToDevice(String device) throws LinuxException {
    SockOpt.bindToDevice(fd, device);
  }

  /**
   * Binds to an address of ours or a multicast group; only packets to it are received.
   *
   * @param scope interface index for an IPv6 link-local address, else 0
   */
  public void bind(InetAddress address, int scope) throws LinuxException {
    SockOpt.bind(fd, SockAddr.ip(address, 0, scope), name + " to " + address.getHostAddress());
  }

  /** Allows to bind an address that is not there yet. */
  public void freeBind(boolean on) throws LinuxException {
    flag(Const.IP_FREEBIND, Const.IPV6_FREEBIND, on);
  }

  /** The sent bytes begin with the IP header. */
  public void headerIncluded(boolean on) throws LinuxException {
    flag(Const.IP_HDRINCL, Const.IPV6_HDRINCL, on);
  }

  /** The kernel fills in and verifies the checksum at this offset of the payload (IPv6 only). */
  public void checksumOffset(int offset) throws LinuxException {
    SockOpt.setInt(
        fd, Const.IPPROTO_IPV6, Const.IPV6_CHECKSUM, offset, "checksum offset of " + name);
  }

  /** Joins a group on an interface. */
  public void joinMulticast(InetAddress group, int interfaceIndex) throws LinuxException {
    membership(group, interfaceIndex, true);
  }

  /** Leaves a group. */
  public void leaveMulticast(InetAddress group, int interfaceIndex) throws LinuxException {
    membership(group, interfaceIndex, false);
  }

  private void membership(InetAddress group, int index, boolean join) throws LinuxException {
    String what = (join ? "membership of " : "end of membership of ") + group.getHostAddress();
    if (isFour()) {
      byte[] request = SockOpt.host(12).put(group.getAddress()).putInt(0).putInt(index).array();
      int option = join ? Const.IP_ADD_MEMBERSHIP : Const.IP_DROP_MEMBERSHIP;
      SockOpt.set(fd, Const.IPPROTO_IP, option, request, what + " on interface " + index);
    } else {
      byte[] request = SockOpt.host(20).put(group.getAddress()).putInt(index).array();
      int option = join ? Const.IPV6_JOIN_GROUP : Const.IPV6_LEAVE_GROUP;
      SockOpt.set(fd, Const.IPPROTO_IPV6, option, request, what + " on interface " + index);
    }
  }

  /** With false: only groups this very socket joined are delivered. */
  public void multicastAll(boolean on) throws LinuxException {
    flag(Const.IP_MULTICAST_ALL, Const.IPV6_MULTICAST_ALL, on);
  }

  /** Whether our own multicasts come back to this host. */
  public void multicastLoop(boolean on) throws LinuxException {
    flag(Const.IP_MULTICAST_LOOP, Const.IPV6_MULTICAST_LOOP, on);
  }

  /** Multicasts leave by this interface. */
  public void multicastInterface(int index) throws LinuxException {
    if (isFour()) {
      byte[] request = SockOpt.host(12).putInt(8, index).array();
      SockOpt.set(fd, Const.IPPROTO_IP, Const.IP_MULTICAST_IF, request, "interface of " + name);
    } else {
      option(0, Const.IPV6_MULTICAST_IF, index);
    }
  }

  /** TTL or hop limit of what is sent, 0..255, unicast and multicast. */
  public void hopLimit(int value) throws LinuxException {
    option(Const.IP_TTL, Const.IPV6_UNICAST_HOPS, value);
    option(Const.IP_MULTICAST_TTL, Const.IPV6_MULTICAST_HOPS, value);
  }

  /** Type of service or traffic class of what is sent, 0..255; 0xc0 is internetwork control. */
  public void trafficClass(int value) throws LinuxException {
    option(Const.IP_TOS, Const.IPV6_TCLASS, value);
  }

  /** Queueing priority on this host, 0..7; 6 is control. */
  public void priority(int value) throws LinuxException {
    SockOpt.setInt(fd, Const.SOL_SOCKET, Const.SO_PRIORITY, value, "priority of " + name);
  }

  /** Receive buffer in bytes; {@code force} goes beyond net.core.rmem_max (CAP_NET_ADMIN). */
  public void receiveBuffer(int bytes, boolean force) throws LinuxException {
    SockOpt.receiveBuffer(fd, bytes, force);
  }

  /** Drops everything incoming: for a socket that only sends. */
  public void receiveNothing() throws LinuxException {
    // One BPF instruction, "return 0 bytes" (struct sock_filter), behind struct sock_fprog.
    ByteBuffer filter = Sys.allocate(8).putShort(0, (short) 0x06);
    long address = Sys.address(filter);
    byte[] program = SockOpt.host(16).putShort(0, (short) 1).putLong(8, address).array();
    try {
      SockOpt.set(fd, Const.SOL_SOCKET, Const.SO_ATTACH_FILTER, program, "filter of " + name);
    } finally {
      Reference.reachabilityFence(filter);
    }
  }

  /**
   * How and where to send.
   *
   * @param destination unicast or multicast
   * @param interfaceIndex the interface to leave by, 0 for the routing table's choice
   * @param source the source address; without it the kernel's choice or the bound one
   * @param dontRoute the destination must be on the link (MSG_DONTROUTE)
   */
  public record SendTo(
      InetAddress destination,
      int interfaceIndex,
      Optional<InetAddress> source,
      boolean dontRoute) {

    /** To a group on an interface, as VRRP multicasts. */
    public static SendTo multicast(InetAddress group, int interfaceIndex) {
      return new SendTo(group, interfaceIndex, Optional.empty(), true);
    }

    /** To a peer anywhere. */
    public static SendTo unicast(InetAddress peer) {
      return new SendTo(peer, 0, Optional.empty(), false);
    }
  }

  /** Sends one datagram. EAGAIN when the send buffer is full. */
  public void send(byte[] packet, SendTo to) throws LinuxException {
    byte[] address = SockAddr.ip(to.destination(), 0, to.interfaceIndex());
    int flags = to.dontRoute() ? Const.MSG_DONTROUTE : 0;
    int rc = buffer.send(fd, packet, address, packetInfo(to), flags);
    if (rc < 0) {
      String target = to.destination().getHostAddress() + " by " + name;
      throw new LinuxException("send to", target, new Errno(-rc));
    }
  }

  private byte[] packetInfo(SendTo to) {
    if (to.source().isEmpty() && to.interfaceIndex() == 0) {
      return NONE;
    }
    byte[] source = to.source().orElse(IpBytes.any(family.number())).getAddress();
    if (isFour()) {
      byte[] info = SockOpt.host(12).putInt(to.interfaceIndex()).put(source).array();
      return MessageBuffer.ancillary(Const.IPPROTO_IP, Const.IP_PKTINFO, info);
    }
    byte[] info = SockOpt.host(20).put(source).putInt(to.interfaceIndex()).array();
    return MessageBuffer.ancillary(Const.IPPROTO_IPV6, Const.IPV6_PKTINFO, info);
  }

  /** Takes one datagram; empty when there is none. Truncated or unreadable ones are skipped. */
  public Optional<RawPacket> receive() throws LinuxException {
    while (true) {
      int length = buffer.receive(fd, Const.MSG_DONTWAIT);
      if (length == -Errno.EAGAIN.code()) {
        return Optional.empty();
      }
      LinuxException.check(length, "receive from", name);
      byte[] bytes = buffer.bytes(Math.min(length, buffer.capacity()));
      Optional<RawPacket> packet = isFour() ? packet4(bytes) : packet6(bytes);
      if (packet.isPresent() && !buffer.isTruncated()) {
        return packet;
      }
    }
  }

  private Optional<RawPacket> packet4(byte[] bytes) {
    int headerLength = bytes.length == 0 ? 0 : (bytes[0] & 0x0f) * 4;
    if (headerLength < 20 || bytes.length < headerLength) {
      return Optional.empty();
    }
    InetAddress source = IpBytes.toAddress(Arrays.copyOfRange(bytes, 12, 16)).orElseThrow();
    InetAddress destination = IpBytes.toAddress(Arrays.copyOfRange(bytes, 16, 20)).orElseThrow();
    int index =
        buffer.control(Const.IPPROTO_IP, Const.IP_PKTINFO).map(info -> info.getInt(0)).orElse(0);
    OptionalInt ttl = OptionalInt.of(bytes[8] & 0xff);
    return Optional.of(new RawPacket(bytes, headerLength, source, destination, index, ttl));
  }

  private Optional<RawPacket> packet6(byte[] bytes) {
    Optional<InetSocketAddress> source = SockAddr.toInet(buffer.name());
    Optional<ByteBuffer> info =
        buffer.control(Const.IPPROTO_IPV6, Const.IPV6_PKTINFO).filter(b -> b.capacity() >= 20);
    if (source.isEmpty() || info.isEmpty()) {
      return Optional.empty();
    }
    byte[] to = new byte[16];
    info.get().get(0, to);
    OptionalInt hops =
        buffer
            .control(Const.IPPROTO_IPV6, Const.IPV6_HOPLIMIT)
            .map(b -> OptionalInt.of(b.getInt(0)))
            .orElse(OptionalInt.empty());
    InetAddress destination = IpBytes.toAddress(to).orElseThrow();
    int index = info.get().getInt(16);
    return Optional.of(
        new RawPacket(bytes, 0, source.get().getAddress(), destination, index, hops));
  }
}
