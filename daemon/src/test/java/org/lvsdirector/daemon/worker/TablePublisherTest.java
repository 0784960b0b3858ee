package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.ipvs.desired.DesiredTable;
import org.lvsdirector.ipvs.desired.PoolView;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

/** Its thread runs only where a test starts it; everywhere else the test does what it would do. */
class TablePublisherTest {
  private static final VirtualServer ONE = service("192.0.2.1");
  private static final VirtualServer TWO = service("192.0.2.2");

  private final LinkedBlockingDeque<Wanted> wanted = new LinkedBlockingDeque<>();
  private final Semaphore settled = new Semaphore(0);
  private final TablePublisher publisher =
      new TablePublisher(
          config(ONE, TWO),
          (table, owned) -> wanted.add(new Wanted(table, owned)),
          settled::release);

  private record Wanted(IpvsTable table, Set<ServiceKey> owned) {
    int servers(VirtualServer service) {
      return table.only(DesiredTable.owned(List.of(service))).destinationCount();
    }
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void nothingIsWantedBeforeHealthAndConfigurationFit() {
    publisher.pool(health(ONE, true));
    publisher.settled();
    publisher.publish();
    assertThat(wanted).isEmpty();
    assertThat(settled.availablePermits()).isZero();

    publisher.release();
    publisher.publish();
    assertThat(wanted.getLast().table().keys()).isEqualTo(DesiredTable.owned(List.of(ONE, TWO)));
    assertThat(settled.availablePermits()).isEqualTo(1);
  }

  @Test
  void nobodyIsToldThatHealthIsKnownBeforeItIs() {
    publisher.release();
    publisher.publish();
    assertThat(wanted).hasSize(1);
    assertThat(settled.availablePermits()).isZero();
  }

  @Test
  void aServerThatIsDownStaysAwayWhileAReloadForgetsIt() {
    publisher.pool(health(ONE, false));
    publisher.pool(health(TWO, true));
    publisher.settled();
    publisher.release();
    publisher.publish();
    assertThat(wanted.getLast().servers(ONE)).isZero();
    assertThat(wanted.getLast().servers(TWO)).isEqualTo(1);
    wanted.clear();

    publisher.hold();
    publisher.removed(PoolKey.of(ONE));
    publisher.pool(health(TWO, false));
    publisher.publish();
    assertThat(wanted).as("half of the news would bring the server back").isEmpty();

    publisher.config(config(TWO));
    publisher.release();
    publisher.publish();
    assertThat(wanted).hasSize(1);
    assertThat(wanted.getLast().owned()).isEqualTo(DesiredTable.owned(List.of(TWO)));
    assertThat(wanted.getLast().table().keys()).isEqualTo(wanted.getLast().owned());
    assertThat(wanted.getLast().servers(TWO)).isZero();
  }

  @Test
  void theSameConfigurationWithOtherHealthIsAnotherTable() {
    KeepalivedConfig same = config(ONE);
    publisher.config(same);
    publisher.pool(health(ONE, true));
    publisher.release();
    publisher.publish();
    assertThat(wanted.getLast().servers(ONE)).isEqualTo(1);

    publisher.hold();
    publisher.config(same);
    publisher.release();
    publisher.pool(health(ONE, false));
    publisher.publish();
    assertThat(wanted.getLast().servers(ONE)).isZero();

    publisher.removed(PoolKey.of(ONE));
    publisher.publish();
    assertThat(wanted.getLast().servers(ONE)).isEqualTo(1);
  }

  @Test
  void anotherConfigurationWithTheSameHealthIsAnotherTable() {
    publisher.pool(health(ONE, true));
    publisher.pool(health(TWO, true));
    publisher.release();
    publisher.publish();
    assertThat(wanted.getLast().table().size()).isEqualTo(2);

    publisher.config(config(TWO));
    publisher.publish();
    assertThat(wanted.getLast().table().size()).isEqualTo(1);

    publisher.config(config(ONE, TWO));
    publisher.publish();
    assertThat(wanted.getLast().table().size()).isEqualTo(2);
  }

  @Test
  void itsThreadPublishesAllKindsOfNewsByItself() throws InterruptedException {
    publisher.start();
    publisher.release();
    assertThat(awaitTable().servers(ONE)).isEqualTo(1);
    publisher.pool(health(ONE, false));
    assertThat(awaitTable().servers(ONE)).isZero();
    publisher.removed(PoolKey.of(ONE));
    assertThat(awaitTable().servers(ONE)).isEqualTo(1);
    publisher.config(config(TWO));
    assertThat(awaitTable().servers(ONE)).isZero();
    assertThat(settled.availablePermits()).isZero();
    publisher.settled();
    assertThat(settled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aReloadThatChangesOneServiceKeepsThePoolsOfTheOthers() {
    publisher.pool(health(ONE, true));
    publisher.pool(health(TWO, true));
    publisher.release();
    publisher.publish();
    IpvsTable before = wanted.getLast().table();

    publisher.config(config(ONE, service("192.0.2.3")));
    publisher.publish();
    publisher.pool(health(TWO, false));
    publisher.config(config(TWO, ONE));
    publisher.publish();
    assertThat(pool(wanted.getLast().table(), ONE)).isSameAs(pool(before, ONE));
    assertThat(pool(wanted.getLast().table(), TWO)).isNotEqualTo(pool(before, TWO));

    publisher.publish();
    assertThat(wanted).hasSize(4);
    assertThat(wanted.getLast().table()).isSameAs(new ArrayList<>(wanted).get(2).table());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsKeptGivesTheTableThatIsComputedAnew(long seed) {
    Random random = new Random(seed);
    Map<PoolKey, PoolSnapshot> known = new HashMap<>();
    List<VirtualServer> file = List.of(ONE, TWO);
    publisher.release();
    for (int step = 0; step < 500; step++) {
      VirtualServer one = service("192.0.2." + (1 + random.nextInt(4)));
      switch (random.nextInt(5)) {
        case 0 -> {
          publisher.removed(PoolKey.of(one));
          known.remove(PoolKey.of(one));
        }
        case 1, 2 -> {
          PoolSnapshot health = health(one, random.nextBoolean());
          publisher.pool(health);
          known.put(health.key(), health);
        }
        default -> {
          List<VirtualServer> next = new ArrayList<>(file);
          next.add(random.nextInt(next.size() + 1), one);
          next.removeIf(_ -> random.nextInt(4) == 0);
          file = next;
          publisher.config(config(file.toArray(new VirtualServer[0])));
        }
      }
      if (random.nextBoolean()) {
        publisher.publish();
        DesiredTable anew = DesiredTable.of(file, (VirtualServer each) -> view(each, known));
        assertThat(wanted.getLast().table()).as("step %d", step).isEqualTo(anew.table());
        assertThat(wanted.getLast().owned()).isEqualTo(DesiredTable.owned(file));
      }
    }
  }

  private static PoolView view(VirtualServer service, Map<PoolKey, PoolSnapshot> known) {
    return PoolViews.of(service, Optional.ofNullable(known.get(PoolKey.of(service))));
  }

  private static IpvsPool pool(IpvsTable table, VirtualServer service) {
    return table.only(DesiredTable.owned(List.of(service))).pools().values().iterator().next();
  }

  private Wanted awaitTable() throws InterruptedException {
    Wanted next = wanted.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a table").isNotNull();
    return java.util.Objects.requireNonNull(next);
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
}
