package org.lvsdirector.daemon.control;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a caller of the control interface asks.
 *
 * @param method GET or POST
 * @param path the path without its query
 * @param query the query's parameters
 * @param body the body's text; "" where there is none
 * @param user who asks, as the kernel says (Unix socket) or the token stands for (page); for the
 *     log and the records of a drain
 */
public record ControlRequest(
    String method, String path, Map<String, String> query, String body, String user) {
  public ControlRequest {
    query = Map.copyOf(query);
  }

  /** Splits a request line's target. */
  static ControlRequest of(String method, String target, String body, String user) {
    int mark = target.indexOf('?');
    Map<String, String> query = new TreeMap<>();
    if (mark >= 0) {
      for (String pair : target.substring(mark + 1).split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
    }
    return new ControlRequest(
        method, mark < 0 ? target : target.substring(0, mark), query, body, user);
  }

  /** The body as a JSON object; empty where it is none. */
  public Optional<JsonObject> json() {
    try {
      JsonElement element = JsonParser.parseString(body.isEmpty() ? "{}" : body);
      return element.isJsonObject() ? Optional.of(element.getAsJsonObject()) : Optional.empty();
    } catch (JsonParseException _) {
      return Optional.empty();
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
