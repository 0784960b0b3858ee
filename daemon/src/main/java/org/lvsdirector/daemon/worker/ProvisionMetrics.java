package org.lvsdirector.daemon.worker;

import static org.lvsdirector.daemon.control.Json.objects;
import static org.lvsdirector.daemon.control.Json.text;

import com.google.gson.JsonObject;
import java.util.List;
import org.lvsdirector.daemon.control.MetricsText;

/** What the drift watch of the real servers knows, as metrics; nothing while it is off. */
final class ProvisionMetrics {
  private ProvisionMetrics() {}

  static void add(MetricsText out, JsonObject watch) {
    if (watch.isEmpty()) {
      return;
    }
    out.gauge(
            "lvs_director_provision_watch_working",
            "Whether the last verification of the real servers gave a report.")
        .sample(text(watch, "trouble").isEmpty() ? 1 : 0);
    List<JsonObject> servers = objects(watch, "servers");
    out.gauge(
        "lvs_director_provision_verified", "Whether the real server could be looked at over SSH.");
    for (JsonObject server : servers) {
      out.sample(text(server, "status").equals("failed") ? 0 : 1, "server", text(server, "name"));
    }
    out.gauge(
        "lvs_director_provision_in_order",
        "Whether the real server's addresses, ARP settings and files are as wanted.");
    for (JsonObject server : servers) {
      out.sample(text(server, "status").equals("in_order") ? 1 : 0, "server", text(server, "name"));
    }
    out.gauge(
        "lvs_director_provision_vip_ok",
        "Whether no real server answers ARP or neighbour solicitations for the virtual address.");
    for (JsonObject vip : objects(watch, "vips")) {
      out.sample(text(vip, "ok").equals("true") ? 1 : 0, "vip", text(vip, "address"));
    }
  }
}
