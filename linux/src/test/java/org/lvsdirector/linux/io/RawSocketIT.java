package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.linux.io.TestNamespaces.address;
import static org.lvsdirector.linux.io.TestNamespaces.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.IpFamily;

class RawSocketIT {

  private static final int VRRP = 112;
  private final TestNamespaces namespaces = new TestNamespaces();
  private int a0;
  private int b0;

  @BeforeEach
  void addresses() throws LinuxException {
    ip("-n", namespaces.left, "addr", "add", "10.9.0.1/24", "dev", "a0");
    ip("-n", namespaces.right, "addr", "add", "10.9.0.2/24", "dev", "b0");
    ip("-n", namespaces.left, "addr", "add", "fe80::a1/64", "dev", "a0", "nodad");
    ip("-n", namespaces.right, "addr", "add", "fe80::b1/64", "dev", "b0", "nodad");
    a0 = namespaces.index(namespaces.left, "a0");
    b0 = namespaces.index(namespaces.right, "b0");
  }

  @AfterEach
  void close() {
    namespaces.close();
  }

  private static <T> T receive(Pollable source, Take<T> take) throws LinuxException {
    try (Poller poller = new Poller()) {
      poller.add(source);
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (System.nanoTime() < end) {
        List<Pollable> _ = poller.await(Duration.ofSeconds(1));
        Optional<T> got = take.take();
        if (got.isPresent()) {
          return got.get();
        }
      }
    }
    throw new AssertionError("nothing received");
  }

  private interface Take<T> {
    Optional<T> take() throws LinuxException;
  }

  @Test
  void multicastAdvertisementArrivesWithItsOriginAndTtl() throws LinuxException {
    InetAddress group = address("224.0.0.18");
    try (RawSocket in =
            NetworkNamespace.call(namespaces.right, () -> RawSocket.open(IpFamily.IPV4, VRRP));
        RawSocket out =
            NetworkNamespace.call(namespaces.left, () -> RawSocket.open(IpFamily.IPV4, VRRP))) {
      in.bindToDevice("b0");
      in.multicastAll(false);
      in.joinMulticast(group, b0);
      in.bind(group, 0);
      out.bindToDevice("a0");
      out.multicastLoop(false);
      out.multicastInterface(a0);
      out.hopLimit(255);
      out.trafficClass(0xc0);
      out.receiveNothing();
      out.send(new byte[] {0x31, 51, 100}, RawSocket.SendTo.multicast(group, a0));
      RawPacket got = receive(in, in::receive);
      assertThat(got.source()).isEqualTo(address("10.9.0.1"));
      assertThat(got.destination()).isEqualTo(group);
      assertThat(got.interfaceIndex()).isEqualTo(b0);
      assertThat(got.hopLimit()).hasValue(255);
      assertThat(got.payload()).containsExactly(0x31, 51, 100);
      assertThat(got.headerLength()).isEqualTo(20);
      assertThat(in.receive()).isEmpty();
    }
  }

  @Test
  void ownHeaderIsSentAsWritten() throws LinuxException {
    try (RawSocket in =
            NetworkNamespace.call(namespaces.right, () -> RawSocket.open(IpFamily.IPV4, VRRP));
        RawSocket out =
            NetworkNamespace.call(namespaces.left, () -> RawSocket.open(IpFamily.IPV4, VRRP))) {
      in.freeBind(true);
      in.bind(address("10.9.0.2"), 0);
      out.headerIncluded(true);
      byte[] packet = new byte[24];
      packet[0] = 0x45;
      packet[8] = (byte) 254;
      packet[9] = VRRP;
      System.arraycopy(address("10.9.0.99").getAddress(), 0, packet, 12, 4);
      System.arraycopy(address("10.9.0.2").getAddress(), 0, packet, 16, 4);
      packet[20] = 0x21;
      ip("netns", "exec", namespaces.right, "sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0");
      out.send(packet, RawSocket.SendTo.unicast(address("10.9.0.2")));
      RawPacket got = receive(in, in::receive);
      assertThat(got.source()).isEqualTo(address("10.9.0.99"));
      assertThat(got.hopLimit()).hasValue(254);
    }
  }

  @Test
  void sixAdvertisementGetsItsChecksumAndHopLimit() throws LinuxException {
    InetAddress group = address("ff02::12");
    try (RawSocket in =
            NetworkNamespace.call(namespaces.right, () -> RawSocket.open(IpFamily.IPV6, VRRP));
        RawSocket out =
            NetworkNamespace.call(namespaces.left, () -> RawSocket.open(IpFamily.IPV6, VRRP))) {
      in.checksumOffset(6);
      in.multicastAll(false);
      in.bindToDevice("b0");
      in.joinMulticast(group, b0);
      out.checksumOffset(6);
      out.multicastLoop(false);
      out.hopLimit(255);
      RawSocket.SendTo to = new RawSocket.SendTo(group, a0, Optional.of(address("fe80::a1")), true);
      out.send(new byte[] {0x31, 51, 100, 0, 0, 100, 0, 0}, to);
      RawPacket got = receive(in, in::receive);
      assertThat(got.hopLimit()).hasValue(255);
      assertThat(got.interfaceIndex()).isEqualTo(b0);
      assertThat(got.destination()).isEqualTo(group);
      assertThat(got.source().getAddress()).isEqualTo(address("fe80::a1").getAddress());
      assertThat(got.payload()[6] | got.payload()[7]).as("checksum filled in").isNotZero();
    }
  }

  @Test
  void gratuitousArpFrameArrivesWithTheVirtualMac() throws LinuxException {
    HardwareAddress virtual = HardwareAddress.parse("00:00:5e:00:01:33").orElseThrow();
    byte[] frame = new byte[42];
    Arrays.fill(frame, 0, 6, (byte) 0xff);
    System.arraycopy(virtual.toBytes(), 0, frame, 6, 6);
    frame[12] = 0x08;
    frame[13] = 0x06;
    try (PacketSocket in =
            NetworkNamespace.call(
                namespaces.right, () -> PacketSocket.listening(PacketSocket.ETHERTYPE_ARP, b0));
        PacketSocket out = NetworkNamespace.call(namespaces.left, PacketSocket::forSending)) {
      out.send(frame, a0);
      Frame got = receive(in, in::receive);
      assertThat(got.source()).contains(virtual);
      assertThat(got.etherType()).isEqualTo(PacketSocket.ETHERTYPE_ARP);
      assertThat(got.bytes()).startsWith(frame);
    }
  }

  @Test
  void wakeupEndsAWait() throws Exception {
    try (Poller poller = new Poller()) {
      Thread waker = Thread.ofPlatform().start(poller::wakeup);
      long before = System.nanoTime();
      assertThat(poller.await(Duration.ofSeconds(60))).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(50));
      waker.join();
      assertThat(poller.await(Duration.ofMillis(1))).as("drained").isEmpty();
    }
  }
}
