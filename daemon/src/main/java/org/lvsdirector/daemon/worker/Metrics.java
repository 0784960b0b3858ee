package org.lvsdirector.daemon.worker;

import static org.lvsdirector.daemon.control.Json.number;
import static org.lvsdirector.daemon.control.Json.numbers;
import static org.lvsdirector.daemon.control.Json.object;
import static org.lvsdirector.daemon.control.Json.objects;
import static org.lvsdirector.daemon.control.Json.text;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.lvsdirector.daemon.BuildFacts;
import org.lvsdirector.daemon.JvmFacts;
import org.lvsdirector.daemon.control.Json;
import org.lvsdirector.daemon.control.MetricsText;

/**
 * The status as Prometheus metrics. Labels are configured names only (instances, services,
 * servers), so their number is bounded by the configuration.
 */
final class Metrics {
  private final JsonObject status;
  private final MetricsText out = new MetricsText();

  private Metrics(JsonObject status) {
    this.status = status;
  }

  static String of(JsonObject status) {
    Metrics metrics = new Metrics(status);
    metrics.build();
    metrics.vrrp();
    metrics.services();
    metrics.checks();
    metrics.durations();
    ProvisionMetrics.add(metrics.out, object(status, "provision"));
    metrics.jvm();
    return metrics.out.text();
  }

  private void build() {
    out.gauge("lvs_director_info", "Version of the daemon; always 1.")
        .sample(1, "version", BuildFacts.version());
    out.gauge("lvs_director_config_last_reload_successful", "Whether the last reload was accepted.")
        .sample(text(object(status, "config"), "lastError").isEmpty() ? 1 : 0);
    out.gauge(
            "lvs_director_config_loaded_timestamp_seconds", "When the file was loaded, Unix time.")
        .sample(seconds(text(object(status, "config"), "loadedAt")));
    out.gauge("lvs_director_drain_peer_up", "Whether drains are exchanged with the peer.");
    for (JsonObject peer : objects(status, "drainPeers")) {
      out.sample(text(peer, "error").isEmpty() ? 1 : 0, "peer", text(peer, "peer"));
    }
  }

  private void vrrp() {
    List<JsonObject> instances = objects(object(status, "vrrp"), "instances");
    out.gauge(
        "lvs_director_vrrp_state",
        "State of the instance: 1 for the state it is in, 0 for the others.");
    for (JsonObject instance : instances) {
      for (String state : List.of("INIT", "BACKUP", "MASTER", "FAULT")) {
        out.sample(
            text(instance, "state").equals(state) ? 1 : 0,
            "vrrp_instance",
            text(instance, "name"),
            "state",
            state);
      }
    }
    out.gauge(
        "lvs_director_vrrp_effective_priority", "Priority of the instance with its trackers.");
    for (JsonObject instance : instances) {
      out.sample(number(instance, "effectivePriority"), "vrrp_instance", text(instance, "name"));
    }
    out.gauge(
        "lvs_director_vrrp_last_transition_timestamp_seconds",
        "When the instance entered its state, Unix time.");
    for (JsonObject instance : instances) {
      out.sample(seconds(text(instance, "since")), "vrrp_instance", text(instance, "name"));
    }
    JsonObject vrrp = object(status, "vrrp");
    out.gauge("lvs_director_vrrp_lateness_worst_seconds", "How late the VRRP thread ever woke.")
        .sample(number(vrrp, "latenessWorstMillis") / 1000);
    out.gauge(
            "lvs_director_vrrp_lateness_recent_seconds",
            "How late the VRRP thread woke at worst in the last minute.")
        .sample(number(vrrp, "latenessRecentMillis") / 1000);
    out.counter(
        "lvs_director_vrrp_events_total",
        "Counted events of the instance, by keepalived's names for them.");
    for (JsonObject instance : instances) {
      if (instance.has("counters")) {
        JsonObject counters = instance.getAsJsonObject("counters");
        counters
            .keySet()
            .forEach(
                name ->
                    out.sample(
                        number(counters, name),
                        "vrrp_instance",
                        text(instance, "name"),
                        "event",
                        name));
      }
    }
  }

  private void services() {
    service(
        "lvs_director_service_up",
        "Whether the service has its quorum.",
        (s, labels) -> out.sample(flag(s, "quorumUp"), labels));
    service(
        "lvs_director_service_sorry_active",
        "Whether the sorry server answers.",
        (s, labels) -> out.sample(flag(s, "sorryActive"), labels));
    server(
        "lvs_director_server_up",
        "Whether the real server passes its checks.",
        (s, labels) -> out.sample(flag(s, "up"), labels));
    server(
        "lvs_director_server_weight",
        "Weight in the table now.",
        (s, labels) -> out.sample(number(s, "weight"), labels));
    server(
        "lvs_director_server_drained",
        "Whether an operator has taken the server out.",
        (s, labels) -> out.sample(s.has("drained") ? 1 : 0, labels));
    server(
        "lvs_director_server_active_connections",
        "Connections in an established state.",
        (s, labels) -> out.sample(number(s, "active"), labels));
    server(
        "lvs_director_server_inactive_connections",
        "Connections in any other state.",
        (s, labels) -> out.sample(number(s, "inactive"), labels));
    counters("service", this::eachService);
    counters("server", this::eachServer);
  }

