package org.lvsdirector.daemon.worker;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.lvsdirector.daemon.BuildFacts;
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
    metrics.jvm();
    return metrics.out.text();
  }

  private void build() {
    out.gauge("lvs_director_info", "Version of the daemon; always 1.")
        .sample(1, "version", BuildFacts.version());
    out.gauge("lvs_director_config_last_reload_successful", "Whether the last reload was accepted.")
        .sample(text(status.getAsJsonObject("config"), "lastError").isEmpty() ? 1 : 0);
  }

  private void vrrp() {
    List<JsonObject> instances = objects(status.getAsJsonObject("vrrp"), "instances");
    out.gauge(
        "lvs_director_vrrp_state",
        "State of the instance: 1 for the state it is in, 0 for the others.");
    for (JsonObject instance : instances) {
      for (String state : List.of("INIT", "BACKUP", "MASTER", "FAULT")) {
        out.sample(
            text(instance, "state").equals(state) ? 1 : 0,
            "instance",
            text(instance, "name"),
            "state",
            state);
      }
    }
    out.gauge(
        "lvs_director_vrrp_effective_priority", "Priority of the instance with its trackers.");
    for (JsonObject instance : instances) {
      out.sample(number(instance, "effectivePriority"), "instance", text(instance, "name"));
    }
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
                        number(counters, name), "instance", text(instance, "name"), "event", name));
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
    out.counter(
        "lvs_director_service_connections_total",
        "Connections scheduled since the service was created.");
    eachService((s, labels) -> out.sample(number(s, "connections"), labels));
    out.counter("lvs_director_service_received_bytes_total", "Bytes from clients.");
    eachService((s, labels) -> out.sample(number(s, "inBytes"), labels));
    out.counter(
        "lvs_director_server_connections_total", "Connections scheduled to the real server.");
    eachServer((s, labels) -> out.sample(number(s, "connections"), labels));
  }

  private void checks() {
    JsonObject checks = status.getAsJsonObject("checks");
    out.gauge("lvs_director_checkers", "Configured health checkers.")
        .sample(number(checks, "count"));
    out.gauge("lvs_director_probes", "Probes that run, identical checkers merged.")
        .sample(number(checks, "probes"));
    out.gauge("lvs_director_check_lateness_p99_seconds", "How late checks begin, 99th percentile.")
        .sample(number(checks, "latenessP99Millis") / 1000);
    out.gauge("lvs_director_check_lateness_worst_seconds", "How late the latest check began.")
        .sample(number(checks, "latenessWorstMillis") / 1000);
    JsonObject ipvs = status.getAsJsonObject("ipvs");
    out.counter("lvs_director_ipvs_rounds_total", "Rounds of the reconciler.")
        .sample(number(ipvs, "rounds"));
    out.gauge("lvs_director_ipvs_problems", "Changes that the kernel refuses at present.")
        .sample(ipvs.getAsJsonArray("problems").size());
  }

  private void jvm() {
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    out.gauge("lvs_director_jvm_heap_used_bytes", "Java heap in use by the worker.")
        .sample((double) heap.getUsed());
    out.gauge("lvs_director_jvm_heap_max_bytes", "Largest Java heap of the worker.")
        .sample((double) heap.getMax());
    out.gauge("lvs_director_jvm_threads", "Platform threads of the worker.")
        .sample(ManagementFactory.getThreadMXBean().getThreadCount());
    out.counter("lvs_director_jvm_gc_seconds_total", "Time in garbage collections of the worker.");
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.sample(collector.getCollectionTime() / 1000.0, "collector", collector.getName());
    }
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

  private static List<JsonObject> objects(JsonObject parent, String name) {
    List<JsonObject> list = new ArrayList<>();
    if (parent.has(name)) {
      for (JsonElement element : parent.getAsJsonArray(name)) {
        list.add(element.getAsJsonObject());
      }
    }
    return list;
  }

  private static String text(JsonObject object, String name) {
    return object.has(name) ? object.get(name).getAsString() : "";
  }

  private static double number(JsonObject object, String name) {
    return object.has(name) ? object.get(name).getAsDouble() : 0;
  }

  private static double flag(JsonObject object, String name) {
    return object.has(name) && object.get(name).getAsBoolean() ? 1 : 0;
  }
}
