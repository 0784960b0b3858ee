package org.lvsdirector.provision.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.lvsdirector.linux.io.Frame;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.PacketSocket;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.netlink.LinkInfo;

/**
 * Asks for a virtual address by ARP and by neighbour solicitation every few milliseconds, all the
 * time, from the director's bridge, and keeps every frame on the wire that speaks in the address's
 * name: answers, announcements and requests alike.
 */
final class ArpStorm implements AutoCloseable {
  private static final byte[] OWN_MAC = {2, 0, 0, 0, 0, 0x77};
  private final byte[] vip;
  private final byte[] vip6;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger asked = new AtomicInteger();
  private final Set<String> speakers = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile Optional<Throwable> broken = Optional.empty();

  ArpStorm(String namespace) {
    this.vip = InetAddress.ofLiteral(Segment.VIP).getAddress();
    this.vip6 = InetAddress.ofLiteral(Segment.VIP6).getAddress();
    this.thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    NetworkNamespace.enter(namespace);
                    storm();
                  } catch (LinuxException | RuntimeException e) {
                    broken = Optional.of(e);
                  }
                });
    Sh.await("the first questions", () -> asked.get() > 3 || broken.isPresent());
  }

  /**
   * Everyone who spoke as the virtual address so far, after some further questions have gone out.
   */
  Set<String> speakers() {
    int now = asked.get();
    Sh.await("further questions", () -> asked.get() > now + 20 || broken.isPresent());
    broken.ifPresent(
        e -> {
          throw new AssertionError("the watch broke", e);
        });
    return new HashSet<>(speakers);
  }

  private void storm() throws LinuxException {
    int bridge =
        NetworkNamespace.interfaces().stream()
            .filter(l -> l.name().equals("br0"))
            .mapToInt(LinkInfo::index)
            .findFirst()
            .orElseThrow();
    PacketSocket arp = PacketSocket.listening(PacketSocket.ETHERTYPE_ARP, bridge);
    PacketSocket v6 = PacketSocket.listening(PacketSocket.ETHERTYPE_IPV6, bridge);
    try (Poller poller = new Poller()) {
      poller.add(arp);
      poller.add(v6);
      while (!stop.get()) {
        arp.send(arpRequest(), bridge);
        v6.send(solicitation(), bridge);
        asked.incrementAndGet();
        poller.await(Duration.ofMillis(4));
        for (Optional<Frame> f = arp.receive(); f.isPresent(); f = arp.receive()) {
          arp(f.get().bytes());
        }
        for (Optional<Frame> f = v6.receive(); f.isPresent(); f = v6.receive()) {
          advertisement(f.get().bytes());
        }
      }
    } finally {
      arp.close();
      v6.close();
    }
  }

  /** Any ARP frame whose sender protocol address is the virtual address. */
  private void arp(byte[] b) {
    if (b.length >= 42
        && Arrays.equals(Arrays.copyOfRange(b, 28, 32), vip)
        && !Arrays.equals(Arrays.copyOfRange(b, 6, 12), OWN_MAC)) {
      speakers.add(
          (b[21] == 2 ? "reply " : "request ") + HexFormat.ofDelimiter(":").formatHex(b, 6, 12));
    }
  }

  /** A neighbour advertisement (ICMPv6 type 136) whose target is the virtual address. */
  private void advertisement(byte[] b) {
    if (b.length >= 78
        && b[20] == 58
        && (b[54] & 0xff) == 136
        && Arrays.equals(Arrays.copyOfRange(b, 62, 78), vip6)) {
      speakers.add("advertisement " + HexFormat.ofDelimiter(":").formatHex(b, 6, 12));
    }
  }

  private byte[] arpRequest() {
    byte[] b = new byte[42];
    Arrays.fill(b, 0, 6, (byte) 0xff);
    System.arraycopy(OWN_MAC, 0, b, 6, 6);
    copy(b, 12, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1);
    System.arraycopy(OWN_MAC, 0, b, 22, 6);
    copy(b, 28, 192, 168, 1, 77);
    System.arraycopy(vip, 0, b, 38, 4);
    return b;
  }

  /** RFC 4861 4.3, to the solicited-node group, with the source link-layer option. */
  private byte[] solicitation() {
    byte[] b = new byte[14 + 40 + 32];
    copy(b, 0, 0x33, 0x33, 0xff, vip6[13], vip6[14], vip6[15]);
    System.arraycopy(OWN_MAC, 0, b, 6, 6);
    copy(b, 12, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 32, 58, 255);
    System.arraycopy(InetAddress.ofLiteral("2001:db8::77").getAddress(), 0, b, 22, 16);
    byte[] group = InetAddress.ofLiteral("ff02::1:ff00:0").getAddress();
    System.arraycopy(vip6, 13, group, 13, 3);
    System.arraycopy(group, 0, b, 38, 16);
    b[54] = (byte) 135;
    System.arraycopy(vip6, 0, b, 62, 16);
    copy(b, 78, 1, 1);
    System.arraycopy(OWN_MAC, 0, b, 80, 6);
    int sum = 32 + 58;
    for (int i = 22; i < b.length; i += 2) {
      sum += ((b[i] & 0xff) << 8) | (b[i + 1] & 0xff);
    }
    sum = (sum & 0xffff) + (sum >> 16);
    sum = ~((sum & 0xffff) + (sum >> 16));
    copy(b, 56, sum >> 8, sum);
    return b;
  }

  private static void copy(byte[] to, int at, int... values) {
    for (int i = 0; i < values.length; i++) {
      to[at + i] = (byte) values[i];
    }
  }

  @Override
  public void close() {
    stop.set(true);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
