package org.lvsdirector.daemon.worker;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.daemon.config.HostName;
import org.lvsdirector.daemon.config.ServerText;
import org.lvsdirector.daemon.control.ControlAnswer;
import org.lvsdirector.daemon.control.ControlRequest;
import org.lvsdirector.healthcheck.io.HealthSnapshot;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.RealServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the control interface answers; the paths are documented in lvs-director-api(7). */
final class ControlRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ControlRoutes.class);

  /** What is answered on the socket, each documented in lvs-director-api(7). */
  static final List<String> RESOURCES =
      List.of(
          "GET /v1/status",
          "GET /v1/rates",
          "GET /v1/why",
          "GET /v1/connections",
          "GET /v1/drains",
          "POST /v1/drain",
          "POST /v1/undrain",
          "POST /v1/reload");

  private static final int CHANGES_SHOWN = 100;

  private final WorkerRuntime runtime;
  private final MainProcessLink main;

  ControlRoutes(WorkerRuntime runtime, MainProcessLink main) {
    this.runtime = runtime;
    this.main = main;
  }

  ControlAnswer answer(ControlRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /v1/status" -> ControlAnswer.json(status());
      case "GET /v1/rates" -> ControlAnswer.json(runtime.rates().json(System.nanoTime()));
      case "GET /v1/why" -> withServer(request.query().get("server"), this::why);
      case "GET /v1/connections" -> withServer(request.query().get("server"), this::connections);
      case "GET /v1/drains" -> drains();
      case "POST /v1/drain" -> body(request, b -> drain(request, b));
      case "POST /v1/undrain" -> body(request, b -> undrain(request, b));
      case "POST /v1/reload" -> reload(request);
      default ->
          ControlAnswer.error(404, "no such resource: " + request.method() + " " + request.path());
    };
  }

  /** The whole status as one object. */
  JsonObject status() {
    HealthSnapshot health = runtime.health().snapshot();
    JsonObject status = runtime.facts().json();
    status.add(
        "services",
        new StatusJson(health, table(), runtime.drains())
            .services(runtime.config().lvs().virtualServers()));
    JsonObject checks = new JsonObject();
    checks.addProperty("count", health.checkers());
    checks.addProperty("probes", health.probes());
    checks.addProperty("latenessP99Millis", health.lateness().millisAt(0.99));
    checks.addProperty("latenessWorstMillis", health.lateness().worstMillis());
    checks.addProperty("settled", health.settled());
    checks.addProperty("latenessSumSeconds", (double) health.lateness().sumNanos() / 1e9);
    checks.add("latenessBoundsMillis", numbers(health.lateness().boundsMillis()));
    checks.add("latenessCounts", numbers(health.lateness().counts()));
    checks.add("durations", durations(health));
    status.add("checks", checks);
    status.add("ipvs", ipvs());
    runtime.provision().status().ifPresent(watch -> status.add("provision", watch));
    status.add("drainPeers", runtime.drainExchange().json());
    status.add("changes", Changes.latest(runtime.history(), health, CHANGES_SHOWN));
    return status;
  }

  private static JsonArray durations(HealthSnapshot health) {
    JsonArray array = new JsonArray();
    for (HealthSnapshot.Durations kind : health.durations()) {
      JsonObject object = new JsonObject();
      object.addProperty("kind", kind.kind());
      object.addProperty("outcome", kind.outcome());
      object.add("boundsMillis", numbers(kind.boundsMillis()));
      object.add("counts", numbers(kind.counts()));
      object.addProperty("sumSeconds", (double) kind.sum().toNanos() / 1e9);
      array.add(object);
    }
    return array;
  }

  private static JsonArray numbers(List<? extends Number> numbers) {
    JsonArray array = new JsonArray();
    numbers.forEach(array::add);
    return array;
  }

  private JsonObject ipvs() {
    var snapshot = runtime.reconciler().snapshot();
    JsonObject object = new JsonObject();
    object.addProperty("rounds", snapshot.rounds());
    snapshot.lastSuccess().ifPresent(at -> object.addProperty("lastSuccess", at.toString()));
    JsonArray problems = new JsonArray();
    snapshot.problems().forEach(problems::add);
    object.add("problems", problems);
    return object;
  }

  private Optional<LiveTable> table() {
    try {
      return Optional.of(runtime.statistics().read());
    } catch (LinuxException e) {
      LOG.warn("reading the IPVS counters: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private ControlAnswer why(ServerName server) {
    JsonArray history = new JsonArray();
    for (var service : runtime.config().lvs().virtualServers()) {
      for (RealServer real : service.realServers()) {
        if (server.matches(real)) {
          String name = real.label(service.protocol());
          Changes.ofServers(runtime.health().snapshot(), name::equals).stream()
              .filter(entry -> entry.service().equals(service.label()))
              .forEach(entry -> history.add(entry.json()));
        }
      }
    }
    JsonObject answer = new JsonObject();
    answer.add("history", history);
    return ControlAnswer.json(answer);
  }

  private ControlAnswer connections(ServerName server) {
    long active = 0;
    for (var service : status().getAsJsonArray("services")) {
      for (var real : service.getAsJsonObject().getAsJsonArray("servers")) {
        String name = real.getAsJsonObject().get("address").getAsString();
        if (ServerName.parse(name)
            .map(
                n ->
                    n.address().equals(server.address())
                        && (server.port() == 0 || n.port() == server.port()))
            .orElse(false)) {
          active += real.getAsJsonObject().get("active").getAsLong();
        }
      }
    }
    JsonObject answer = new JsonObject();
    answer.addProperty("active", active);
    return ControlAnswer.json(answer);
  }

  private ControlAnswer drains() {
    JsonArray array = new JsonArray();
    runtime.drains().all().forEach(drain -> array.add(drain.json()));
    JsonObject answer = new JsonObject();
    answer.add("drains", array);
    return ControlAnswer.json(answer);
  }

  private ControlAnswer drain(ControlRequest request, JsonObject body) {
    return withServer(
        text(body, "server"),
        server -> {
          try {
            Optional<Instant> until =
                body.has("until")
                    ? Optional.of(Instant.parse(text(body, "until")))
                    : Optional.empty();
            runtime
                .drains()
                .add(
                    new Drain(
                        server,
                        who(request),
                        text(body, "reason"),
                        Instant.now(),
                        until,
                        Optional.empty()));
            runtime.drainsChanged();
            LOG.info(
                "{} drained by {}{}",
                server,
                who(request),
                text(body, "reason").isEmpty() ? "" : ": " + text(body, "reason"));
            return message(
                server
                    + " drained: weight 0, existing connections go on; 'lvs-director undrain "
                    + server
                    + "' ends it");
          } catch (DateTimeException _) {
            return ControlAnswer.error(
                400,
                "until: '" + text(body, "until") + "' (expected for example 2026-11-21T22:00:00Z)");
          } catch (IOException e) {
            return ControlAnswer.error(
                500, "the drain cannot be kept: " + e + "; check that state_dir is writable");
          }
        });
  }

  private ControlAnswer undrain(ControlRequest request, JsonObject body) {
    return withServer(
        text(body, "server"),
        server -> {
          try {
            if (!runtime.drains().remove(server, who(request), Instant.now())) {
              return ControlAnswer.error(
                  409,
                  server
                      + " is not drained; drained are: "
                      + runtime.drains().all().stream().map(d -> d.server().toString()).toList());
            }
            runtime.drainsChanged();
            LOG.info("{} undrained by {}", server, who(request));
            return message(server + " has its weight back");
          } catch (IOException e) {
            return ControlAnswer.error(500, "the end of the drain cannot be kept: " + e);
          }
        });
  }

  /** A drain is known on both directors, so it says where it was asked for. */
  private static String who(ControlRequest request) {
    return request.user().contains("@") ? request.user() : request.user() + "@" + HostName.label();
  }

  private ControlAnswer reload(ControlRequest request) {
    LOG.info("reload asked for by {}", request.user());
    main.askReload();
    return message("reload asked for; 'lvs-director status' shows a refusal");
  }

  private ControlAnswer withServer(
      @org.jspecify.annotations.Nullable String name,
      java.util.function.Function<ServerName, ControlAnswer> action) {
    Optional<ServerName> server = Optional.ofNullable(name).flatMap(ServerName::parse);
    if (server.isEmpty()) {
      return ControlAnswer.error(
          400, "server: '" + name + "' (expected ADDRESS, ADDRESS:PORT or [ADDRESS]:PORT)");
    }
    boolean known =
        runtime.config().lvs().virtualServers().stream()
            .anyMatch(s -> s.realServers().stream().anyMatch(server.get()::matches));
    if (!known) {
      List<String> all =
          runtime.config().lvs().virtualServers().stream()
              .flatMap(s -> s.realServers().stream())
              .map(ServerText::of)
              .distinct()
              .limit(10)
              .toList();
      return ControlAnswer.error(
          404,
          "no real server "
              + server.get()
              + " in the configuration; there are: "
              + String.join(" ", all));
    }
    return action.apply(server.get());
  }

  private static ControlAnswer body(
      ControlRequest request, java.util.function.Function<JsonObject, ControlAnswer> action) {
    return request
        .json()
        .map(action)
        .orElseGet(() -> ControlAnswer.error(400, "the body is no JSON object"));
  }

  private static ControlAnswer message(String text) {
    JsonObject answer = new JsonObject();
    answer.addProperty("message", text);
    return ControlAnswer.json(answer);
  }

  private static String text(JsonObject object, String name) {
    return object.has(name) && object.get(name).isJsonPrimitive()
        ? object.get(name).getAsString()
        : "";
  }
}
