package org.lvsdirector.daemon.cli;

import static org.lvsdirector.daemon.cli.StatusLines.pad;
import static org.lvsdirector.daemon.control.Json.array;
import static org.lvsdirector.daemon.control.Json.flag;
import static org.lvsdirector.daemon.control.Json.object;
import static org.lvsdirector.daemon.control.Json.strings;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import org.lvsdirector.daemon.control.Json;

/**
 * The status as lines of text. What matters comes first in a line, so that a narrow terminal cuts
 * only detail: at 80 columns the sentences are shortened, at 200 they stand whole.
 */
final class StatusText {
  private final StatusLines out;

  private StatusText(StatusLines out) {
    this.out = out;
  }

  /**
   * Renders a status.
   *
   * @param status the object that {@code GET /v1/status} answers
   * @param width columns of the terminal
   * @param colour whether escape sequences may be used
   * @param now for "since"
   */
  static List<String> render(JsonObject status, int width, boolean colour, Instant now) {
    StatusText text = new StatusText(new StatusLines(width, colour, now));
    text.header(status);
    text.vrrp(object(status, "vrrp"));
    text.services(array(status, "services"));
    text.provision(object(status, "provision"));
    text.footer(status);
    return text.out.all();
  }

  private void header(JsonObject status) {
    JsonObject config = object(status, "config");
    out.line(
        text(status, "version")
            + "  "
            + text(config, "file")
            + "  loaded "
            + out.ago(text(config, "loadedAt"))
            + " ago"
            + (text(config, "sha256").isEmpty() ? "" : "  sha256 " + text(config, "sha256")));
    String error = text(config, "lastError");
    if (!error.isEmpty()) {
      out.line(out.paint("31;1", "last reload refused: ") + error);
    }
    for (String problem : strings(object(status, "ipvs"), "problems")) {
      out.line(out.paint("31;1", "IPVS: ") + problem);
    }
    for (JsonObject peer : Json.objects(status, "drainPeers")) {
      String why = text(peer, "error");
      out.line(
          why.isEmpty()
              ? "drains are shared with " + text(peer, "peer")
              : out.paint("33", "drains are not shared with " + text(peer, "peer") + ": ") + why);
    }
  }

  private void vrrp(JsonObject vrrp) {
    JsonArray instances = array(vrrp, "instances");
    if (instances.isEmpty()) {
      return;
    }
    out.line("");
    out.line(out.paint("1", "VRRP"));
    int column = column(Json.objects(vrrp, "instances"), "name", 16);
    for (JsonObject instance : Json.objects(vrrp, "instances")) {
      String state = text(instance, "state");
      out.detail(
          out.label("  ", text(instance, "name"), column)
              + " "
              + out.paint(stateColour(state), pad(state, 7))
              + " "
              + pad(out.ago(text(instance, "since")), 8)
              + " "
              + pad("prio " + text(instance, "effectivePriority"), 9)
              + " "
              + pad(text(instance, "interface") + "/" + text(instance, "vrid"), 12)
              + " ",
          text(instance, "reason"),
          false);
      String below = "  " + " ".repeat(column) + " ";
      String vips = String.join(" ", strings(instance, "addresses"));
      if (!vips.isEmpty()) {
        out.line(below + vips);
      }
      JsonObject advert = object(instance, "lastAdvert");
      if (!advert.isEmpty()) {
        out.line(
            below
                + "heard "
                + text(advert, "from")
                + ", priority "
                + text(advert, "priority")
                + ", "
                + out.ago(text(advert, "at"))
                + " ago");
      }
    }
  }

  private void services(JsonArray services) {
    if (services.isEmpty()) {
      return;
    }
    out.line("");
    out.line(out.paint("1", "SERVICES"));
    for (JsonElement element : services) {
      JsonObject service = element.getAsJsonObject();
      boolean up = flag(service, "quorumUp");
      out.line(
          "  "
              + text(service, "name")
              + "  "
              + text(service, "scheduler")
              + "  "
              + out.paint(up ? "32" : "31;1", up ? "up" : "DOWN")
              + "  "
              + number(service, "connectionsPerSecond")
              + "/s"
              + (flag(service, "sorryActive") ? out.paint("33", "  sorry server answers") : ""));
      List<JsonObject> servers = Json.objects(service, "servers");
      int column = column(servers, "address", 22);
      servers.forEach(server -> server(server, column));
    }
  }

