package org.lvsdirector.vrrp.io;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.lvsdirector.linux.io.LinuxException;

/**
 * A host with one cable, and somebody who listens at its other end. All twins look the same from
 * inside: same addresses, same hardware addresses.
 */
final class Twin implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix =
      "vrt" + ProcessHandle.current().pid() % 100000 + "x" + COUNT.incrementAndGet();
  private final Wire wire;

  private Twin() throws LinuxException {
    String host = host();
    String peer = prefix + "p";
    Shell.sh("ip netns add " + peer);
    Shell.sh("ip netns add " + host);
    Shell.sh(
        ("ip link add eth0 netns %s address 02:00:00:00:00:01 type veth"
                + " peer name peer netns %s address 02:00:00:00:00:02")
            .formatted(host, peer));
    // A random label per socket would make any two IPv6 packets differ.
    Shell.sh(
        "ip netns exec %s sysctl -qw net.ipv6.auto_flowlabels=0 net.ipv6.conf.eth0.addr_gen_mode=1"
            .formatted(host));
    up(host, "eth0", 1);
    up(peer, "peer", 2);
    this.wire = Wire.listen(peer, "peer");
  }

  static Twin create() throws LinuxException {
    return new Twin();
  }

  private static void up(String namespace, String device, int number) {
    Shell.sh("ip -n %s link set lo up".formatted(namespace));
    Shell.sh("ip -n %s addr add 10.9.0.%d/24 dev %s".formatted(namespace, number, device));
    Shell.sh("ip -n %s link set %s up".formatted(namespace, device));
    Shell.sh("ip -n %s addr add fe80::%d/64 dev %s nodad".formatted(namespace, number, device));
  }

  /** Name of the host's namespace; its interface is eth0 with 10.9.0.1/24 and fe80::1. */
  String host() {
    return prefix + "h";
  }

  /** One more interface of the host, with nobody at its other end. */
  void addInterface(String name) {
    Shell.sh("ip -n %s link add %s type veth peer name x%s".formatted(host(), name, name));
    Shell.sh("ip -n %s link set x%s up".formatted(host(), name));
    Shell.sh("ip -n %s link set %s up".formatted(host(), name));
  }

  /** What {@code ip} answers on the host. */
  String ip(String words) {
    return Shell.attempt(("ip -n " + host() + " " + words).split(" ")).output();
  }

  /** What a command answers on the host. */
  String inside(String words) {
    return Shell.attempt(("ip netns exec " + host() + " " + words).split(" ")).output();
  }

  /** The interfaces that carry any of these addresses. */
  List<String> placeOf(String... addresses) {
    return ip("-o addr show")
        .lines()
        .filter(l -> Arrays.stream(addresses).anyMatch(a -> l.contains(" " + a + "/")))
        .map(l -> l.split("\\s+")[1])
        .toList();
  }

  Wire wire() {
    return wire;
  }

  @Override
  public void close() {
    wire.close();
    var _ = Shell.attempt("ip", "netns", "del", host());
    var _ = Shell.attempt("ip", "netns", "del", prefix + "p");
  }
}
