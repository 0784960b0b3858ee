package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.model.HttpRequests.Url;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.source.SourceRange;

/** The whole service on real time, Quartz and loopback sockets. */
class HealthServiceTest {
  private static final CheckTiming QUICK =
      new CheckTiming(
          Duration.ofMillis(100), 0, Duration.ofMillis(50), Duration.ZERO, true, false, 1);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static KeepalivedConfig config(int port, Checker checker) {
    RealServer real = RealServer.builder(LOOPBACK, port).checkers(List.of(checker)).build();
    VirtualServer server =
        VirtualServer.builder(new VirtualAddress.Address(LOOPBACK, 80))
            .realServers(List.of(real))
            .build();
    return KeepalivedConfig.EMPTY.withLvs(LvsConfig.of(server));
  }

  private static boolean alive(PoolSnapshot pool) {
    return pool.servers().getFirst().alive();
  }

  @Test
  void serverComesUpGoesDownAndReturns() throws IOException, InterruptedException {
    var heard = new Heard();
    RawServer first = RawServer.of(_ -> {});
    int port = first.port();
    var check = new TcpCheck(QUICK, first.target(), SourceRange.NONE);
    try (var service = HealthService.start(config(port, check), HealthOptions.live(), heard)) {
      assertThat(heard.pools()).hasSize(1).noneMatch(HealthServiceTest::alive);
      heard.awaitPool("server up", HealthServiceTest::alive);
      heard.await("settled", h -> h.settledCount() == 1);
      first.close();
      heard.awaitPool("server down", p -> !alive(p));
      heard.await(
          "the reason",
          h -> h.logged().stream().anyMatch(l -> l.startsWith("TCP_CHECK on service [127.")));
      try (var again = RawServer.of(new java.net.ServerSocket(port, 50, LOOPBACK), _ -> {})) {
        heard.awaitPool("server back", HealthServiceTest::alive);
        assertThat(again.port()).isEqualTo(port);
      }
      assertThat(service.snapshot().lateness().total()).isPositive();
    }
  }

  @Test
  void httpServerIsChecked() throws IOException, InterruptedException {
    var heard = new Heard();
    try (RawServer server = RawServer.answering("HTTP/1.0 200 OK\r\n\r\nfine")) {
      var requests = new HttpRequests(List.of(Url.of("/health")), HttpProtocol.HTTP_1_0, false);
      var check = new HttpGet(QUICK, server.target(), requests, SourceRange.NONE);
      try (var service =
          HealthService.start(config(server.port(), check), HealthOptions.live(), heard)) {
        heard.awaitPool("server up", HealthServiceTest::alive);
        HealthSnapshot.Pool pool = service.snapshot().pools().getFirst();
        assertThat(pool.checks().values().iterator().next().getFirst().sentence())
            .isEqualTo("status code 200 for /health");
      }
    }
  }

  @Test
  void reloadAndDrainTakeEffectBeforeTheyReturn() throws IOException {
    var heard = new Heard();
    try (RawServer server = RawServer.of(_ -> {})) {
      CheckTiming calm = CheckTiming.DEFAULT;
      var check = new TcpCheck(calm, server.target(), SourceRange.NONE);
      KeepalivedConfig config = config(server.port(), check);
      try (var service = HealthService.start(config, HealthOptions.live(), heard)) {
        PoolKey pool = heard.pools().getFirst().key();
        var real = new ServerKey("[127.0.0.1]:tcp:" + server.port());
        service.drained(Map.of(pool, Set.of(real)));
        assertThat(heard.pools().getLast().servers().getFirst().weight()).isZero();
        int told = heard.pools().size();
        service.drained(Map.of(pool, Set.of(real, new ServerKey("[192.0.2.1]:tcp:1"))));
        assertThat(heard.pools()).hasSize(told);
        service.drained(Map.of());
        assertThat(heard.pools().getLast().servers().getFirst().weight()).isPositive();
        service.reload(KeepalivedConfig.EMPTY);
        assertThat(heard.removed()).containsExactly(pool);
        assertThat(service.snapshot().pools()).isEmpty();
      }
    }
  }
}
