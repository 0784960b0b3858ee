package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.pool.PoolEffect;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.source.SourceRange;

/** The sign of life by which the main process knows that the check loop turns. */
class BeatTest {
  private static final CheckTiming QUICK =
      new CheckTiming(
          Duration.ofMillis(100), 0, Duration.ofMillis(50), Duration.ZERO, true, false, 1);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void standsStillWhileTheCheckLoopHangs() throws IOException, InterruptedException {
    var hangs = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var listener =
        new HealthListener() {
          @Override
          public void poolChanged(PoolSnapshot pool) {
            if (pool.servers().getFirst().alive()) {
              hangs.countDown();
              awaitQuietly(end);
            }
          }

          @Override
          public void poolRemoved(PoolKey pool) {}

          @Override
          public void effects(List<PoolEffect> effects) {}

          @Override
          public void settled() {}
        };
    try (RawServer server = RawServer.of(_ -> {})) {
      try (var service =
          HealthService.start(KeepalivedConfig.EMPTY, HealthOptions.live(), listener)) {
        // Whoever brings a message may have to work off others': this thread must not be the one.
        Thread.ofVirtual().start(() -> service.reload(config(server)));
        assertThat(hangs.await(60, TimeUnit.SECONDS)).isTrue();
        long hung = service.beat();
        assertThat(service.beat()).isEqualTo(hung);
        end.countDown();
        while (service.beat() == hung) {
          Thread.onSpinWait();
        }
      } finally {
        end.countDown();
      }
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static KeepalivedConfig config(RawServer server) {
    RealServer real =
        RealServer.builder(LOOPBACK, server.port())
            .checkers(List.of(new TcpCheck(QUICK, server.target(), SourceRange.NONE)))
            .build();
    return KeepalivedConfig.EMPTY.withLvs(
        LvsConfig.of(
            VirtualServer.builder(new VirtualAddress.Address(LOOPBACK, 80))
                .realServers(List.of(real))
                .build()));
  }
}
