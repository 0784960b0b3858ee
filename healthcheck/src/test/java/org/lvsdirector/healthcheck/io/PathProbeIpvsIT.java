package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.io.Commands.output;
import static org.lvsdirector.healthcheck.io.Commands.sh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.PathCheck;
import org.lvsdirector.parser.source.SourceRange;

/**
 * A MASTER whose kernel balances a service between two real servers. A probe reaches the one it is
 * meant for, whatever the table would choose, and IPVS does not see it.
 */
@Tag("ipvs")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PathProbeIpvsIT {
  private static final String PREFIX = "hcv" + ProcessHandle.current().pid() % 100000;
  private static final String DIRECTOR = PREFIX + "d";
  private static final String ONE = PREFIX + "s";
  private static final String TWO = PREFIX + "t";
  private static final String VIRTUAL = "10.78.0.100";
  private static final int PORT = 8078;

  @BeforeEach
  void service() throws Exception {
    sh("ip netns add " + DIRECTOR);
    sh("ip -n " + DIRECTOR + " link set lo up");
    sh("ip -n " + DIRECTOR + " link add eth0 type bridge");
    server(ONE, "10.78.0.2");
    server(TWO, "10.78.0.3");
    sh("ip -n " + DIRECTOR + " addr add 10.78.0.1/24 dev eth0");
    sh("ip -n " + DIRECTOR + " addr add " + VIRTUAL + "/32 dev eth0");
    sh("ip -n " + DIRECTOR + " link set eth0 up");
    ipvsadm("-A -t " + VIRTUAL + ":" + PORT + " -s rr");
    for (String server : List.of("10.78.0.2", "10.78.0.3")) {
      ipvsadm("-a -t " + VIRTUAL + ":" + PORT + " -r " + server + ":" + PORT + " -g");
      // A link that just came up loses packets; once connections are refused it does not.
      var target =
          ConnectionOptions.to(InetAddress.getByName(server), PORT)
              .withConnectTimeout(Duration.ofSeconds(20));
      assertThat(run(new TcpProbe(target)).sentence()).isEqualTo("connection refused");
    }
  }

  private static void server(String name, String address) throws Exception {
    sh("ip netns add " + name);
    sh("ip link add eth0 netns %s type veth peer name %s netns %s".formatted(name, name, DIRECTOR));
    sh("ip -n " + DIRECTOR + " link set " + name + " master eth0 up");
    sh("ip -n " + name + " link set lo up");
    sh("ip -n " + name + " addr add " + address + "/24 dev eth0");
    sh("ip -n " + name + " link set eth0 up");
  }

  @AfterEach
  void end() throws Exception {
    for (String name : List.of(DIRECTOR, ONE, TWO)) {
      sh("ip netns del " + name);
    }
  }

  @Test
  void probeReachesTheOneServerAndIsNoConnectionOfTheService() throws Exception {
    sh("ip -n " + ONE + " addr add " + VIRTUAL + "/32 dev lo");
    sh("ip -n " + TWO + " addr add " + VIRTUAL + "/32 dev lo");
    try (ServerSocket _ = listen(ONE);
        ServerSocket _ = listen(TWO)) {
      PathProbe probe = probe("10.78.0.2");
      long before = segments(ONE);
      long other = segments(TWO);
      for (int i = 0; i < 4; i++) {
        assertThat(run(probe)).isInstanceOf(Passed.class);
      }
      assertThat(segments(ONE))
          .as("a SYN of each probe at least")
          .isGreaterThanOrEqualTo(before + 4);
      assertThat(segments(TWO))
          .as("round robin would have sent half of them here")
          .isEqualTo(other);
      assertThat(output("ip netns exec " + DIRECTOR + " ipvsadm -Ln --stats --exact"))
          .containsPattern("TCP +" + VIRTUAL + ":" + PORT + " +0 +0 +0 +0 +0");
    }
  }

  @Test
  void missingAddressIsToldFromServiceThatIsDownWhileTheOtherServerIsWell() throws Exception {
    sh("ip -n " + TWO + " addr add " + VIRTUAL + "/32 dev lo");
    try (ServerSocket _ = listen(TWO)) {
      try (ServerSocket _ = listen(ONE)) {
        CheckResult missing = run(probe("10.78.0.2"));
        assertThat(missing).isInstanceOf(Failed.class);
        assertThat(missing.sentence()).startsWith("VIP missing: the service answers at 10.78.0.2");
      }
      CheckResult down = run(probe("10.78.0.2"));
      assertThat(down).isInstanceOf(Failed.class);
      assertThat(down.sentence()).startsWith("service down: no answer for " + VIRTUAL);
      assertThat(run(probe("10.78.0.3"))).isInstanceOf(Passed.class);
    }
  }

  /** Connections open without being accepted. */
  private static ServerSocket listen(String host) throws Exception {
    return NetworkNamespace.call(
        host,
        () -> {
          try {
            return new ServerSocket(PORT);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static PathProbe probe(String server) throws Exception {
    var connection =
        ConnectionOptions.to(InetAddress.getByName(VIRTUAL), PORT)
            .withConnectTimeout(Duration.ofSeconds(3));
    return new PathProbe(
        new PathCheck(
            CheckTiming.DEFAULT, connection, InetAddress.getByName(server), SourceRange.NONE));
  }

  private static CheckResult run(Probe probe) throws Exception {
    return NetworkNamespace.call(DIRECTOR, () -> probe.run(0));
  }

  /** TCP segments that a host has received. */
  private static long segments(String host) throws Exception {
    List<String> lines =
        output("ip netns exec " + host + " cat /proc/net/snmp")
            .lines()
            .filter(line -> line.startsWith("Tcp:"))
            .toList();
    int column = List.of(lines.getFirst().split(" ", -1)).indexOf("InSegs");
    return Long.parseLong(lines.getLast().split(" ", -1)[column]);
  }

  private static void ipvsadm(String words) throws Exception {
    sh("ip netns exec " + DIRECTOR + " ipvsadm " + words);
  }
}
