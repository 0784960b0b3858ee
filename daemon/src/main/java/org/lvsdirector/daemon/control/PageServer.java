package org.lvsdirector.daemon.control;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The status page and the metrics over TCP: read-only, off unless configured, on the loopback
 * address unless told otherwise, and never without a token on any other.
 */
public final class PageServer implements AutoCloseable {
  private static final int LIVE_VIEWERS = 16;

  private final HttpServer server;
  private final Optional<String> token;
  private final Supplier<JsonObject> status;
  private final Supplier<String> metrics;
  private final Semaphore viewers = new Semaphore(LIVE_VIEWERS);
  private volatile boolean closed;

  private PageServer(
      HttpServer server,
      Optional<String> token,
      Supplier<JsonObject> status,
      Supplier<String> metrics) {
    this.server = server;
    this.token = token;
    this.status = status;
    this.metrics = metrics;
  }

  /**
   * Opens the page.
   *
   * @param address where to listen
   * @param port 1 to 65535; 0 for one that the system picks (tests)
   * @param token what a viewer has to show, as {@code ?token=} or as a bearer token
   * @throws IOException if the address is not loopback and there is no token, or if it cannot be
   *     listened on
   */
  public static PageServer open(
      InetAddress address,
      int port,
      Optional<String> token,
      Supplier<JsonObject> status,
      Supplier<String> metrics)
      throws IOException {
    if (!address.isLoopbackAddress() && token.isEmpty()) {
      throw new IOException(
          "status_address "
              + address.getHostAddress()
              + " is not loopback and there is no token; set '@lvs_director status_token_file PATH'");
    }
    HttpServer http = HttpServer.create(new InetSocketAddress(address, port), 64);
    PageServer page = new PageServer(http, token, status, metrics);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", page::serve);
    http.start();
    return page;
  }

  /** The port listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
      if (!exchange.getRequestMethod().equals("GET")) {
        answer(exchange, 405, "text/plain", "read-only\n");
      } else if (!allowed(exchange)) {
        answer(
            exchange,
            401,
            "text/plain",
            "a token is needed: ?token=... or Authorization: Bearer ...\n");
      } else {
        route(exchange);
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/" -> {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'");
        answer(exchange, 200, "text/html; charset=utf-8", page());
      }
      case "/metrics" -> answer(exchange, 200, MetricsText.CONTENT_TYPE, metrics.get());
      case "/v1/status" -> answer(exchange, 200, "application/json", status.get() + "\n");
      case "/v1/events" -> events(exchange);
      default ->
          answer(exchange, 404, "text/plain", "there is /, /metrics, /v1/status and /v1/events\n");
    }
  }

  /** Server-sent events: the status once a second, until the viewer or the server goes. */
  private void events(HttpExchange exchange) throws IOException {
    if (!viewers.tryAcquire()) {
      answer(exchange, 503, "text/plain", "already " + LIVE_VIEWERS + " live viewers\n");
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      while (!closed) {
        out.write(("data: " + status.get() + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      viewers.release();
    }
  }

  private boolean allowed(HttpExchange exchange) {
    if (token.isEmpty()) {
      return true;
    }
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    String shown =
        header != null && header.startsWith("Bearer ")
            ? header.substring(7)
            : fromQuery(exchange.getRequestURI().getQuery());
    return MessageDigest.isEqual(
        token.get().getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  private static String fromQuery(@org.jspecify.annotations.Nullable String query) {
    if (query == null) {
      return "";
    }
    for (String pair : query.split("&")) {
      if (pair.startsWith("token=")) {
        return pair.substring(6);
      }
    }
    return "";
  }

  private static void answer(HttpExchange exchange, int code, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String page() throws IOException {
    try (InputStream in =
        PageServer.class.getResourceAsStream("/org/lvsdirector/daemon/page/index.html")) {
      if (in == null) {
        throw new IOException("the page is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
  }
}
