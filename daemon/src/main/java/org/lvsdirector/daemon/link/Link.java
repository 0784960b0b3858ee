package org.lvsdirector.daemon.link;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One end of the pipe pair between the main process and the worker. A message is one JSON object on
 * one line, with its kind under {@code "is"}. Lines that are no JSON object (a runtime's own words
 * on standard output) go to {@code stray}. End of file means that the other process is gone.
 */
public final class Link {
  /**
   * The environment variable of a worker that reads its file and then waits for the message {@code
   * go}.
   */
  public static final String WAIT_VARIABLE = "LVS_DIRECTOR_WAIT";

  private final InputStream in;
  private final OutputStream out;

  /** Joins the two ends; neither is closed here. */
  public Link(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** A message of the given kind, to be filled and sent. */
  public static JsonObject message(String kind) {
    JsonObject message = new JsonObject();
    message.addProperty("is", kind);
    return message;
  }

  /** The kind of a message; "" where it has none. */
  public static String kind(JsonObject message) {
    return message.has("is") ? message.get("is").getAsString() : "";
  }

  /**
   * Sends one message.
   *
   * @return false where the other process is gone: the caller learns of that by end of file as
   *     well, so nothing is thrown
   */
  public boolean send(JsonObject message) {
    byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      try {
        out.write(line);
        out.flush();
        return true;
      } catch (IOException _) {
        return false;
      }
    }
  }

  /** Sends a message that has nothing but its kind. */
  public boolean send(String kind) {
    return send(message(kind));
  }

  /**
   * Reads messages on a daemon thread of its own until end of file.
   *
   * @param name the thread's name
   */
  public void listen(
      String name, Consumer<JsonObject> onMessage, Consumer<String> stray, Runnable onEnd) {
    Thread.ofPlatform().daemon().name(name).start(() -> read(onMessage, stray, onEnd));
  }

  private void read(Consumer<JsonObject> onMessage, Consumer<String> stray, Runnable onEnd) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonObject message = parse(line);
        if (message == null) {
          stray.accept(line);
        } else {
          onMessage.accept(message);
        }
      }
    } catch (IOException | UncheckedIOException _) {
      // A broken pipe is the other way in which the end of the other process shows.
    } finally {
      onEnd.run();
    }
  }

  private static @Nullable JsonObject parse(String line) {
    if (!line.startsWith("{")) {
      return null;
    }
    try {
      return JsonParser.parseString(line).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException _) {
      return null;
    }
  }
}
