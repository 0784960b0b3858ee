package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.io.Commands.output;
import static org.lvsdirector.healthcheck.io.Commands.sh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.PathCheck;
import org.lvsdirector.parser.source.SourceRange;

/**
 * A director and a real server joined by a cable. The director has the virtual address too, as a
 * MASTER has, which a plain connection could not get past.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PathProbeIT {
  private static final String PREFIX = "hcp" + ProcessHandle.current().pid() % 100000;
  private static final String DIRECTOR = PREFIX + "d";
  private static final String SERVER = PREFIX + "s";
  private static final int PORT = 8078;
  private static final Duration SHORT = Duration.ofMillis(900);

  @BeforeEach
  void cable() throws Exception {
    sh("ip netns add " + DIRECTOR);
    sh("ip netns add " + SERVER);
    sh("ip link add eth0 netns %s type veth peer name eth0 netns %s".formatted(DIRECTOR, SERVER));
    for (String host : new String[] {DIRECTOR, SERVER}) {
      String number = host.equals(DIRECTOR) ? "1" : "2";
      sh("ip netns exec " + host + " sysctl -qw net.ipv6.conf.eth0.accept_dad=0");
      sh("ip -n " + host + " link set lo up");
      sh("ip -n " + host + " addr add 10.78.0." + number + "/24 dev eth0");
      sh("ip -n " + host + " addr add 2001:db8:78::" + number + "/64 dev eth0 nodad");
      sh("ip -n " + host + " link set eth0 up");
    }
    sh("ip -n " + DIRECTOR + " addr add 10.78.0.100/32 dev eth0");
    sh("ip -n " + DIRECTOR + " addr add 2001:db8:78::100/128 dev eth0 nodad");
    // A link that just came up loses packets; once connections are refused it does not.
    for (String server : new String[] {"10.78.0.2", "2001:db8:78::2"}) {
      var target =
          ConnectionOptions.to(InetAddress.getByName(server), PORT)
              .withConnectTimeout(Duration.ofSeconds(20));
      assertThat(run(new TcpProbe(target)).sentence()).isEqualTo("connection refused");
    }
  }

  @AfterEach
  void end() throws Exception {
    sh("ip netns del " + DIRECTOR);
    sh("ip netns del " + SERVER);
  }

  private static void provisioned() throws Exception {
    sh("ip -n " + SERVER + " addr add 10.78.0.100/32 dev lo");
    sh("ip -n " + SERVER + " addr add 2001:db8:78::100/128 dev lo nodad");
  }

  /** Connections open without being accepted. */
  private static ServerSocket listen() throws Exception {
    return NetworkNamespace.call(
        SERVER,
        () -> {
          try {
            return new ServerSocket(PORT);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static PathProbe probe(String server, String virtual) throws Exception {
    var connection =
        ConnectionOptions.to(InetAddress.getByName(virtual), PORT).withConnectTimeout(SHORT);
    return new PathProbe(
        new PathCheck(
            CheckTiming.DEFAULT, connection, InetAddress.getByName(server), SourceRange.NONE));
  }

  private static CheckResult run(Probe probe) throws Exception {
    return NetworkNamespace.call(DIRECTOR, () -> probe.run(0));
  }

  @ParameterizedTest
  @CsvSource({"10.78.0.2,10.78.0.100", "2001:db8:78::2,2001:db8:78::100"})
  void serverWithTheVirtualAddressPasses(String server, String virtual) throws Exception {
    provisioned();
    try (ServerSocket _ = listen()) {
      PathProbe probe = probe(server, virtual);
      assertThat(run(probe)).isInstanceOf(Passed.class);
      assertThat(run(probe)).isInstanceOf(Passed.class);
      assertThat(output("ip netns exec " + SERVER + " ss -Htn state established sport = :" + PORT))
          .as("each connection was taken back")
          .isBlank();
    }
  }

  @ParameterizedTest
  @CsvSource({"10.78.0.2,10.78.0.100", "2001:db8:78::2,2001:db8:78::100"})
  void serverWithoutTheVirtualAddressIsToldFromOneThatIsDown(String server, String virtual)
      throws Exception {
    PathProbe probe = probe(server, virtual);
    try (ServerSocket _ = listen()) {
      CheckResult missing = run(probe);
      assertThat(missing).isInstanceOf(Failed.class);
      assertThat(missing.sentence()).startsWith("VIP missing: the service answers at " + server);
    }
    CheckResult nobodyListens = run(probe);
    assertThat(nobodyListens).isInstanceOf(Failed.class);
    assertThat(nobodyListens.sentence())
        .startsWith("service down: no answer for " + virtual)
        .endsWith("connection refused");
    provisioned();
    assertThat(run(probe).sentence())
        .startsWith("service down: the server has the virtual address, but refuses " + virtual);
    try (ServerSocket _ = listen()) {
      assertThat(run(probe)).isInstanceOf(Passed.class);
    }
    sh("ip -n " + SERVER + " link set eth0 down");
    assertThat(run(probe).sentence()).startsWith("service down: ");
    CheckResult down = run(probe);
    assertThat(down).isInstanceOf(Failed.class);
    assertThat(down.sentence()).startsWith("service down: " + server + " does not answer ");
  }

  @ParameterizedTest
  @CsvSource({"10.99.0.2,10.78.0.100", "10.78.0.1,10.78.0.100"})
  void serverThatIsNotOnTheLinkCouldNotRun(String server, String virtual) throws Exception {
    assertThat(run(probe(server, virtual))).isInstanceOf(CouldNotRun.class);
  }
}