  private void server(JsonObject server, int column) {
    boolean up = flag(server, "up");
    JsonObject drained = object(server, "drained");
    boolean isDrained = !drained.isEmpty();
    String state =
        isDrained
            ? out.paint("33", "drain")
            : up ? out.paint("32", "up   ") : out.paint("31;1", "DOWN ");
    String weight = text(server, "weight") + "/" + text(server, "configuredWeight");
    String why =
        isDrained
            ? "drained by "
                + text(drained, "by")
                + (text(drained, "reason").isEmpty() ? "" : ": " + text(drained, "reason"))
                + (up ? "" : "; DOWN: " + text(server, "why"))
            : text(server, "why");
    String facts =
        out.label("    ", text(server, "address"), column)
            + " "
            + state
            + " w "
            + pad(weight, 7)
            + " "
            + pad("conn " + number(server, "active") + "+" + number(server, "inactive"), 14)
            + " "
            + (!out.isWide() ? "" : pad(number(server, "connectionsPerSecond") + "/s", 7) + " ")
            + pad(out.ago(text(server, "since")), 8)
            + " ";
    out.detail(facts, why, up && !isDrained);
  }

  /**
   * What the drift watch found: servers and addresses that are not as wanted, else their number.
   */
  private void provision(JsonObject watch) {
    if (watch.isEmpty()) {
      return;
    }
    out.line("");
    out.line(
        out.paint("1", "REAL SERVERS")
            + "  verified "
            + out.ago(text(watch, "verifiedAt"))
            + " ago");
    if (!text(watch, "trouble").isEmpty()) {
      out.line("  " + out.paint("31;1", "cannot be verified: ") + text(watch, "trouble"));
    }
    int good = 0;
    for (JsonElement element : array(watch, "servers")) {
      JsonObject server = element.getAsJsonObject();
      String status = text(server, "status");
      if (status.equals("in_order")) {
        good++;
      } else {
        out.line(
            "    "
                + pad(text(server, "name"), 22)
                + " "
                + (status.equals("different")
                    ? out.paint("33", "drifted")
                    : out.paint("31;1", "unknown"))
                + " "
                + pad(out.ago(text(server, "since")), 8)
                + " "
                + text(server, "why"));
      }
    }
    for (JsonElement element : array(watch, "vips")) {
      JsonObject vip = element.getAsJsonObject();
      if (!flag(vip, "ok")) {
        out.line(
            "    "
                + pad(text(vip, "address"), 22)
                + " "
                + out.paint("31;1", "ARP: ")
                + text(vip, "why"));
      }
    }
    out.line("    " + good + " of " + array(watch, "servers").size() + " as wanted");
  }

  private void footer(JsonObject status) {
    JsonObject checks = object(status, "checks");
    if (!checks.isEmpty()) {
      out.line("");
      out.line(
          text(checks, "count")
              + " checks, "
              + text(checks, "latenessP99Millis")
              + " ms late at p99"
              + (text(object(status, "vrrp"), "latenessWorstMillis").isEmpty()
                  ? ""
                  : "; VRRP at most "
                      + text(object(status, "vrrp"), "latenessWorstMillis")
                      + " ms late"));
    }
  }

  private static String stateColour(String state) {
    return switch (state) {
      case "MASTER" -> "32;1";
      case "BACKUP" -> "36";
      case "FAULT" -> "31;1";
      default -> "33";
    };
  }

  private static String text(JsonObject object, String name) {
    return StatusLines.printable(Json.text(object, name));
  }

  private static String number(JsonObject object, String name) {
    return StatusLines.number(text(object, name));
  }

  /**
   * How wide a column is for these names: on a wide terminal as wide as the longest, on a narrow
   * one as usual.
   */
  private int column(List<JsonObject> objects, String name, int usual) {
    return out.isWide()
        ? objects.stream().mapToInt(o -> text(o, name).length()).reduce(usual, Math::max)
        : usual;
  }
}
