package org.lvsdirector.daemon.worker;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one verification of the real servers found, and what is different from the one before.
 *
 * @param at when it ended
 * @param trouble why there is no result; empty text if there is one
 * @param hosts the real servers, by name
 * @param vips who answers for each virtual address
 */
record VerifyReport(Instant at, String trouble, Map<String, Host> hosts, Map<String, Vip> vips) {
  /** How many differences a log line or a status line names; the rest is counted. */
  private static final int NAMED = 3;

  /** Before the first verification. */
  static final VerifyReport NONE = new VerifyReport(Instant.EPOCH, "", Map.of(), Map.of());

  /**
   * One real server.
   *
   * @param status {@code in_order}, {@code different} or {@code failed}
   * @param since when it came to this status
   * @param findings what differs, or why it failed
   */
  record Host(String name, String address, String status, Instant since, List<String> findings) {
    boolean good() {
      return status.equals("in_order");
    }

    String sentence() {
      String named = String.join("; ", findings.subList(0, Math.min(NAMED, findings.size())));
      return findings.size() > NAMED ? named + "; and more" : named;
    }
  }

  /** One virtual address: whether only those answer for it who may. */
  record Vip(String address, boolean good, String sentence) {}

  /** A change that is worth a line in the log. */
  record Change(String who, boolean good, String what, String why) {}

  /**
   * Reads what {@code provision verify --json} printed.
   *
   * @param output its standard output
   * @param errors its standard error, for the reason when there is no report
   * @param before the report before, for "since"
   */
  static VerifyReport read(String output, String errors, Instant now, VerifyReport before) {
    try {
      JsonElement read = JsonParser.parseString(output);
      if (read.isJsonObject() && read.getAsJsonObject().has("hosts")) {
        return read(read.getAsJsonObject(), now, before);
      }
    } catch (JsonParseException | IllegalStateException _) {
      // Told below, with the program's own words.
    }
    String why = errors.strip().lines().limit(NAMED).reduce((a, b) -> a + "; " + b).orElse("");
    return before.withTrouble(now, why.isEmpty() ? "provision verify gave no report" : why);
  }

  /** The same servers as before, and why nothing newer is known. */
  VerifyReport withTrouble(Instant now, String why) {
    return new VerifyReport(now, why, hosts, vips);
  }

  private static VerifyReport read(JsonObject report, Instant now, VerifyReport before) {
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (JsonElement element : report.getAsJsonArray("hosts")) {
      JsonObject host = element.getAsJsonObject();
      String name = host.get("name").getAsString();
      String status = host.get("status").getAsString();
      Instant since =
          Optional.ofNullable(before.hosts.get(name))
              .filter(h -> h.status().equals(status))
              .map(Host::since)
              .orElse(now);
      hosts.put(
          name, new Host(name, host.get("address").getAsString(), status, since, findings(host)));
    }
    Map<String, Vip> vips = new LinkedHashMap<>();
    for (JsonElement element : report.getAsJsonArray("probes")) {
      JsonObject probe = element.getAsJsonObject();
      String vip = probe.get("vip").getAsString();
      vips.put(vip, new Vip(vip, probe.get("ok").getAsBoolean(), probe.get("text").getAsString()));
    }
    return new VerifyReport(now, "", hosts, vips);
  }

  private static List<String> findings(JsonObject host) {
    List<String> out = new ArrayList<>();
    if (host.has("error")) {
      out.add(host.get("error").getAsString());
    }
    for (JsonElement element : host.getAsJsonArray("checks")) {
      JsonObject check = element.getAsJsonObject();
      if (!check.get("ok").getAsBoolean()) {
        out.add(
            check.get("want").getAsString() + " (found: " + check.get("found").getAsString() + ")");
      }
    }
    host.getAsJsonArray("problems").forEach(p -> out.add(p.getAsString()));
    return List.copyOf(out);
  }

  /** What is not as it was. At the first report: what is not as wanted. */
  List<Change> changesSince(VerifyReport before) {
    List<Change> out = new ArrayList<>();
    if (!trouble.equals(before.trouble)) {
      out.add(
          trouble.isEmpty()
              ? new Change("real servers", true, "verified again", "")
              : new Change("real servers", false, "cannot be verified", trouble));
    }
    for (Host host : hosts.values()) {
      Host was = before.hosts.get(host.name());
      boolean same =
          was == null
              ? host.good()
              : was.status().equals(host.status()) && was.findings().equals(host.findings());
      if (!same) {
        out.add(change(host));
      }
    }
    for (Vip vip : vips.values()) {
      Vip was = before.vips.get(vip.address());
      if (was == null ? !vip.good() : was.good() != vip.good()) {
        out.add(
            new Change(
                vip.address(),
                vip.good(),
                vip.good() ? "quiet again" : "wrong answers",
                vip.sentence()));
      }
    }
    return out;
  }

  private static Change change(Host host) {
    return switch (host.status()) {
      case "in_order" -> new Change(host.name(), true, "as wanted again", "");
      case "different" ->
          new Change(
              host.name(),
              false,
              "drifted",
              host.sentence()
                  + "; 'lvs-director provision apply --hosts "
                  + host.name()
                  + "' puts it right");
      default -> new Change(host.name(), false, "cannot be verified", host.sentence());
    };
  }

  /** For the status. */
  JsonObject json() {
    JsonObject out = new JsonObject();
    out.addProperty("verifiedAt", at.toString());
    out.addProperty("trouble", trouble);
    JsonArray servers = new JsonArray();
    for (Host host : hosts.values()) {
      JsonObject object = new JsonObject();
      object.addProperty("name", host.name());
      object.addProperty("address", host.address());
      object.addProperty("status", host.status());
      object.addProperty("since", host.since().toString());
      object.addProperty("why", host.sentence());
      servers.add(object);
    }
    out.add("servers", servers);
    JsonArray answers = new JsonArray();
    for (Vip vip : vips.values()) {
      JsonObject object = new JsonObject();
      object.addProperty("address", vip.address());
      object.addProperty("ok", vip.good());
      object.addProperty("why", vip.sentence());
      answers.add(object);
    }
    out.add("vips", answers);
    return out;
  }
}
