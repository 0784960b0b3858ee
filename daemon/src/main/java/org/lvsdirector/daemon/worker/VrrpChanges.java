package org.lvsdirector.daemon.worker;

import static org.lvsdirector.daemon.control.Json.objects;
import static org.lvsdirector.daemon.control.Json.text;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What changed between two VRRP states that the main process told. */
final class VrrpChanges {
  private VrrpChanges() {}

  static List<History.Entry> between(JsonObject before, JsonObject after) {
    Map<String, String> states = new HashMap<>();
    objects(before, "instances").forEach(i -> states.put(text(i, "name"), text(i, "state")));
    List<History.Entry> changes = new ArrayList<>();
    for (JsonObject instance : objects(after, "instances")) {
      String state = text(instance, "state");
      if (!state.equals(states.get(text(instance, "name")))) {
        changes.add(
            new History.Entry(
                Instant.parse(text(instance, "since")),
                text(instance, "name"),
                "",
                state,
                text(instance, "reason")));
      }
    }
    return changes;
  }
}
