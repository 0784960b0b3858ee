package org.lvsdirector.daemon.worker;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Debian's Chromium without a screen, driven by the Chrome DevTools Protocol
 * (https://chromedevtools.github.io/devtools-protocol/) over one WebSocket.
 */
final class Chromium implements AutoCloseable {
  private static final String PROGRAM = "/usr/bin/chromium";

  /** For a machine that does much else; what passes never waits for it. */
  private static final Duration LONG = Duration.ofMinutes(2);

  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox", // root has none
          "--disable-gpu",
          "--disable-dev-shm-usage", // containers have 64 MiB of it
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-breakpad",
          "--no-proxy-server",
          "--remote-debugging-port=0");

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> answers;
  private final Map<String, Tab> tabs;

  private Chromium(Process process, WebSocket socket, Events events) {
    this.process = process;
    this.socket = socket;
    this.answers = events.answers;
    this.tabs = events.tabs;
  }

  /**
   * Starts it.
   *
   * @param folder an empty one, for its profile and what it prints
   */
  static Chromium start(Path folder) throws IOException {
    Path profile = folder.resolve("profile");
    Path log = folder.resolve("chromium.log");
    ProcessBuilder builder = new ProcessBuilder(PROGRAM);
    builder.command().addAll(OPTIONS);
    builder.command().add("--user-data-dir=" + profile);
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      List<String> port = List.of();
      for (Path file = profile.resolve("DevToolsActivePort"); port.size() < 2; ) {
        if (!process.isAlive()) {
          throw new AssertionError(PROGRAM + " has ended\n" + Files.readString(log));
        }
        pause();
        port = Files.exists(file) ? Files.readAllLines(file) : port;
      }
      Events events = new Events();
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create("ws://127.0.0.1:" + port.getFirst() + port.getLast()), events)
              .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
              .join();
      return new Chromium(process, socket, events);
    } catch (IOException | RuntimeException | Error e) {
      kill(process);
      throw e;
    }
  }

  /** A new tab with nothing in it, that keeps what it asks for and what it complains of. */
  Tab open() {
    String target =
        call("", "Target.createTarget", object("url", "about:blank")).get("targetId").getAsString();
    JsonObject attach = object("targetId", target);
    attach.addProperty("flatten", true);
    String session = call("", "Target.attachToTarget", attach).get("sessionId").getAsString();
    Tab tab = new Tab(session);
    tabs.put(session, tab);
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      tab.call(domain + ".enable", new JsonObject());
    }
    return tab;
  }

  private JsonObject call(String session, String method, JsonObject parameters) {
    int id = calls.incrementAndGet();
    JsonObject message = object("method", method);
    message.addProperty("id", id);
    message.add("params", parameters);
    if (!session.isEmpty()) {
      message.addProperty("sessionId", session);
    }
    CompletableFuture<JsonObject> future = new CompletableFuture<>();
    answers.put(id, future);
    socket.sendText(message.toString(), true).join();
    JsonObject answer = future.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    if (answer.has("error")) {
      throw new AssertionError(method + " " + parameters + ": " + answer.get("error"));
    }
    return answer.getAsJsonObject("result");
  }

  private static JsonObject object(String name, String value) {
    JsonObject object = new JsonObject();
    object.addProperty(name, value);
    return object;
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
  }

  private static void kill(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join());
  }

  /** Its profile is for the bin, so it need not end well. */
  @Override
  public void close() {
    socket.abort();
    kill(process);
  }

  /** One page. */
  final class Tab {
    private final String session;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Tab(String session) {
      this.session = session;
    }

    private JsonObject call(String method, JsonObject parameters) {
      return Chromium.this.call(session, method, parameters);
    }

    void go(URI uri) {
      JsonObject answer = call("Page.navigate", object("url", uri.toString()));
      if (answer.has("errorText")) {
        throw new AssertionError(uri + ": " + answer.get("errorText").getAsString());
      }
    }

    /** The value of an expression; a promise is waited for. */
    JsonElement value(String expression) {
      JsonObject parameters = object("expression", expression);
      parameters.addProperty("returnByValue", true);
      parameters.addProperty("awaitPromise", true);
      JsonObject answer = call("Runtime.evaluate", parameters);
      if (answer.has("exceptionDetails")) {
        throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
      }
      JsonElement value = answer.getAsJsonObject("result").get("value");
      return value == null ? JsonNull.INSTANCE : value;
    }

    String text(String expression) {
      return value(expression).getAsString();
    }

    /** Waits until the expression is true. */
    void await(String condition) {
      long end = System.nanoTime() + LONG.toNanos();
      while (!value(condition).equals(new JsonPrimitive(true))) {
        if (System.nanoTime() > end) {
          throw new AssertionError(
              "not within " + LONG + ": " + condition + "\n" + text("document.body.innerText"));
        }
        pause();
      }
    }

    /** Makes it so wide; up to 600 pixels as a phone is, with its own idea of a viewport. */
    void size(int width, int height) {
      JsonObject parameters = new JsonObject();
      parameters.addProperty("width", width);
      parameters.addProperty("height", height);
      parameters.addProperty("deviceScaleFactor", 1);
      parameters.addProperty("mobile", width <= 600);
      call("Emulation.setDeviceMetricsOverride", parameters);
    }

    /** As a viewer who prefers {@code light} or {@code dark}. */
    void scheme(String name) {
      JsonObject feature = object("name", "prefers-color-scheme");
      feature.addProperty("value", name);
      JsonArray features = new JsonArray();
      features.add(feature);
      JsonObject parameters = new JsonObject();
      parameters.add("features", features);
      call("Emulation.setEmulatedMedia", parameters);
    }

    /** The whole page as a PNG. */
    void picture(Path file) throws IOException {
      JsonObject parameters = object("format", "png");
      parameters.addProperty("captureBeyondViewport", true);
      String data = call("Page.captureScreenshot", parameters).get("data").getAsString();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Base64.getDecoder().decode(data));
    }

    /** The address of everything it asked for. */
    List<String> requests() {
      return List.copyOf(requests);
    }

    /** Errors, warnings and whatever else a developer's console shows in red. */
    List<String> complaints() {
      return List.copyOf(complaints);
    }

    private void hear(String event, JsonObject of) {
      switch (event) {
        case "Network.requestWillBeSent" ->
            requests.add(of.getAsJsonObject("request").get("url").getAsString());
        case "Runtime.exceptionThrown" -> complaints.add(of.toString());
        case "Runtime.consoleAPICalled" -> complaints.add(of.toString());
        case "Log.entryAdded" -> complaints.add(of.getAsJsonObject("entry").toString());
        default -> {
          // The protocol tells much more.
        }
      }
    }
  }

  private static final class Events implements WebSocket.Listener {
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final Map<String, Tab> tabs = new ConcurrentHashMap<>();
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        JsonObject message = JsonParser.parseString(parts.toString()).getAsJsonObject();
        parts.setLength(0);
        if (message.has("id")) {
          CompletableFuture<JsonObject> future = answers.remove(message.get("id").getAsInt());
          if (future != null) {
            future.complete(message);
          }
        } else if (message.has("sessionId")) {
          Tab tab = tabs.get(message.get("sessionId").getAsString());
          if (tab != null) {
            tab.hear(message.get("method").getAsString(), message.getAsJsonObject("params"));
          }
        }
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
