package org.lvsdirector.linux.io;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.IpBytes;
import org.lvsdirector.linux.netlink.IpFamily;
import org.lvsdirector.linux.netlink.LinkInfo;

/**
 * Asks a link who has an address and collects every MAC that answers: by ARP (RFC 826; a probe with
 * sender 0.0.0.0 as in RFC 5227) or by neighbour solicitation (RFC 4861, 7.2.2). Two answers mean
 * that two hosts have it; ours does not answer us. Blocks its platform thread for the time given;
 * make the call inside {@link NetworkNamespace#call} for another namespace.
 */
public final class NeighbourProbe {

  private static final int ETHERNET = 1;
  private static final int ARP_REQUEST = 1;
  private static final int ARP_LENGTH = 28;
  private static final int ICMPV6 = 58;
  private static final int SOLICITATION = 135;
  private static final int ADVERTISEMENT = 136;
  private static final HardwareAddress BROADCAST =
      HardwareAddress.of(new byte[] {-1, -1, -1, -1, -1, -1});

  private NeighbourProbe() {}

  /**
   * Asks and listens.
   *
   * @param link an Ethernet interface of the calling thread's namespace
   * @param address whom to ask for
   * @param source our address on the link for an answer to be sent to; none means an ARP probe, and
   *     for IPv6 the kernel's choice
   * @param window how long to listen
   * @return the MACs that claim the address, in the order of their answers
   */
  public static Set<HardwareAddress> owners(
      LinkInfo link, InetAddress address, Optional<InetAddress> source, Duration window)
      throws LinuxException {
    Optional<HardwareAddress> own = link.address().filter(mac -> mac.length() == 6);
    if (own.isEmpty()) {
      throw new LinuxException(
          "ask for " + address.getHostAddress() + " on",
          link.name(),
          Errno.EOPNOTSUPP,
          Optional.of("not an Ethernet interface"));
    }
    return address instanceof Inet4Address
        ? arp(link, own.get(), address, source, window)
        : solicit(link, own.get(), address, source, window);
  }

  private interface Reader {
    /** Takes one message and notes who claims the address; false when nothing is left. */
    boolean next(Set<HardwareAddress> owners) throws LinuxException;
  }

  private static Set<HardwareAddress> collect(Pollable socket, Duration window, Reader reader)
      throws LinuxException {
    Set<HardwareAddress> owners = new LinkedHashSet<>();
    long end = System.nanoTime() + window.toNanos();
    try (Poller poller = new Poller()) {
      poller.add(socket);
      for (long left = window.toNanos(); left > 0; left = end - System.nanoTime()) {
        List<Pollable> _ = poller.await(Duration.ofNanos(left));
        while (reader.next(owners)) {
          if (System.nanoTime() >= end) {
            break; // a flood of messages must not hold us beyond the time given
          }
        }
      }
    }
    return owners;
  }

  private static Set<HardwareAddress> arp(
      LinkInfo link,
      HardwareAddress own,
      InetAddress address,
      Optional<InetAddress> source,
      Duration window)
      throws LinuxException {
    byte[] request = new byte[ARP_LENGTH];
    ByteBuffer out = ByteBuffer.wrap(request);
    out.putShort((short) ETHERNET).putShort((short) PacketSocket.ETHERTYPE_IPV4);
    out.put((byte) 6).put((byte) 4).putShort((short) ARP_REQUEST).put(own.toBytes());
    out.put(source.orElse(IpBytes.any(IpBytes.AF_INET)).getAddress());
    out.put(new byte[6]).put(address.getAddress());
    int type = PacketSocket.ETHERTYPE_ARP;
    try (PacketSocket socket = PacketSocket.cookedListening(type, link.index())) {
      socket.send(request, link.index(), type, BROADCAST);
      return collect(
          socket,
          window,
          owners -> {
            Optional<Frame> frame = socket.receive();
            frame.flatMap(f -> claimant(f.bytes(), own, address)).ifPresent(owners::add);
            return frame.isPresent();
          });
    }
  }

  /** Replies and announcements alike: whoever writes the address as sender claims it. */
  private static Optional<HardwareAddress> claimant(
      byte[] arp, HardwareAddress own, InetAddress address) {
    if (arp.length < ARP_LENGTH
        || !Arrays.equals(Arrays.copyOfRange(arp, 14, 18), address.getAddress())) {
      return Optional.empty();
    }
    return Optional.of(HardwareAddress.of(Arrays.copyOfRange(arp, 8, 14)))
        .filter(mac -> !mac.equals(own));
  }

  private static Set<HardwareAddress> solicit(
      LinkInfo link,
      HardwareAddress own,
      InetAddress address,
      Optional<InetAddress> source,
      Duration window)
      throws LinuxException {
    byte[] request = new byte[32];
    ByteBuffer out = ByteBuffer.wrap(request).put((byte) SOLICITATION);
    // Option 1, one unit of eight bytes: our link-layer address, so that the answer finds us.
    out.put(8, address.getAddress()).put(24, (byte) 1).put(25, (byte) 1).put(26, own.toBytes());
    try (RawSocket socket = RawSocket.open(IpFamily.IPV6, ICMPV6)) {
      socket.bindToDevice(link.name());
      socket.hopLimit(255);
      InetAddress group = solicitedNode(address);
      socket.send(request, new RawSocket.SendTo(group, link.index(), source, false));
      return collect(
          socket,
          window,
          owners -> {
            Optional<RawPacket> packet = socket.receive();
            packet.flatMap(p -> advertised(p, address)).ifPresent(owners::add);
            return packet.isPresent();
          });
    }
  }

  /** ff02::1:ffXX:XXXX with the last 24 bits of the address (RFC 4291, 2.7.1). */
  private static InetAddress solicitedNode(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] group = new byte[16];
    group[0] = (byte) 0xff;
    group[1] = 2;
    group[11] = 1;
    group[12] = (byte) 0xff;
    System.arraycopy(bytes, 13, group, 13, 3);
    return IpBytes.toAddress(group).orElseThrow();
  }

  private static Optional<HardwareAddress> advertised(RawPacket packet, InetAddress address) {
    byte[] bytes = packet.bytes();
    boolean wanted =
        bytes.length >= 32
            && (bytes[0] & 0xff) == ADVERTISEMENT
            && packet.hopLimit().orElse(0) == 255
            && Arrays.equals(Arrays.copyOfRange(bytes, 8, 24), address.getAddress());
    // Option 2 is the target's link-layer address; it always comes first in an answer to a
    // multicast.
    return wanted && bytes[24] == 2 && bytes[25] == 1
        ? Optional.of(HardwareAddress.of(Arrays.copyOfRange(bytes, 26, 32)))
        : Optional.empty();
  }
}
