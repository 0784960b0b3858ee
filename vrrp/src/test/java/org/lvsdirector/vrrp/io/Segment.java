package org.lvsdirector.vrrp.io;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.vrrp.packet.Addresses;

/** Network namespaces joined by one bridge; deleted on close. */
final class Segment implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix =
      "vrr" + ProcessHandle.current().pid() % 100000 + COUNT.incrementAndGet();
  private final int hosts;
  private final Map<Integer, RtNetlink> netlinks = new HashMap<>();

  private Segment(int hosts) {
    this.hosts = hosts;
  }

  /** Hosts 1 to n with 10.9.0.N/24 and fe80::N on eth0. */
  static Segment of(int hosts) {
    var segment = new Segment(hosts);
    String bridge = segment.prefix + "b";
    Shell.sh("ip netns add " + bridge);
    Shell.sh("ip -n " + bridge + " link add br0 type bridge");
    Shell.sh("ip -n " + bridge + " link set br0 up");
    for (int i = 1; i <= hosts; i++) {
      String host = segment.host(i);
      Shell.sh("ip netns add " + host);
      Shell.sh(
          "ip link add eth0 netns %s type veth peer name p%d netns %s".formatted(host, i, bridge));
      Shell.sh("ip -n %s link set p%d master br0 up".formatted(bridge, i));
      Shell.sh("ip -n %s addr add 10.9.0.%d/24 dev eth0".formatted(host, i));
      Shell.sh("ip -n %s link set lo up".formatted(host));
      Shell.run("ip", "netns", "exec", host, "sysctl", "-qw", "net.ipv6.conf.eth0.addr_gen_mode=1");
      Shell.sh("ip -n %s link set eth0 up".formatted(host));
      Shell.sh("ip -n %s addr add fe80::%d/64 dev eth0 nodad".formatted(host, i));
    }
    return segment;
  }

  /** Name of the namespace of host {@code i}. */
  String host(int i) {
    return prefix + i;
  }

  /** Cuts a host off, or joins it again. */
  void cable(int i, boolean plugged) {
    Shell.sh("ip -n %sb link set p%d %s".formatted(prefix, i, plugged ? "master br0" : "nomaster"));
  }

  /** Whether a host has an address; asked of the kernel directly, so that it can be asked often. */
  synchronized boolean has(int i, String address) {
    var wanted = Addresses.parse(address);
    try {
      RtNetlink netlink = netlinks.get(i);
      if (netlink == null) {
        netlink = RtNetlink.open(host(i));
        netlinks.put(i, netlink);
      }
      return netlink.addresses().stream().anyMatch(a -> a.address().equals(wanted));
    } catch (LinuxException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    netlinks.values().forEach(RtNetlink::close);
    for (int i = 1; i <= hosts; i++) {
      var _ = Shell.attempt("ip", "netns", "del", host(i));
    }
    var _ = Shell.attempt("ip", "netns", "del", prefix + "b");
  }
}
