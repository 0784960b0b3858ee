package org.lvsdirector.daemon.worker;

import com.google.gson.JsonElement;
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
    instances(before).forEach(i -> states.put(text(i, "name"), text(i, "state")));
    List<History.Entry> changes = new ArrayList<>();
    for (JsonObject instance : instances(after)) {
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

  private static List<JsonObject> instances(JsonObject status) {
    List<JsonObject> list = new ArrayList<>();
    if (status.has("instances")) {
      for (JsonElement element : status.getAsJsonArray("instances")) {
        list.add(element.getAsJsonObject());
      }
    }
    return list;
  }

  private static String text(JsonObject object, String name) {
    return object.has(name) ? object.get(name).getAsString() : "";
  }
}
