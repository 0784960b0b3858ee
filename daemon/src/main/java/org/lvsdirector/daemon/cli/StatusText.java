package org.lvsdirector.daemon.cli;

import static org.lvsdirector.daemon.control.Json.array;
import static org.lvsdirector.daemon.control.Json.flag;
import static org.lvsdirector.daemon.control.Json.object;
import static org.lvsdirector.daemon.control.Json.strings;
import static org.lvsdirector.daemon.control.Json.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.daemon.control.Json;

/**
 * The status as lines of text. What matters comes first in a line, so that a narrow terminal cuts
 * only detail: at 80 columns the sentences are shortened, at 200 they stand whole.
 */
final class StatusText {
  private static final int NARROWEST = 40;
  private static final int WIDE = 120;

  private final int width;
  private final boolean colour;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  private StatusText(int width, boolean colour, Instant now) {
    this.width = Math.max(NARROWEST, width);
    this.colour = colour;
    this.now = now;
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
    StatusText text = new StatusText(width, colour, now);
    text.header(status);
    text.vrrp(object(status, "vrrp"));
    text.services(array(status, "services"));
    text.provision(object(status, "provision"));
    text.footer(status);
    return List.copyOf(text.lines);
  }

  private void header(JsonObject status) {
    JsonObject config = object(status, "config");
    line(
        text(status, "version")
            + "  "
            + text(config, "file")
            + "  loaded "
            + ago(text(config, "loadedAt"))
            + " ago");
    String error = text(config, "lastError");
    if (!error.isEmpty()) {
      line(paint("31;1", "last reload refused: ") + error);
    }
    for (String problem : strings(object(status, "ipvs"), "problems")) {
      line(paint("31;1", "IPVS: ") + problem);
    }
    for (JsonObject peer : Json.objects(status, "drainPeers")) {
      String why = text(peer, "error");
      line(
          why.isEmpty()
              ? "drains are shared with " + text(peer, "peer")
              : paint("33", "drains are not shared with " + text(peer, "peer") + ": ") + why);
    }
  }

  private void vrrp(JsonObject vrrp) {
    JsonArray instances = array(vrrp, "instances");
    if (instances.isEmpty()) {
      return;
    }
    line("");
    line(paint("1", "VRRP"));
    for (JsonElement element : instances) {
      JsonObject instance = element.getAsJsonObject();
      String state = text(instance, "state");
      detail(
          "  "
              + pad(text(instance, "name"), 16)
              + " "
              + paint(stateColour(state), pad(state, 7))
              + " "
              + pad(ago(text(instance, "since")), 8)
              + " "
              + pad("prio " + text(instance, "effectivePriority"), 9)
              + " "
              + pad(text(instance, "interface") + "/" + text(instance, "vrid"), 12)
              + " ",
          text(instance, "reason"),
          false);
      String vips = String.join(" ", strings(instance, "addresses"));
      if (!vips.isEmpty()) {
        line("  " + pad("", 16) + " " + vips);
      }
    }
  }

  private void services(JsonArray services) {
    if (services.isEmpty()) {
      return;
    }
    line("");
    line(paint("1", "SERVICES"));
    for (JsonElement element : services) {
      JsonObject service = element.getAsJsonObject();
      boolean up = flag(service, "quorumUp");
      line(
          "  "
              + text(service, "name")
              + "  "
              + text(service, "scheduler")
              + "  "
              + paint(up ? "32" : "31;1", up ? "up" : "DOWN")
              + (flag(service, "sorryActive") ? paint("33", "  sorry server answers") : ""));
      for (JsonElement server : array(service, "servers")) {
        server(server.getAsJsonObject());
      }
    }
  }

