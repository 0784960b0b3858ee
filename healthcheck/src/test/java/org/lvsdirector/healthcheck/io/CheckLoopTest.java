package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.WeightAdvice;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.NetworkChecker;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.source.SourceRange;

/** The loop in virtual time, with probes that answer as told. */
class CheckLoopTest {
  private static final CheckTiming TIMING =
      new CheckTiming(
          Duration.ofSeconds(10), 1, Duration.ofSeconds(2), Duration.ZERO, false, false, 1);

  private final HandAlarm alarm = new HandAlarm();
  private final Heard heard = new Heard();
  private final Map<InetAddress, CheckResult> answers = new HashMap<>();
  private final List<String> runs = new ArrayList<>();
  private final CheckLoop loop =
      new CheckLoop(
          new HealthOptions(alarm, new SplittableRandom(1)),
          heard,
          alarm,
          new Mailbox(),
          this::probe);

  private Probe probe(Checker checker) {
    InetAddress target = ((NetworkChecker) checker).connection().address();
    return _ -> {
      runs.add(alarm.instant().getEpochSecond() + " " + target.getHostAddress());
      return answers.getOrDefault(target, new CheckResult.Passed("ok", Duration.ZERO));
    };
  }

  private static InetAddress ip(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static VirtualServer virtual(String vip, CheckTiming timing, String... servers) {
    var list = new ArrayList<RealServer>();
    for (String server : servers) {
      var check = new TcpCheck(timing, ConnectionOptions.to(ip(server), 80), SourceRange.NONE);
      list.add(RealServer.builder(ip(server), 80).checkers(List.of(check)).build());
    }
    return VirtualServer.builder(new VirtualAddress.Address(ip(vip), 80)).realServers(list).build();
  }

  private static KeepalivedConfig config(VirtualServer... servers) {
    return KeepalivedConfig.EMPTY.withLvs(LvsConfig.of(servers));
  }

  private void fails(String server) {
    answers.put(ip(server), new CheckResult.Failed("refused", Duration.ZERO));
  }

  private PoolSnapshot pool(int index) {
    return loop.snapshot(new Lateness().read()).pools().get(index).state();
  }

  private boolean alive(int pool, String server) {
    var key = new ServerKey("[" + server + "]:tcp:80");
    return pool(pool).server(key).orElseThrow().alive();
  }

  @Test
  void poolsAreToldBeforeTheFirstCheck() {
    loop.configure(config(virtual("10.0.0.1", TIMING, "10.0.0.2")));
    assertThat(heard.pools()).singleElement().matches(PoolSnapshot::quorumUp);
    assertThat(heard.settledCount()).isEqualTo(1);
    assertThat(runs).isEmpty();
  }

  @Test
  void checksRunAtTheTimesTheRulesSay() {
    loop.configure(config(virtual("10.0.0.1", TIMING, "10.0.0.2")));
    alarm.advance(Duration.ofSeconds(12));
    fails("10.0.0.2");
    alarm.advance(Duration.ofSeconds(22));
    assertThat(runs)
        .containsExactly("1 10.0.0.2", "11 10.0.0.2", "21 10.0.0.2", "23 10.0.0.2", "33 10.0.0.2");
    assertThat(heard.fifo())
        .containsExactly(
            "VS [10.0.0.1]:tcp:80 UP",
            "RS [10.0.0.2]:tcp:80 [10.0.0.1]:tcp:80 DOWN",
            "VS [10.0.0.1]:tcp:80 DOWN");
    assertThat(heard.logged())
        .contains("TCP_CHECK on service [10.0.0.2]:tcp:80 failed after 1 retries: refused");
  }

  @Test
  void equalChecksOfTwoVirtualServersRunOnce() {
    loop.configure(
        config(virtual("10.0.0.1", TIMING, "10.0.0.2"), virtual("10.0.0.8", TIMING, "10.0.0.2")));
    alarm.advance(Duration.ofSeconds(2));
    fails("10.0.0.2");
    alarm.advance(Duration.ofSeconds(12));
    assertThat(runs).containsExactly("1 10.0.0.2", "11 10.0.0.2", "13 10.0.0.2");
    assertThat(alive(0, "10.0.0.2")).isFalse();
    assertThat(alive(1, "10.0.0.2")).isFalse();
    assertThat(loop.snapshot(new Lateness().read()).probes()).isEqualTo(1);
  }

  @Test
  void checksWithDifferentTimesAreNotMerged() {
    CheckTiming slower = TIMING.withDelayLoop(Duration.ofSeconds(20));
    loop.configure(
        config(virtual("10.0.0.1", TIMING, "10.0.0.2"), virtual("10.0.0.8", slower, "10.0.0.2")));
    assertThat(loop.snapshot(new Lateness().read()).probes()).isEqualTo(2);
  }

  @Test
  void mergingCanBeSwitchedOff() {
    var two =
        config(virtual("10.0.0.1", TIMING, "10.0.0.2"), virtual("10.0.0.8", TIMING, "10.0.0.2"));
    var director = two.global().director();
    var off =
        new org.lvsdirector.parser.model.LvsDirectorSettings(
            false,
            director.workerHeap(),
            director.controlSocket(),
            director.controlGroup(),
            director.statusAddress(),
            director.statusPort(),
            director.statusTokenFile(),
            director.statusWrite(),
            director.drainPeers(),
            director.driftInterval(),
            director.provisionWatch(),
            director.provisionInventory(),
            director.stateDir(),
            director.lintOff());
    var global = two.global();
    loop.configure(
        two.withGlobal(
            new org.lvsdirector.parser.model.GlobalDefs(
                global.routerId(),
                global.routerIdWritten(),
                global.parentName(),
                global.autoPriority(),
                global.autoPriorityDelay(),
                global.mail(),
                global.scripts(),
                global.vrrp(),
                global.lvs(),
                global.vrrpProcess(),
                global.checkerProcess(),
                global.bfdProcess(),
                global.fifos(),
                global.snmp(),
                global.files(),
                off)));
    assertThat(loop.snapshot(new Lateness().read()).probes()).isEqualTo(2);
  }

  @Test
  void alphaPoolSettlesWhenEveryCheckHasAnswered() {
    loop.configure(config(virtual("10.0.0.1", TIMING.withAlpha(true), "10.0.0.2", "10.0.0.3")));
    assertThat(heard.settledCount()).isZero();
    fails("10.0.0.3");
    alarm.advance(Duration.ofSeconds(2));
    assertThat(heard.settledCount()).isEqualTo(1);
    assertThat(alive(0, "10.0.0.2")).isTrue();
    assertThat(alive(0, "10.0.0.3")).isFalse();
  }

  @Test
  void checkThatCannotRunDoesNotHoldUpSettling() {
    answers.put(ip("10.0.0.2"), new CheckResult.CouldNotRun("no socket", Duration.ZERO));
    loop.configure(config(virtual("10.0.0.1", TIMING.withAlpha(true), "10.0.0.2")));
    alarm.advance(Duration.ofSeconds(2));
    assertThat(heard.settledCount()).isEqualTo(1);
    assertThat(alive(0, "10.0.0.2")).isFalse();
  }

  @Test
  void reloadKeepsTheStateOfServersThatStay() {
    loop.configure(config(virtual("10.0.0.1", TIMING, "10.0.0.2", "10.0.0.3")));
    fails("10.0.0.2");
    alarm.advance(Duration.ofSeconds(5));
    int before = heard.effects().size();
    loop.configure(config(virtual("10.0.0.1", TIMING, "10.0.0.2", "10.0.0.3", "10.0.0.4")));
    assertThat(alive(0, "10.0.0.2")).isFalse();
    assertThat(alive(0, "10.0.0.4")).isTrue();
    assertThat(heard.effects()).hasSize(before);
  }

  @Test
  void reloadKeepsTheHistoryAndStartsTheTimersAnew() {
    loop.configure(config(virtual("10.0.0.1", TIMING, "10.0.0.2")));
    fails("10.0.0.2");
    alarm.advance(Duration.ofSeconds(5));
    loop.configure(config(virtual("10.0.0.1", TIMING, "10.0.0.2")));
    assertThat(alarm.set()).isEqualTo(1);
    alarm.advance(Duration.ofSeconds(1));
    assertThat(runs).containsExactly("1 10.0.0.2", "6 10.0.0.2");
    CheckReport report =
        loop.snapshot(new Lateness().read())
            .pools()
            .getFirst()
            .checks()
            .getOrDefault(new ServerKey("[10.0.0.2]:tcp:80"), List.of())
            .getFirst();
    assertThat(report.up()).isFalse();
    assertThat(report.sentence()).isEqualTo("refused");
    assertThat(report.since()).isEqualTo(java.time.Instant.ofEpochSecond(1));
    assertThat(report.history()).hasSize(1);
  }

  @Test
  void vanishedVirtualServerIsToldAndItsChecksEnd() {
    loop.configure(
        config(virtual("10.0.0.1", TIMING, "10.0.0.2"), virtual("10.0.0.8", TIMING, "10.0.0.3")));
    loop.configure(config(virtual("10.0.0.1", TIMING, "10.0.0.2")));
    assertThat(heard.removed()).hasSize(1);
    assertThat(heard.fifo())
        .endsWith("RS [10.0.0.3]:tcp:80 [10.0.0.8]:tcp:80 DOWN", "VS [10.0.0.8]:tcp:80 DOWN");
    assertThat(alarm.set()).isEqualTo(1);
  }

  @Test
  void newVirtualServerJoinsAKnownProbeWithItsState() {
    loop.configure(config(virtual("10.0.0.1", TIMING, "10.0.0.2")));
    fails("10.0.0.2");
    alarm.advance(Duration.ofSeconds(2));
    loop.configure(
        config(virtual("10.0.0.1", TIMING, "10.0.0.2"), virtual("10.0.0.8", TIMING, "10.0.0.2")));
    assertThat(alive(1, "10.0.0.2")).isFalse();
  }

  @Test
  void suspendedChecksDoNotRunAndKeepTheState() {
    VirtualServer server =
        virtual("10.0.0.1", TIMING, "10.0.0.2").toBuilder().haSuspend(true).build();
    loop.configure(config(server));
    loop.addresses(Set.of());
    fails("10.0.0.2");
    alarm.advance(Duration.ofSeconds(35));
    assertThat(runs).isEmpty();
    assertThat(alive(0, "10.0.0.2")).isTrue();
    loop.addresses(Set.of(ip("10.0.0.1")));
    alarm.advance(Duration.ofSeconds(10));
    assertThat(runs).hasSize(1);
    assertThat(alive(0, "10.0.0.2")).isFalse();
  }

  @Test
  void weightAdviceReachesTheSnapshot() {
    loop.configure(config(virtual("10.0.0.1", TIMING, "10.0.0.2")));
    alarm.advance(Duration.ofSeconds(2));
    answers.put(
        ip("10.0.0.2"), new CheckResult.Passed("75%", Duration.ZERO, new WeightAdvice.Exactly(40)));
    alarm.advance(Duration.ofSeconds(10));
    assertThat(heard.pools().getLast().servers().getFirst().weight()).isEqualTo(40);
  }

  @Test
  void slowStartIsToldStepByStep() {
    VirtualServer plain = virtual("10.0.0.1", TIMING, "10.0.0.2", "10.0.0.3");
    var servers = new ArrayList<>(plain.realServers());
    servers.set(
        0, servers.getFirst().toBuilder().weight(100).slowStart(Duration.ofSeconds(100)).build());
    loop.configure(config(plain.toBuilder().realServers(servers).build()));
    fails("10.0.0.2");
    alarm.advance(Duration.ofSeconds(2));
    answers.clear();
    alarm.advance(Duration.ofSeconds(200));
    assertThat(heard.pools().stream().map(p -> p.servers().getFirst().weight()))
        .endsWith(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L);
  }

  @Test
  void nothingIsToldAfterTheStop() {
    loop.configure(config(virtual("10.0.0.1", TIMING, "10.0.0.2")));
    loop.stop(true);
    int before = heard.effects().size();
    fails("10.0.0.2");
    alarm.advance(Duration.ofSeconds(60));
    assertThat(heard.effects()).hasSize(before);
    assertThat(alarm.set()).isZero();
  }
}
