package org.lvsdirector.linux.io;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.lvsdirector.linux.netlink.HardwareAddress;

/**
 * Asks one host of a link, chosen by its MAC, for a TCP connection to an address that other hosts
 * have too: the frame that LVS Direct Routing sends (RFC 9293 SYN; the answer is taken back by a
 * RST). It goes past routing, netfilter and IPVS of this host, so neither a virtual address of our
 * own nor a virtual service catches it. Waits without holding a carrier thread; make the call
 * inside {@link NetworkNamespace#call} for another namespace.
 */
public final class SynProbe {

  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int ACK = 0x10;
  private static final int TCP = 6;
  private static final int TCP_HEADER = 20;

  /** The SYN is sent so often, evenly spread over the time given. */
  private static final int ATTEMPTS = 3;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** What came back. */
  public enum Answer {
    /** SYN and ACK: the host has the address and something listens. */
    ACCEPTED,
    /** RST: the host has the address, and nothing listens. */
    REFUSED,
    /** Nothing: the host is down, does not have the address, or filters. */
    SILENCE
  }

  private final int link;
  private final HardwareAddress mac;
  private final InetAddress source;
  private final InetAddress target;
  private final int sourcePort;
  private final int port;
  private final int sequence = RANDOM.nextInt();

  private SynProbe(
      int link, HardwareAddress mac, InetSocketAddress source, InetSocketAddress target) {
    this.link = link;
    this.mac = mac;
    this.source = source.getAddress();
    this.sourcePort = source.getPort();
    this.target = target.getAddress();
    this.port = target.getPort();
  }

  /**
   * Asks and waits.
   *
   * @param link index of an Ethernet interface
   * @param mac whom to ask
   * @param source an address of this host that the other can answer to, of the target's family
   * @param target address and port to connect to
   * @param limit how long to wait for an answer
   * @throws IOException if nothing can be sent or heard (CAP_NET_RAW)
   */
  public static Answer ask(
      int link, HardwareAddress mac, InetAddress source, InetSocketAddress target, Duration limit)
      throws IOException {
    // Holds a port that nobody else on this host will use meanwhile.
    try (Socket held = new Socket()) {
      held.bind(new InetSocketAddress(source, 0));
      var from = new InetSocketAddress(source, held.getLocalPort());
      return new SynProbe(link, mac, from, target).run(limit);
    }
  }

  private Answer run(Duration limit) throws LinuxException {
    int etherType = isIpv4() ? PacketSocket.ETHERTYPE_IPV4 : PacketSocket.ETHERTYPE_IPV6;
    long start = System.nanoTime();
    try (PacketSocket socket = PacketSocket.cookedListening(etherType, link, filter())) {
      for (int i = 1; i <= ATTEMPTS; i++) {
        socket.send(segment(sequence, 0, SYN), link, etherType, mac);
        Optional<Answer> answer = hear(socket, start + limit.toNanos() * i / ATTEMPTS);
        if (answer.isPresent()) {
          if (answer.get() == Answer.ACCEPTED) {
            socket.send(segment(sequence + 1, 0, RST), link, etherType, mac);
          }
          return answer.get();
        }
      }
    }
    return Answer.SILENCE;
  }

  private Optional<Answer> hear(PacketSocket socket, long deadline) throws LinuxException {
    while (true) {
      Optional<Frame> frame = socket.receive();
      if (frame.isEmpty()) {
        FdWaiter.Outcome outcome =
            FdWaiter.await(socket.fd().number(), FdWaiter.READ, deadline, () -> false);
        if (outcome != FdWaiter.Outcome.READY) {
          return Optional.empty();
        }
        continue;
      }
      Optional<Answer> answer = judge(frame.get().bytes());
      if (answer.isPresent()) {
        return answer;
      }
    }
  }

  /** What the filter let through is from the target to our port; it must answer this very SYN. */
  private Optional<Answer> judge(byte[] packet) {
    int header = isIpv4() ? (packet[0] & 0x0f) * 4 : 40;
    if (packet.length < header + TCP_HEADER) {
      return Optional.empty();
    }
    ByteBuffer tcp = ByteBuffer.wrap(packet, header, TCP_HEADER).slice();
    int flags = tcp.get(13);
    if ((tcp.getShort(0) & 0xffff) != port || (flags & ACK) == 0 || tcp.getInt(8) != sequence + 1) {
      return Optional.empty();
    }
    return (flags & RST) != 0
        ? Optional.of(Answer.REFUSED)
        : (flags & SYN) != 0 ? Optional.of(Answer.ACCEPTED) : Optional.empty();
  }

  private boolean isIpv4() {
    return target instanceof Inet4Address;
  }

  /** IP and TCP without options. */
  private byte[] segment(int number, int acknowledged, int flags) {
    byte[] tcp = new byte[TCP_HEADER];
    ByteBuffer.wrap(tcp)
        .putShort((short) sourcePort)
        .putShort((short) port)
        .putInt(number)
        .putInt(acknowledged)
        .put((byte) ((TCP_HEADER / 4) << 4))
        .put((byte) flags)
        .putShort((short) 64_240);
    ByteBuffer.wrap(tcp).putShort(16, checksum(pseudoHeader(), tcp));
    return isIpv4() ? ipv4(tcp) : ipv6(tcp);
  }

  private byte[] ipv4(byte[] tcp) {
    byte[] packet = new byte[20 + tcp.length];
    ByteBuffer out = ByteBuffer.wrap(packet);
    // Version and length, total length, "do not fragment", hop limit 64, protocol.
    out.put(0, (byte) 0x45).putShort(2, (short) packet.length).putShort(6, (short) 0x4000);
    out.put(8, (byte) 64).put(9, (byte) TCP);
    out.put(12, source.getAddress()).put(16, target.getAddress());
    out.putShort(10, checksum(Arrays.copyOf(packet, 20)));
    out.put(20, tcp);
    return packet;
  }

  private byte[] ipv6(byte[] tcp) {
    return ByteBuffer.allocate(40 + tcp.length)
        .putInt(0x6000_0000)
        .putShort((short) tcp.length)
        .put((byte) TCP)
        .put((byte) 64)
        .put(source.getAddress())
        .put(target.getAddress())
        .put(tcp)
        .array();
  }

  /** RFC 9293, 3.1 and RFC 8200, 8.1; the sums of both forms are the same. */
  private byte[] pseudoHeader() {
    byte[] from = source.getAddress();
    byte[] to = target.getAddress();
    return ByteBuffer.allocate(from.length + to.length + 4)
        .put(from)
        .put(to)
        .putShort((short) TCP)
        .putShort((short) TCP_HEADER)
        .array();
  }

  /** The Internet checksum (RFC 1071) over pieces of even length. */
  private static short checksum(byte[]... pieces) {
    int sum = 0;
    for (byte[] piece : pieces) {
      for (int i = 0; i < piece.length; i += 2) {
        sum += (piece[i] & 0xff) << 8 | (piece[i + 1] & 0xff);
      }
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (short) ~sum;
  }

  /** TCP from the target to our port, in classic BPF; a director's link carries far more. */
  private PacketFilter filter() {
    var filter = new PacketFilter();
    ByteBuffer from = ByteBuffer.wrap(target.getAddress());
    if (isIpv4()) {
      filter.byteIs(9, TCP).wordIs(12, from.getInt(0));
      return filter.shortBehindIpv4HeaderIs(2, sourcePort);
    }
    filter.byteIs(6, TCP);
    for (int i = 0; i < 16; i += 4) {
      filter.wordIs(8 + i, from.getInt(i));
    }
    return filter.shortIs(42, sourcePort);
  }
}
