package org.lvsdirector.daemon.control;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer of the control interface.
 *
 * @param status HTTP status code
 * @param contentType media type
 * @param headers further headers
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // made, written out once, never compared
public record ControlAnswer(
    int status, String contentType, Map<String, String> headers, byte[] body) {
  public ControlAnswer {
    headers = Map.copyOf(headers);
  }

  /** The same with another header. */
  public ControlAnswer with(String name, String value) {
    return new ControlAnswer(status, contentType, Map.of(name, value), body);
  }

  /** 200 with a JSON body. */
  public static ControlAnswer json(JsonElement body) {
    return json(200, body);
  }

  /** A JSON body with a status of the caller's choice. */
  public static ControlAnswer json(int status, JsonElement body) {
    return new ControlAnswer(
        status, "application/json", Map.of(), (body + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A text body. */
  public static ControlAnswer text(String contentType, String body) {
    return new ControlAnswer(200, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** An error: {@code {"error": sentence}}. */
  public static ControlAnswer error(int status, String sentence) {
    JsonObject body = new JsonObject();
    body.addProperty("error", sentence);
    return json(status, body);
  }
}
