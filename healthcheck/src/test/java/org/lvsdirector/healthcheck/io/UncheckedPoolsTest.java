package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.source.SourceRange;

/** Virtual servers whose real servers nobody checks, across reloads. */
class UncheckedPoolsTest {
  private static final CheckTiming TIMING =
      new CheckTiming(
          Duration.ofSeconds(10), 0, Duration.ofSeconds(1), Duration.ZERO, false, false, 1);

  private final HandAlarm alarm = new HandAlarm();
  private final Heard heard = new Heard();
  private final CheckLoop loop =
      new CheckLoop(
          new HealthOptions(alarm, new SplittableRandom(1)),
          heard,
          alarm,
          new Mailbox(),
          _ -> probe());
  private boolean broken;

  private Probe probe() {
    if (broken) {
      throw new IllegalStateException("no probes today");
    }
    return _ -> new CheckResult.Failed("refused", Duration.ZERO);
  }

  private static RealServer server(int number, int weight, Checker... checkers) {
    return RealServer.builder(address("10.1.0." + number), 80)
        .weight(weight)
        .checkers(List.of(checkers))
        .build();
  }

  private static Checker check(int number) {
    return new TcpCheck(
        TIMING, ConnectionOptions.to(address("10.1.0." + number), 80), SourceRange.NONE);
  }

  private static VirtualServer service(int number, RealServer... servers) {
    return VirtualServer.builder(new VirtualAddress.Address(address("10.0.0." + number), 80))
        .realServers(List.of(servers))
        .build();
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  private void configure(VirtualServer... services) {
    loop.configure(KeepalivedConfig.EMPTY.withLvs(LvsConfig.of(services)));
  }

  private List<PoolSnapshot> pools() {
    var pools = new ArrayList<PoolSnapshot>();
    loop.snapshot(new Lateness().read()).pools().forEach(pool -> pools.add(pool.state()));
    return pools;
  }

  @Test
  void aReloadThatLeavesThemAsTheyAreSaysNothing() {
    configure(service(1, server(1, 1)), service(2, server(2, 1)));
    List<PoolSnapshot> before = pools();
    alarm.advance(Duration.ofSeconds(5));
    configure(service(1, server(1, 1)), service(2, server(2, 1)));
    assertThat(heard.pools()).hasSize(2);
    assertThat(pools()).isEqualTo(before);
  }

  @Test
  void theyStandInTheOrderOfTheFile() {
    configure(service(1, server(1, 1)), service(2, server(2, 1)));
    configure(service(2, server(2, 1)), service(3, server(3, 1)), service(1, server(1, 1)));
    assertThat(pools())
        .extracting(pool -> pool.key().name())
        .containsExactly("[10.0.0.2]:tcp:80", "[10.0.0.3]:tcp:80", "[10.0.0.1]:tcp:80");
  }

  @Test
  void aNewWeightIsTold() {
    configure(service(1, server(1, 1)), service(2, server(2, 1)));
    configure(service(1, server(1, 1)), service(2, server(2, 7)));
    assertThat(heard.pools()).hasSize(3);
    assertThat(heard.pools().getLast().servers().getFirst().weight()).isEqualTo(7);
  }

  @Test
  void aServerThatWasDownComesBackWhenItsCheckIsTakenOut() {
    configure(service(1, server(1, 1, check(1))));
    alarm.advance(Duration.ofSeconds(5));
    assertThat(pools().getFirst().servers().getFirst().alive()).isFalse();
    configure(service(1, server(1, 1)));
    assertThat(pools().getFirst().servers().getFirst().alive()).isTrue();
    assertThat(heard.pools().getLast().quorumUp()).isTrue();
  }

  @Test
  void aCheckThatIsAddedCounts() {
    configure(service(1, server(1, 1)));
    configure(service(1, server(1, 1, check(1))));
    alarm.advance(Duration.ofSeconds(5));
    assertThat(pools().getFirst().servers().getFirst().alive()).isFalse();
  }

  @Test
  void aReloadThatFailedIsMadeUpForByTheNext() {
    VirtualServer two = service(2, server(2, 1));
    configure(service(1, server(1, 1)), two);
    broken = true;
    assertThatThrownBy(() -> configure(service(3, server(3, 1, check(3))), two))
        .isInstanceOf(IllegalStateException.class);
    broken = false;
    configure(service(3, server(3, 7)), two);
    assertThat(pools())
        .extracting(pool -> pool.key().name())
        .containsExactly("[10.0.0.3]:tcp:80", "[10.0.0.2]:tcp:80");
    assertThat(heard.removed()).hasSize(1);
    assertThat(heard.pools()).hasSize(3);
  }

  /** In the kernel the server is there once, and whichever check fails takes it out. */
  @Test
  void aServerOfTwoBlocksOfOneServiceHasTheChecksOfBoth() {
    VirtualServer checked = service(1, server(1, 1, check(1), check(2)));
    VirtualServer unchecked = service(1, server(1, 1));
    VirtualServer other = service(1, server(1, 1, check(3)));
    for (List<VirtualServer> file :
        List.of(
            List.of(checked, unchecked),
            List.of(unchecked, checked),
            List.of(checked, other),
            List.of(other, checked))) {
      configure(file.toArray(VirtualServer[]::new));
      alarm.advance(Duration.ofSeconds(30));
      PoolSnapshot.Server server = pools().getFirst().servers().getFirst();
      assertThat(server.alive()).isFalse();
      long checks =
          file.stream().mapToLong(b -> b.realServers().getFirst().checkers().size()).sum();
      assertThat(server.failedCheckers()).isEqualTo((int) checks);
      configure(service(2, server(2, 1)));
    }
  }

  @Test
  void exactlyThoseAreDrainedThatWereNamedLast() {
    VirtualServer one = service(1, server(1, 1), server(2, 1));
    VirtualServer two = service(2, server(1, 1));
    configure(one, two);
    drain(one, 0);
    assertThat(drained()).containsExactly("[10.0.0.1]:tcp:80 [10.1.0.1]:tcp:80");
    configure(two, one);
    drain(two, 0);
    assertThat(drained()).containsExactly("[10.0.0.2]:tcp:80 [10.1.0.1]:tcp:80");
    loop.drained(Map.of());
    assertThat(drained()).isEmpty();
  }

  private void drain(VirtualServer service, int place) {
    ServerKey server = ServerKey.of(service, service.realServers().get(place));
    loop.drained(Map.of(PoolKey.of(service), Set.of(server)));
  }

  private List<String> drained() {
    return pools().stream()
        .flatMap(
            pool ->
                pool.servers().stream()
                    .filter(PoolSnapshot.Server::drained)
                    .map(server -> pool.key() + " " + server.key()))
        .toList();
  }
}