  private void server(JsonObject server) {
    boolean up = flag(server, "up");
    JsonObject drained = object(server, "drained");
    boolean isDrained = !drained.isEmpty();
    String state =
        isDrained ? paint("33", "drain") : up ? paint("32", "up   ") : paint("31;1", "DOWN ");
    String weight = text(server, "weight") + "/" + text(server, "configuredWeight");
    String why =
        isDrained
            ? "drained by "
                + text(drained, "by")
                + (text(drained, "reason").isEmpty() ? "" : ": " + text(drained, "reason"))
            : text(server, "why");
    String facts =
        "    "
            + pad(text(server, "address"), 22)
            + " "
            + state
            + " w "
            + pad(weight, 6)
            + " "
            + pad("conn " + text(server, "active") + "+" + text(server, "inactive"), 14)
            + " "
            + pad(ago(text(server, "since")), 8)
            + " ";
    detail(facts, why, up && !isDrained);
  }

  /**
   * A sentence behind the facts, where there is room for it; else below them, unless all is well.
   */
  private void detail(String facts, String sentence, boolean well) {
    boolean fits = facts.length() + sentence.length() < width || width >= WIDE;
    if (fits || well) {
      line(facts + sentence);
    } else {
      line(facts.stripTrailing());
      line("      " + sentence);
    }
  }

  /**
   * What the drift watch found: servers and addresses that are not as wanted, else their number.
   */
  private void provision(JsonObject watch) {
    if (watch.isEmpty()) {
      return;
    }
    line("");
    line(paint("1", "REAL SERVERS") + "  verified " + ago(text(watch, "verifiedAt")) + " ago");
    if (!text(watch, "trouble").isEmpty()) {
      line("  " + paint("31;1", "cannot be verified: ") + text(watch, "trouble"));
    }
    int good = 0;
    for (JsonElement element : array(watch, "servers")) {
      JsonObject server = element.getAsJsonObject();
      String status = text(server, "status");
      if (status.equals("in_order")) {
        good++;
      } else {
        line(
            "    "
                + pad(text(server, "name"), 22)
                + " "
                + (status.equals("different") ? paint("33", "drifted") : paint("31;1", "unknown"))
                + " "
                + pad(ago(text(server, "since")), 8)
                + " "
                + text(server, "why"));
      }
    }
    for (JsonElement element : array(watch, "vips")) {
      JsonObject vip = element.getAsJsonObject();
      if (!flag(vip, "ok")) {
        line(
            "    "
                + pad(text(vip, "address"), 22)
                + " "
                + paint("31;1", "ARP: ")
                + text(vip, "why"));
      }
    }
    line("    " + good + " of " + array(watch, "servers").size() + " as wanted");
  }

  private void footer(JsonObject status) {
    JsonObject checks = object(status, "checks");
    if (!checks.isEmpty()) {
      line("");
      line(
          text(checks, "count")
              + " checks, "
              + text(checks, "latenessP99Millis")
              + " ms late at p99");
    }
  }

  private void line(String text) {
    lines.add(cut(text));
  }

  /** Cuts to the terminal's width, not counting escape sequences. */
  private String cut(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int columns = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u001b') {
        int end = text.indexOf('m', i);
        out.append(text, i, end + 1);
        i = end;
      } else if (columns < width - 1 || (columns == width - 1 && i == text.length() - 1)) {
        out.append(c);
        columns++;
      } else if (columns == width - 1) {
        out.append('…');
        columns++;
      }
    }
    return out.toString();
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static String stateColour(String state) {
    return switch (state) {
      case "MASTER" -> "32;1";
      case "BACKUP" -> "36";
      case "FAULT" -> "31;1";
      default -> "33";
    };
  }

  /**
   * How long ago, in at most seven characters: {@code 12s}, {@code 3m12s}, {@code 2h05m}, {@code
   * 9d04h}.
   */
  private String ago(String instant) {
    if (instant.isEmpty()) {
      return "-";
    }
    Duration age = Duration.between(Instant.parse(instant), now);
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m" + two(seconds % 60) + "s";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + "h" + two(seconds % 3600 / 60) + "m";
    }
    return seconds / 86_400 + "d" + two(seconds % 86_400 / 3600) + "h";
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  private static String pad(String text, int columns) {
    return text.length() >= columns ? text : text + " ".repeat(columns - text.length());
  }
}
