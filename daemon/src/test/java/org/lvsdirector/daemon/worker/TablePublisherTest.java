package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.ipvs.diff.Drift;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.io.MemoryIpvs;
import org.lvsdirector.ipvs.io.Reconciler;
import org.lvsdirector.ipvs.io.ReconcilerListener;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

class TablePublisherTest {
  private static final VirtualServer ONE = service("192.0.2.1");
  private static final VirtualServer TWO = service("192.0.2.2");

  private final List<String> applied = new CopyOnWriteArrayList<>();
  private final MemoryIpvs ipvs = new MemoryIpvs();
  private final Reconciler reconciler = new Reconciler(ipvs, new Listener());
  private final TablePublisher publisher = new TablePublisher(config(ONE, TWO), reconciler);

  @AfterEach
  void close() throws LinuxException {
    publisher.close();
    reconciler.close();
  }

  @Test
  void nothingIsWantedBeforeHealthAndConfigurationFit() throws Exception {
    publisher.pool(health(ONE, true));
    publisher.settled();
    Thread.sleep(100);
    assertThat(applied).isEmpty();
    publisher.release();
    await(() -> ipvs.services().size() == 2);
  }

  @Test
  void aServerThatIsDownStaysAwayWhileAReloadForgetsIt() throws Exception {
    publisher.pool(health(ONE, false));
    publisher.pool(health(TWO, true));
    publisher.settled();
    publisher.release();
    await(() -> ipvs.services().size() == 2);

    publisher.hold();
    publisher.removed(PoolKey.of(ONE));
    publisher.pool(health(TWO, false));
    // Time for a table that must not be computed: half of the news would bring the server back.
    Thread.sleep(100);
    publisher.config(config(TWO));
    publisher.release();
    await(() -> applied.stream().anyMatch(change -> change.startsWith("delete destination")));
    await(() -> ipvs.services().size() == 1);
    assertThat(applied).noneMatch(change -> addsServerTo("192.0.2.1", change));
    assertThat(applied).anyMatch(change -> addsServerTo("192.0.2.2", change));
  }

  @Test
  void theSameConfigurationWithOtherHealthIsAnotherTable() throws Exception {
    KeepalivedConfig same = config(ONE);
    publisher.config(same);
    publisher.pool(health(ONE, true));
    publisher.settled();
    publisher.release();
    await(() -> applied.stream().anyMatch(change -> addsServerTo("192.0.2.1", change)));

    publisher.hold();
    publisher.config(same);
    publisher.release();
    publisher.pool(health(ONE, false));
    await(() -> applied.stream().anyMatch(change -> change.startsWith("delete destination")));
    publisher.removed(PoolKey.of(ONE));
    await(() -> applied.stream().filter(change -> addsServerTo("192.0.2.1", change)).count() == 2);
  }

  @Test
  void anotherConfigurationWithTheSameHealthIsAnotherTable() throws Exception {
    publisher.pool(health(ONE, true));
    publisher.pool(health(TWO, true));
    publisher.settled();
    publisher.release();
    await(() -> ipvs.services().size() == 2);
    publisher.config(config(TWO));
    await(() -> ipvs.services().size() == 1);
    publisher.config(config(ONE, TWO));
    await(() -> ipvs.services().size() == 2);
  }

  private static boolean addsServerTo(String service, String change) {
    return change.startsWith("add destination") && change.contains(service);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(2);
    }
  }

  private static KeepalivedConfig config(VirtualServer... services) {
    return KeepalivedConfig.EMPTY.withLvs(LvsConfig.of(services));
  }

  private static VirtualServer service(String address) {
    RealServer server = RealServer.builder(InetAddress.ofLiteral("198.51.100.1"), 80).build();
    return VirtualServer.builder(new VirtualAddress.Address(InetAddress.ofLiteral(address), 80))
        .realServers(List.of(server))
        .build();
  }

  private static PoolSnapshot health(VirtualServer service, boolean up) {
    ServerKey key = ServerKey.of(service, service.realServers().getFirst());
    return new PoolSnapshot(
        PoolKey.of(service),
        up,
        Instant.EPOCH,
        false,
        false,
        List.of(new PoolSnapshot.Server(key, up, up, 1, false, Instant.EPOCH, up ? 0 : 1)));
  }

  private final class Listener implements ReconcilerListener {
    @Override
    public void applied(List<IpvsChange> changes) {
      changes.forEach(change -> applied.add(change.describe()));
    }

    @Override
    public void drifted(List<Drift> found) {}

    @Override
    public void failed(String problem) {
      applied.add(problem);
    }

    @Override
    public void recovered() {}
  }
}
