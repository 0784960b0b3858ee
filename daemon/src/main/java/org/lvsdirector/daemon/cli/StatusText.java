package org.lvsdirector.daemon.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The status as lines of text. What matters comes first in a line, so that a narrow terminal cuts
 * only detail: at 80 columns the sentences are shortened, at 200 they stand whole.
 */
final class StatusText {
  private static final int NARROWEST = 40;

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
    text.footer(status);
    return List.copyOf(text.lines);
  }

  private void header(JsonObject status) {
    JsonObject config = object(status, "config");
    line(
        string(status, "version")
            + "  "
            + string(config, "file")
            + "  loaded "
            + ago(string(config, "loadedAt"))
            + " ago");
    String error = string(config, "lastError");
    if (!error.isEmpty()) {
      line(paint("31;1", "last reload refused: ") + error);
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
      String state = string(instance, "state");
      line(
          "  "
              + pad(string(instance, "name"), 16)
              + " "
              + paint(stateColour(state), pad(state, 7))
              + " "
              + pad(ago(string(instance, "since")), 8)
              + " "
              + pad("prio " + string(instance, "effectivePriority"), 9)
              + " "
              + pad(string(instance, "interface") + "/" + string(instance, "vrid"), 12)
              + " "
              + string(instance, "reason"));
      String vips = String.join(" ", strings(array(instance, "addresses")));
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
      boolean up = bool(service, "quorumUp");
      line(
          "  "
              + string(service, "name")
              + "  "
              + string(service, "scheduler")
              + "  "
              + paint(up ? "32" : "31;1", up ? "up" : "DOWN")
              + (bool(service, "sorryActive") ? paint("33", "  sorry server answers") : ""));
      for (JsonElement server : array(service, "servers")) {
        server(server.getAsJsonObject());
      }
    }
  }

  private void server(JsonObject server) {
    boolean up = bool(server, "up");
    JsonObject drained = object(server, "drained");
    boolean isDrained = !drained.isEmpty();
    String state =
        isDrained ? paint("33", "drain") : up ? paint("32", "up   ") : paint("31;1", "DOWN ");
    String weight = string(server, "weight") + "/" + string(server, "configuredWeight");
    String why =
        isDrained
            ? "drained by "
                + string(drained, "by")
                + (string(drained, "reason").isEmpty() ? "" : ": " + string(drained, "reason"))
            : string(server, "why");
    line(
        "    "
            + pad(string(server, "address"), 22)
            + " "
            + state
            + " w "
            + pad(weight, 6)
            + " "
            + pad("conn " + string(server, "active") + "+" + string(server, "inactive"), 14)
            + " "
            + pad(ago(string(server, "since")), 8)
            + " "
            + why);
  }

  private void footer(JsonObject status) {
    JsonObject checks = object(status, "checks");
    if (!checks.isEmpty()) {
      line("");
      line(
          string(checks, "count")
              + " checks, "
              + string(checks, "latenessP99Millis")
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

  private static JsonObject object(JsonObject parent, String name) {
    return parent.has(name) && parent.get(name).isJsonObject()
        ? parent.getAsJsonObject(name)
        : new JsonObject();
  }

  private static JsonArray array(JsonObject parent, String name) {
    return parent.has(name) && parent.get(name).isJsonArray()
        ? parent.getAsJsonArray(name)
        : new JsonArray();
  }

  private static String string(JsonObject parent, String name) {
    return parent.has(name) && parent.get(name).isJsonPrimitive()
        ? parent.get(name).getAsString()
        : "";
  }

  private static boolean bool(JsonObject parent, String name) {
    return parent.has(name)
        && parent.get(name).isJsonPrimitive()
        && parent.get(name).getAsBoolean();
  }

  private static List<String> strings(JsonArray array) {
    List<String> strings = new ArrayList<>();
    array.forEach(e -> strings.add(e.getAsString()));
    return strings;
  }
}
