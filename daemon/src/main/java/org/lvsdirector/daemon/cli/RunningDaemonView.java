package org.lvsdirector.daemon.cli;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lvsdirector.daemon.config.ServerText;
import org.lvsdirector.daemon.config.VipText;
import org.lvsdirector.daemon.control.Json;
import org.lvsdirector.ipvs.desired.PoolView;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * What a plan needs of the running daemon's status: the health of servers, the services it owns,
 * its VRRP instances.
 */
final class RunningDaemonView {
  private final Map<String, JsonObject> services = new HashMap<>();
  private final Map<String, JsonObject> instances = new HashMap<>();

  /** From the status; an empty object stands for no daemon. */
  RunningDaemonView(JsonObject status) {
    Json.objects(status, "services").forEach(s -> services.put(s.get("name").getAsString(), s));
    if (status.has("vrrp")) {
      Json.objects(status.getAsJsonObject("vrrp"), "instances")
          .forEach(i -> instances.put(i.get("name").getAsString(), i));
    }
  }

  /** The health that servers will have: theirs now, or what a new server starts with. */
  PoolView view(VirtualServer service) {
    JsonObject known = services.get(service.label());
    if (known == null) {
      return PoolView.allServing(service);
    }
    Map<String, JsonObject> servers = new HashMap<>();
    Json.objects(known, "servers").forEach(s -> servers.put(s.get("address").getAsString(), s));
    List<PoolView.ServerView> views = new ArrayList<>();
    for (RealServer server : service.realServers()) {
      JsonObject now = servers.get(ServerText.of(server));
      boolean drained = now != null && now.has("drained");
      boolean up =
          now == null
              ? server.checkers().stream().noneMatch(c -> c.alpha())
              : now.get("up").getAsBoolean();
      long shift =
          now == null ? 0 : now.get("weight").getAsLong() - now.get("configuredWeight").getAsLong();
      views.add(new PoolView.ServerView(up, drained ? 0 : server.weight() + shift));
    }
    return new PoolView(known.get("sorryActive").getAsBoolean(), views);
  }

  /** The services in the kernel that the daemon owns, by their names there. */
  Set<String> ownedKeys() {
    Set<String> keys = new HashSet<>();
    for (JsonObject service : services.values()) {
      if (service.has("keys")) {
        service.getAsJsonArray("keys").forEach(key -> keys.add(key.getAsString()));
      }
    }
    return keys;
  }

  /** What changes for VRRP, a sentence each. Nothing is said where no daemon runs. */
  List<String> vrrpNotes(VrrpConfig config) {
    List<String> notes = new ArrayList<>();
    if (instances.isEmpty()) {
      return notes;
    }
    Set<String> gone = new TreeSet<>(instances.keySet());
    for (VrrpInstance instance : config.instances()) {
      JsonObject now = instances.get(instance.name());
      gone.remove(instance.name());
      if (now == null) {
        notes.add("VRRP instance " + instance.name() + " is new and starts as BACKUP");
      } else {
        instanceNotes(instance, now, notes);
      }
    }
    gone.forEach(name -> notes.add("VRRP instance " + name + " ends; its addresses are given up"));
    return notes;
  }

  private static void instanceNotes(VrrpInstance instance, JsonObject now, List<String> notes) {
    if (now.get("vrid").getAsInt() != instance.virtualRouterId()) {
      notes.add(
          "VRRP instance "
              + instance.name()
              + " restarts: virtual_router_id "
              + now.get("vrid")
              + " becomes "
              + instance.virtualRouterId());
    }
    if (now.get("basePriority").getAsInt() != instance.priority()) {
      notes.add(
          "VRRP instance "
              + instance.name()
              + ": priority "
              + now.get("basePriority")
              + " becomes "
              + instance.priority());
    }
    Set<String> before = new TreeSet<>();
    if (now.has("configuredAddresses")) {
      now.getAsJsonArray("configuredAddresses").forEach(a -> before.add(a.getAsString()));
    }
    Set<String> after = addresses(instance);
    after.stream()
        .filter(a -> !before.contains(a))
        .forEach(a -> notes.add("VRRP instance " + instance.name() + " gains " + a));
    before.stream()
        .filter(a -> !after.contains(a))
        .forEach(a -> notes.add("VRRP instance " + instance.name() + " gives up " + a));
  }

  /** The addresses of an instance, as the status names them. */
  static Set<String> addresses(VrrpInstance instance) {
    Set<String> addresses = new TreeSet<>();
    for (VipAddress vip : instance.virtualAddresses()) {
      addresses.add(VipText.of(vip));
    }
    for (VipAddress vip : instance.excludedAddresses()) {
      addresses.add(VipText.of(vip));
    }
    return addresses;
  }
}
