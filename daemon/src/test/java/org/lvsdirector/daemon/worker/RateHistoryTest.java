package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.desired.DesiredTable;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

/** The clock is a number here. */
class RateHistoryTest {
  private static final VirtualServer ONE = service(1);
  private static final VirtualServer TWO = service(2);

  private final RateHistory history = new RateHistory();

  @Test
  void holdsTheRatesOfTheLastFiveMinutesOldestFirst() {
    history.services(List.of(ONE, TWO));
    for (int second = 0; second <= 400; second += 100) {
      read(second, live(ONE, second), live(TWO, 7), live(service(3), 1_000));
    }
    JsonObject json = history.json(at(400));
    assertThat(json.get("secondsAgo")).hasToString("[300.0,200.0,100.0,0.0]");
    assertThat(json.getAsJsonArray("services")).hasSize(2);
    assertThat(rates(json, 0)).isEqualTo("[100,200,300,400]");
    assertThat(rates(json, 1)).isEqualTo("[7,7,7,7]");
    assertThat(history.json(at(800)).getAsJsonArray("secondsAgo")).isEmpty();
  }

  @Test
  void twoReadersInOneSecondAreOneSample() {
    history.services(List.of(ONE));
    history.read(List.of(live(ONE, 1)), at(0));
    history.read(List.of(live(ONE, 2)), at(0) + Duration.ofMillis(500).toNanos());
    history.read(List.of(live(ONE, 3)), at(1));
    assertThat(rates(history.json(at(1)), 0)).isEqualTo("[1,3]");
  }

  @Test
  void aServiceThatTheKernelDoesNotHaveHasNoConnections() {
    history.services(List.of(ONE));
    read(0);
    assertThat(rates(history.json(at(0)), 0)).isEqualTo("[0]");
  }

  @Test
  void aReloadKeepsWhatIsKnownOfThoseThatStay() {
    history.services(List.of(ONE, TWO));
    read(0, live(ONE, 1), live(TWO, 2));
    history.services(List.of(service(3), TWO));
    read(1, live(ONE, 10), live(TWO, 20), live(service(3), 30));
    JsonObject json = history.json(at(1));
    assertThat(rates(json, 0)).isEqualTo("[null,30]");
    assertThat(rates(json, 1)).isEqualTo("[2,20]");
  }

  @Test
  void itsMemoryIsBounded() {
    history.services(IntStream.range(0, 400).mapToObj(RateHistoryTest::service).toList());
    for (long tick = 0; tick < 1_000; tick++) {
      history.read(List.of(live(ONE, 1)), Duration.ofMillis(900 * tick).toNanos());
    }
    JsonObject json = history.json(Duration.ofMillis(900 * 999).toNanos());
    JsonArray services = json.getAsJsonArray("services");
    assertThat(services).hasSize(RateHistory.MOST_SERVICES);
    assertThat(json.getAsJsonArray("secondsAgo")).hasSize(RateHistory.MOST_SAMPLES);
  }

  private void read(int second, LiveService... services) {
    history.read(List.of(services), at(second));
  }

  private static long at(int second) {
    return Duration.ofSeconds(second).toNanos();
  }

  private static String rates(JsonObject json, int service) {
    return json.getAsJsonArray("services")
        .get(service)
        .getAsJsonObject()
        .get("connectionsPerSecond")
        .toString();
  }

  private static VirtualServer service(int number) {
    InetAddress address = InetAddress.ofLiteral("10.0." + number / 250 + "." + (1 + number % 250));
    RealServer server = RealServer.builder(InetAddress.ofLiteral("198.51.100.1"), 80).build();
    return VirtualServer.builder(new VirtualAddress.Address(address, 80))
        .realServers(List.of(server))
        .build();
  }

  private static LiveService live(VirtualServer service, long rate) {
    var key = DesiredTable.owned(List.of(service)).stream().findFirst().orElseThrow();
    return new LiveService(
        IpvsService.of(key, Scheduler.RR),
        new IpvsStats(0, 0, 0, 0, 0, rate, 0, 0, 0, 0),
        List.of());
  }
}
