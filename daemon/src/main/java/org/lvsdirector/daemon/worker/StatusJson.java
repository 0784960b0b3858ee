package org.lvsdirector.daemon.worker;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.lvsdirector.daemon.config.ServerText;
import org.lvsdirector.healthcheck.io.CheckReport;
import org.lvsdirector.healthcheck.io.HealthSnapshot;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.ipvs.desired.DesiredTable;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.LiveDestination;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * Joins configuration, health, the kernel's counters and the drains to the services part of the
 * status.
 */
final class StatusJson {
  private final Map<ServiceKey, LiveService> live = new HashMap<>();
  private final Map<PoolKey, HealthSnapshot.Pool> health = new HashMap<>();
  private final List<Drain> drains;

  StatusJson(HealthSnapshot snapshot, Optional<LiveTable> table, Drains drains) {
    this.drains = drains.all();
    table.ifPresent(t -> t.services().forEach(s -> live.put(s.service().key(), s)));
    snapshot.pools().forEach(pool -> health.put(pool.state().key(), pool));
  }

  JsonArray services(List<VirtualServer> services) {
    JsonArray array = new JsonArray();
    services.forEach(service -> array.add(service(service)));
    return array;
  }

  private JsonObject service(VirtualServer service) {
    Optional<HealthSnapshot.Pool> pool = Optional.ofNullable(health.get(PoolViews.key(service)));
    List<LiveService> kernel = kernel(service);
    JsonObject object = new JsonObject();
    object.addProperty("name", service.label());
    object.addProperty("scheduler", service.scheduler().keyword());
    object.addProperty("forwarding", service.forwarding().keyword());
    object.addProperty("quorumUp", pool.map(p -> p.state().quorumUp()).orElse(true));
    object.addProperty("sorryActive", pool.map(p -> p.state().sorryActive()).orElse(false));
    object.addProperty(
        "connectionsPerSecond", kernel.stream().mapToLong(s -> s.stats().connectionRate()).sum());
    object.addProperty(
        "connections", kernel.stream().mapToLong(s -> s.stats().connections()).sum());
    object.addProperty("inPackets", kernel.stream().mapToLong(s -> s.stats().inPackets()).sum());
    object.addProperty("inBytes", kernel.stream().mapToLong(s -> s.stats().inBytes()).sum());
    object.addProperty("outPackets", kernel.stream().mapToLong(s -> s.stats().outPackets()).sum());
    object.addProperty("outBytes", kernel.stream().mapToLong(s -> s.stats().outBytes()).sum());
    JsonArray keys = new JsonArray();
    DesiredTable.owned(List.of(service)).forEach(key -> keys.add(key.toString()));
    object.add("keys", keys);
    JsonArray servers = new JsonArray();
    Map<ServerKey, PoolSnapshot.Server> states = pool.map(p -> p.state().byKey()).orElse(Map.of());
    Map<ServerKey, List<CheckReport>> checks =
        pool.map(HealthSnapshot.Pool::checks).orElse(Map.of());
    for (RealServer server : service.realServers()) {
      ServerKey key = ServerKey.of(service, server);
      servers.add(
          server(
              server,
              Optional.ofNullable(states.get(key)),
              checks.getOrDefault(key, List.of()),
              kernel));
    }
    object.add("servers", servers);
    return object;
  }

  private JsonObject server(
      RealServer server,
      Optional<PoolSnapshot.Server> state,
      List<CheckReport> checks,
      List<LiveService> kernel) {
    JsonObject object = new JsonObject();
    object.addProperty("address", ServerText.of(server));
    object.addProperty("up", state.map(PoolSnapshot.Server::alive).orElse(true));
    state.ifPresent(s -> object.addProperty("since", s.since().toString()));
    object.addProperty(
        "weight", state.map(PoolSnapshot.Server::weight).orElse((long) server.weight()));
    object.addProperty("configuredWeight", server.weight());
    object.addProperty("why", why(checks));
    Drains.of(server, drains).ifPresent(drain -> object.add("drained", drain.json()));
    List<LiveDestination> live = destinations(server, kernel);
    sum(object, "active", live, LiveDestination::activeConnections);
    sum(object, "inactive", live, LiveDestination::inactiveConnections);
    sum(object, "connectionsPerSecond", live, d -> d.stats().connectionRate());
    sum(object, "connections", live, d -> d.stats().connections());
    sum(object, "inPackets", live, d -> d.stats().inPackets());
    sum(object, "inBytes", live, d -> d.stats().inBytes());
    sum(object, "outPackets", live, d -> d.stats().outPackets());
    sum(object, "outBytes", live, d -> d.stats().outBytes());
    return object;
  }

  private static void sum(
      JsonObject object,
      String name,
      List<LiveDestination> live,
      ToLongFunction<LiveDestination> of) {
    object.addProperty(name, live.stream().mapToLong(of).sum());
  }

  /** The sentence of the check that keeps the server down, or of the one that ran last. */
  static String why(List<CheckReport> checks) {
    return checks.stream()
        .filter(check -> !check.up())
        .findFirst()
        .or(
            () ->
                checks.stream()
                    .reduce((a, b) -> a.lastRun().isPresent() && b.lastRun().isEmpty() ? a : b))
        .map(
            check ->
                check.sentence().isEmpty() ? check.kind() + " has not run yet" : check.sentence())
        .orElse("no check configured");
  }

  private List<LiveService> kernel(VirtualServer service) {
    Set<ServiceKey> keys = DesiredTable.owned(List.of(service));
    return keys.stream().filter(live::containsKey).map(live::get).toList();
  }

  /** For groups and firewall marks the port in the kernel may differ from the configured one. */
  private static List<LiveDestination> destinations(RealServer server, List<LiveService> kernel) {
    IpAddress address = IpAddress.of(server.address());
    boolean alone = kernel.size() == 1;
    return kernel.stream()
        .flatMap(s -> s.destinations().stream())
        .filter(d -> d.destination().key().address().equals(address))
        .filter(d -> !alone || server.port() == 0 || d.destination().key().port() == server.port())
        .toList();
  }
}