  /** What IPVS counts, for services and for their servers alike. */
  private void counters(String of, Consumer<BiConsumer<JsonObject, String[]>> each) {
    String name = "lvs_director_" + of + "_";
    counter(name + "connections_total", "Connections scheduled.", "connections", each);
    counter(name + "received_bytes_total", "Bytes from clients.", "inBytes", each);
    counter(name + "received_packets_total", "Packets from clients.", "inPackets", each);
    counter(
        name + "sent_bytes_total",
        "Bytes to clients that pass here; none do with Direct Routing.",
        "outBytes",
        each);
    counter(
        name + "sent_packets_total",
        "Packets to clients that pass here; none do with Direct Routing.",
        "outPackets",
        each);
  }

  private void counter(
      String name, String help, String field, Consumer<BiConsumer<JsonObject, String[]>> each) {
    out.counter(name, help);
    each.accept((object, labels) -> out.sample(number(object, field), labels));
  }

  private void checks() {
    JsonObject checks = object(status, "checks");
    out.gauge("lvs_director_checkers", "Configured health checkers.")
        .sample(number(checks, "count"));
    out.gauge("lvs_director_probes", "Probes that run, identical checkers merged.")
        .sample(number(checks, "probes"));
    out.gauge("lvs_director_check_lateness_worst_seconds", "How late the latest check began.")
        .sample(number(checks, "latenessWorstMillis") / 1000);
    JsonObject ipvs = object(status, "ipvs");
    out.counter("lvs_director_ipvs_rounds_total", "Rounds of the reconciler.")
        .sample(number(ipvs, "rounds"));
    out.gauge("lvs_director_ipvs_problems", "Changes that the kernel refuses at present.")
        .sample(Json.array(ipvs, "problems").size());
  }

  private void durations() {
    JsonObject checks = object(status, "checks");
    List<Double> late = numbers(checks, "latenessCounts");
    if (!late.isEmpty()) {
      out.histogram("lvs_director_check_lateness_seconds", "How late checks began.")
          .histogram(
              seconds(checks, "latenessBoundsMillis"),
              counts(late),
              number(checks, "latenessSumSeconds"));
    }
    List<JsonObject> kinds = objects(checks, "durations");
    if (!kinds.isEmpty()) {
      out.histogram(
          "lvs_director_check_duration_seconds",
          "How long checks took, by kind and outcome (passed, failed, timeout, error).");
    }
    for (JsonObject kind : kinds) {
      out.histogram(
          seconds(kind, "boundsMillis"),
          counts(numbers(kind, "counts")),
          number(kind, "sumSeconds"),
          "kind",
          text(kind, "kind"),
          "outcome",
          text(kind, "outcome"));
    }
  }

  private static List<Double> seconds(JsonObject object, String millis) {
    return numbers(object, millis).stream().map(bound -> bound / 1000).toList();
  }

  private static long[] counts(List<Double> numbers) {
    return numbers.stream().mapToLong(Double::longValue).toArray();
  }

  private static double seconds(String instant) {
    return instant.isEmpty() ? 0 : (double) Instant.parse(instant).toEpochMilli() / 1000;
  }

  /** Both processes: this one, and the main one as it told last. */
  private void jvm() {
    Map<String, JsonObject> processes = new LinkedHashMap<>();
    processes.put("worker", JvmFacts.json());
    if (object(status, "vrrp").has("jvm")) {
      processes.put("main", object(object(status, "vrrp"), "jvm"));
    }
    out.gauge("lvs_director_jvm_heap_used_bytes", "Java heap in use.");
    processes.forEach((name, p) -> out.sample(number(p, "heapUsed"), "process", name));
    out.gauge("lvs_director_jvm_heap_max_bytes", "Largest Java heap.");
    processes.forEach((name, p) -> out.sample(number(p, "heapMax"), "process", name));
    out.gauge("lvs_director_jvm_threads", "Platform threads.");
    processes.forEach((name, p) -> out.sample(number(p, "threads"), "process", name));
    out.counter("lvs_director_jvm_gc_seconds_total", "Time in garbage collections.");
    processes.forEach((name, p) -> out.sample(number(p, "gcSeconds"), "process", name));
    out.gauge("lvs_director_resident_memory_bytes", "Resident memory.");
    processes.forEach((name, p) -> out.sample(number(p, "residentBytes"), "process", name));
    out.gauge("lvs_director_open_fds", "Open file descriptors.");
    processes.forEach((name, p) -> out.sample(number(p, "openFds"), "process", name));
  }

  private void service(String name, String help, BiConsumer<JsonObject, String[]> sample) {
    out.gauge(name, help);
    eachService(sample);
  }

  private void server(String name, String help, BiConsumer<JsonObject, String[]> sample) {
    out.gauge(name, help);
    eachServer(sample);
  }

  private void eachService(BiConsumer<JsonObject, String[]> sample) {
    objects(status, "services")
        .forEach(s -> sample.accept(s, new String[] {"service", text(s, "name")}));
  }

  private void eachServer(BiConsumer<JsonObject, String[]> sample) {
    for (JsonObject service : objects(status, "services")) {
      for (JsonObject server : objects(service, "servers")) {
        sample.accept(
            server,
            new String[] {"service", text(service, "name"), "server", text(server, "address")});
      }
    }
  }

  private static double flag(JsonObject object, String name) {
    return Json.flag(object, name) ? 1 : 0;
  }
}
