package org.lvsdirector.daemon.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The status page, the metrics and the control interface over TCP: off unless configured, on the
 * loopback address unless told otherwise, never without a token on any other, and read-only unless
 * writing is enabled, which needs the token everywhere.
 */
public final class PageServer implements AutoCloseable {
  /** The header of a signed exchange between directors, in request and answer. */
  public static final String SIGNATURE_HEADER = "X-Lvs-Director-Signature";

  private static final int LIVE_VIEWERS = 16;
  private static final int LONGEST_BODY = 1024 * 1024;

  private final HttpServer server;
  private final InetAddress address;
  private final PageContent content;
  private final Semaphore viewers = new Semaphore(LIVE_VIEWERS);
  private volatile Access access;
  private volatile boolean closed;

  /** Who may look and who may change. */
  private record Access(Optional<String> token, boolean writable) {}

  /**
   * How to serve.
   *
   * @param address where to listen
   * @param port 1 to 65535; 0 for one that the system picks (tests)
   * @param token what a viewer has to show, as {@code ?token=} or as a bearer token
   * @param writable whether drains and reloads may be asked for with the token
   */
  public record Settings(InetAddress address, int port, Optional<String> token, boolean writable) {}

  private PageServer(HttpServer server, Settings settings, PageContent content) {
    this.server = server;
    this.address = settings.address();
    this.access = new Access(settings.token(), settings.writable());
    this.content = content;
  }

  /**
   * Opens the page.
   *
   * @throws IOException if the address is not loopback and there is no token, or if it cannot be
   *     listened on
   */
  public static PageServer open(Settings settings, PageContent content) throws IOException {
    check(settings);
    HttpServer http =
        HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 64);
    PageServer page = new PageServer(http, settings, content);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", page::serve);
    http.start();
    return page;
  }

  private static void check(Settings settings) throws IOException {
    if (!settings.address().isLoopbackAddress() && settings.token().isEmpty()) {
      throw new IOException(
          "status_address "
              + settings.address().getHostAddress()
              + " is not loopback and there is no token; set '@lvs_director status_token_file"
              + " PATH'");
    }
  }

  /** The port listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Whether it listens where these settings say. */
  public boolean isAt(Settings settings) {
    return address.equals(settings.address()) && port() == settings.port();
  }

  /** How it serves now. */
  public Settings settings() {
    Access now = access;
    return new Settings(address, port(), now.token(), now.writable());
  }

  /**
   * Goes over to the token and the right to write of settings for the same place. Whoever looks on
   * live has to come again if the token is another.
   *
   * @throws IOException if the address is not loopback and there is no token; all stays as it was
   */
  public void allow(Settings settings) throws IOException {
    check(settings);
    access = new Access(settings.token(), settings.writable());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
      boolean post = exchange.getRequestMethod().equals("POST");
      if (post && exchange.getRequestURI().getPath().equals("/v1/drains/exchange")) {
        // Signed instead of a token: what one director sends another is not for everyone to read.
        String signature = exchange.getRequestHeaders().getFirst(SIGNATURE_HEADER);
        answer(exchange, content.drains(signature == null ? "" : signature, body(exchange)));
      } else if (!allowed(exchange)) {
        answer(
            exchange,
            ControlAnswer.error(401, "a token is needed: ?token=... or Authorization: Bearer ..."));
      } else if (post) {
        write(exchange);
      } else if (exchange.getRequestMethod().equals("GET")) {
        read(exchange);
      } else {
        answer(exchange, ControlAnswer.error(405, "GET and POST are known"));
      }
    }
  }

  private void read(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/" -> {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                    + " connect-src 'self'");
        answer(exchange, ControlAnswer.text("text/html; charset=utf-8", page()));
      }
      case "/metrics" ->
          answer(exchange, ControlAnswer.text(MetricsText.CONTENT_TYPE, content.metrics()));
      case "/v1/status" ->
          answer(exchange, ControlAnswer.text("application/json", content.status() + "\n"));
      case "/v1/events" -> events(exchange);
      default -> answer(exchange, content.api(request(exchange, "")));
    }
  }

  /** Nothing is changed without a token, on the loopback address neither. */
  private void write(HttpExchange exchange) throws IOException {
    Access now = access;
    if (!now.writable() || now.token().isEmpty()) {
      answer(
          exchange,
          ControlAnswer.error(
              403,
              "read-only here; use the control socket, or set '@lvs_director status_write' and a"
                  + " status_token_file"));
    } else {
      answer(exchange, content.api(request(exchange, body(exchange))));
    }
  }

  private static ControlRequest request(HttpExchange exchange, String body) {
    return ControlRequest.of(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath()
            + Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                .map(query -> "?" + query)
                .orElse(""),
        body,
        "token@" + exchange.getRemoteAddress().getAddress().getHostAddress());
  }

  private static String body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (bytes.length > LONGEST_BODY) {
      throw new IOException("request body of more than " + LONGEST_BODY + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Server-sent events: the status once a second, until the viewer or the server goes. */
  private void events(HttpExchange exchange) throws IOException {
    if (!viewers.tryAcquire()) {
      answer(
          exchange,
          ControlAnswer.error(503, "there are " + LIVE_VIEWERS + " live viewers already"));
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      Optional<String> token = access.token();
      while (!closed && token.equals(access.token())) {
        out.write(("data: " + content.status() + "\n\n").getBytes(StandardCharsets.UTF_8));
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
    Optional<String> token = access.token();
    if (token.isEmpty()) {
      return true;
    }
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    String shown =
        header != null && header.startsWith("Bearer ")
            ? header.substring(7)
            : fromQuery(exchange.getRequestURI().getRawQuery());
    return MessageDigest.isEqual(
        token.get().getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  private static String fromQuery(@Nullable String query) {
    if (query == null) {
      return "";
    }
    for (String pair : query.split("&")) {
      if (pair.startsWith("token=")) {
        try {
          return URLDecoder.decode(pair.substring(6), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
          return "";
        }
      }
    }
    return "";
  }

  private static void answer(HttpExchange exchange, ControlAnswer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] bytes = answer.body();
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
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
