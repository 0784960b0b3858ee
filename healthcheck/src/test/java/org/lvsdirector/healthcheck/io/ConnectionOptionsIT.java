package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.io.Commands.sh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.parser.model.ConnectionOptions;

/**
 * PING_CHECK, and the options that only the kernel can show: fwmark, bind_if, link-local addresses
 * (keepalived reference, LVS 9 and 23). A host with two cables, each to a server of the same
 * address of which only one listens.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ConnectionOptionsIT {
  private static final String PREFIX = "hck" + ProcessHandle.current().pid() % 100000;
  private static final String HOST = PREFIX + "h";
  private static final String[] SERVERS = {PREFIX + "a", PREFIX + "b"};
  private static final String SERVED = "10.77.0.2";
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);

  private static @Nullable ServerSocket listener;

  @BeforeAll
  static void cables() throws Exception {
    sh("ip netns add " + HOST);
    sh("ip -n " + HOST + " link set lo up");
    for (int i = 0; i < SERVERS.length; i++) {
      String server = SERVERS[i];
      sh("ip netns add " + server);
      sh("ip link add eth%d netns %s type veth peer name eth0 netns %s".formatted(i, HOST, server));
      sh("ip -n " + server + " link set lo up");
      address(server, "eth0", i, 2);
      address(HOST, "eth" + i, i, 1);
    }
    // Whoever has mark 7 is sent to the server that does not listen.
    sh("ip -n " + HOST + " route add 10.77.0.0/24 via 10.77.1.2 table 100");
    sh("ip -n " + HOST + " rule add fwmark 7 lookup 100");
    for (String server : SERVERS) {
      sh("ip -n " + server + " addr add " + SERVED + "/32 dev lo");
      sh("ip -n " + server + " addr add 2001:db8:77::2/128 dev lo nodad");
    }
    sh("ip -n " + HOST + " route add 10.77.0.0/24 via 10.77.2.2");
    sh("ip -n " + HOST + " route add 2001:db8:77::2/128 via fe80::12 dev eth1");
    sh("ip -n %s route add default via 10.77.1.1".formatted(SERVERS[0]));
    sh("ip -n %s route add default via 10.77.2.1".formatted(SERVERS[1]));
    sh("ip -n %s route add default via fe80::11 dev eth0".formatted(SERVERS[1]));
    listener = listen();
    assertThat(run(new PingProbe(to(SERVED))).sentence()).contains("EACCES");
    NetworkNamespace.call(
        HOST,
        () -> {
          new PingRange().open();
          return true;
        });
  }

  private static void address(String host, String device, int cable, int number) throws Exception {
    sh("ip netns exec %s sysctl -qw net.ipv6.conf.%s.addr_gen_mode=1".formatted(host, device));
    sh("ip -n %s addr add 10.77.%d.%d/24 dev %s".formatted(host, cable + 1, number, device));
    sh("ip -n %s link set %s up".formatted(host, device));
    sh("ip -n %s addr add fe80::%d%d/64 dev %s nodad".formatted(host, cable, number, device));
    if (host.equals(HOST)) {
      sh("ip -n %s addr add 2001:db8:%d::1/64 dev %s nodad".formatted(host, cable + 1, device));
    } else {
      sh("ip -n %s addr add 2001:db8:%d::2/64 dev %s nodad".formatted(host, cable + 1, device));
    }
  }

  @AfterAll
  static void end() throws Exception {
    if (listener != null) {
      listener.close();
    }
    sh("ip netns del " + HOST);
    for (String server : SERVERS) {
      sh("ip netns del " + server);
    }
  }

  /** Connections open without being accepted. */
  private static ServerSocket listen() throws LinuxException {
    return NetworkNamespace.call(
        SERVERS[1],
        () -> {
          try {
            return new ServerSocket(8077);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static CheckResult connect(ConnectionOptions options) throws Exception {
    return run(new TcpProbe(options));
  }

  private static CheckResult run(Probe probe) throws LinuxException {
    return NetworkNamespace.call(HOST, () -> probe.run(0));
  }

  private static ConnectionOptions to(String address) throws Exception {
    return ConnectionOptions.to(InetAddress.getByName(address), 8077).withConnectTimeout(PATIENT);
  }

  @Test
  void markChoosesTheWay() throws Exception {
    assertThat(connect(to(SERVED))).isInstanceOf(Passed.class);
    CheckResult marked = connect(to(SERVED).withFwmark(7));
    assertThat(marked).isInstanceOf(Failed.class);
    assertThat(marked.sentence()).isEqualTo("connection refused");
    assertThat(connect(to(SERVED).withFwmark(8))).isInstanceOf(Passed.class);
  }

  @Test
  void deviceBindsTheCheck() throws Exception {
    assertThat(connect(to("10.77.2.2").withBindInterface("eth1"))).isInstanceOf(Passed.class);
    CheckResult other =
        connect(to("10.77.2.2").withBindInterface("eth0").withConnectTimeout(SHORT));
    assertThat(other).isInstanceOf(Failed.class);
  }

  @Test
  void linkLocalAddressIsReachedThroughItsInterface() throws Exception {
    assertThat(run(new PingProbe(to("fe80::12").withBindInterface("eth1"))))
        .isInstanceOf(Passed.class);
    assertThat(
            run(new PingProbe(to("fe80::12").withBindInterface("eth0").withConnectTimeout(SHORT))))
        .isInstanceOf(Failed.class);
  }

  @Test
  void pingIsAnsweredOverBothFamilies() throws Exception {
    for (String address : new String[] {"10.77.1.2", "10.77.2.2", "2001:db8:1::2", SERVED}) {
      var probe = new PingProbe(to(address));
      assertThat(run(probe)).as(address).isInstanceOf(Passed.class);
      CheckResult again = run(probe);
      assertThat(again.sentence()).isEqualTo("reply to sequence 2");
      probe.close();
    }
  }

  @Test
  void pingFailsByItsDeadlineOrByWhatComesBack() throws Exception {
    CheckResult nobody = run(new PingProbe(to("10.77.2.99").withConnectTimeout(SHORT)));
    assertThat(nobody).isInstanceOf(Failed.class);
    sh("ip -n " + SERVERS[1] + " route add unreachable 10.99.0.0/24");
    sh("ip -n " + HOST + " route add 10.99.0.0/24 via 10.77.2.2");
    sh("ip netns exec " + SERVERS[1] + " sysctl -qw net.ipv4.ip_forward=1");
    CheckResult rejected = run(new PingProbe(to("10.99.0.1")));
    assertThat(rejected).isInstanceOf(Failed.class);
    assertThat(rejected.sentence()).isEqualTo("ICMP type 3 code 1 came back");
  }
}
