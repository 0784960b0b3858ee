package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.HttpRequests.Url;
import org.lvsdirector.parser.model.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP_GET and SSL_GET (keepalived reference, LVS 17). Reads until the server closes, as keepalived
 * does: a server that keeps the connection open fails the check.
 */
final class HttpProbe implements Probe {
  private static final Logger LOG = LoggerFactory.getLogger(HttpProbe.class);
  private static final AtomicLong NAMES = new AtomicLong();

  private final ConnectionOptions target;
  private final boolean tls;
  private final String trouble;
  private final HttpLimits limits;
  private final OkHttpClient client;
  private final TlsChoice library;
  private final List<Page> pages = new ArrayList<>();
  private volatile @Nullable HttpExchange exchange;
  private volatile @Nullable Url asking;

  /** One url, ready to be asked for. */
  private record Page(Url url, Request request, Octets bytes, @Nullable Pattern pattern) {}

  /** Plain HTTP. */
  HttpProbe(HttpClients clients, CheckTiming timing, ConnectionOptions target, HttpRequests http) {
    this(clients, HttpLimits.plain(timing, target.connectTimeout()), target, http, null);
  }

  /** HTTP over TLS. */
  HttpProbe(HttpClients clients, TlsMaterial tls, ConnectionOptions target, HttpRequests http) {
    this(clients, HttpLimits.tls(target.connectTimeout()), target, http, tls);
  }

  private HttpProbe(
      HttpClients clients,
      HttpLimits limits,
      ConnectionOptions target,
      HttpRequests http,
      @Nullable TlsMaterial tls) {
    this.target = target;
    this.tls = tls != null;
    this.trouble = tls == null ? "" : tls.trouble();
    this.limits = limits;
    for (Url url : http.urls()) {
      Octets bytes = Octets.of(HttpRequestBytes.of(url, http.protocol(), target));
      pages.add(new Page(url, request(), bytes, pattern(url)));
    }
    OkHttpClient.Builder builder =
        clients.derive(target.connectTimeout()).dns(_ -> List.of(address()));
    builder.socketFactory(new Factory());
    this.library =
        tls == null ? new TlsChoice(1) : tls.configure(builder, this::exchange, this::asking);
    this.client = builder.build();
  }

  /** A name of its own for each url keeps TLS sessions, and with them server names, apart. */
  private Request request() {
    String name = "check-" + NAMES.incrementAndGet() + ".invalid:" + Math.max(1, target.port());
    return new Request.Builder().url((tls ? "https://" : "http://") + name + "/").build();
  }

  private InetAddress address() throws java.net.UnknownHostException {
    try {
      return Sockets.scoped(target);
    } catch (IOException e) {
      var unknown = new java.net.UnknownHostException(e.getMessage());
      unknown.initCause(e);
      throw unknown;
    }
  }

  private @Nullable Pattern pattern(Url url) {
    if (url.regex().isEmpty()) {
      return null;
    }
    try {
      return RegexScan.compile(url.regex().get());
    } catch (PatternSyntaxException e) {
      LOG.error(
          "Check of http://{}:{}{}: the regex \"{}\" cannot be used by Java ({} at {}); the url is"
              + " judged without it",
          target.address().getHostAddress(),
          target.port(),
          url.path(),
          e.getPattern(),
          e.getDescription(),
          e.getIndex());
      return null;
    }
  }

  private HttpExchange exchange() {
    HttpExchange current = exchange;
    if (current == null) {
      throw new IllegalStateException("a socket was asked for outside of a run");
    }
    return current;
  }

  private Url asking() {
    Url current = asking;
    return current == null ? pages.getFirst().url() : current;
  }

  @Override
  public CheckResult run(int url) {
    var watch = new Stopwatch();
    if (!trouble.isEmpty()) {
      return new CheckResult.CouldNotRun(trouble, watch.elapsed());
    }
    return ask(pages.get(Math.min(url, pages.size() - 1)), watch);
  }

  private CheckResult ask(Page page, Stopwatch watch) {
    var current = new HttpExchange(page.bytes().toByteArray(), limits);
    exchange = current;
    asking = page.url();
    Call call = client.newCall(page.request());
    try (Response response = call.execute()) {
      library.succeeded();
      return judge(page, current, response, watch);
    } catch (IOException e) {
      HttpExchange.Phase phase = current.phase();
      if (phase.compareTo(HttpExchange.Phase.HANDSHAKE) > 0) {
        library.succeeded();
      } else if (phase == HttpExchange.Phase.HANDSHAKE
          && e instanceof SSLException
          && library.failed()) {
        return ask(page, watch);
      }
      return failure(current, e, watch.elapsed());
    } finally {
      exchange = null;
    }
  }

  private CheckResult judge(Page page, HttpExchange current, Response response, Stopwatch watch)
      throws IOException {
    ResponseHead head = current.head();
    if (head == null) {
      return new Failed("no answer", watch.elapsed());
    }
    var judge = new BodyJudge(page.url(), head, scan(page));
    Buffer buffer = response.body().source().getBuffer();
    while (!response.body().source().exhausted()) {
      if (judge.looksAtTheBody()) {
        byte[] piece = buffer.readByteArray();
        judge.accept(piece, piece.length);
      } else {
        buffer.clear();
      }
    }
    Optional<String> wrong = judge.verdict();
    String path = page.url().path();
    return wrong
        .<CheckResult>map(why -> new Failed(path + ": " + why, watch.elapsed()))
        .orElseGet(
            () -> new Passed("status code " + head.status() + " for " + path, watch.elapsed()));
  }

  private @Nullable RegexScan scan(Page page) {
    Pattern pattern = page.pattern();
    if (pattern == null || page.url().regex().isEmpty()) {
      return null;
    }
    return new RegexScan(
        pattern, page.url().regex().get(), System.nanoTime() + target.connectTimeout().toNanos());
  }

  private CheckResult failure(HttpExchange current, IOException e, Duration took) {
    Duration limit = target.connectTimeout();
    boolean late = e instanceof InterruptedIOException;
    return switch (current.phase()) {
      case CONNECTING -> Failure.connecting(e, limit, took);
      case HANDSHAKE -> Failure.talking(e, "TLS handshake", limit, took);
      case WAITING ->
          !current.trouble().isEmpty()
              ? new Failed(current.trouble(), took)
              : late
                  ? new Failed("no complete headers within " + Stopwatch.text(limit), took, true)
                  : Failure.talking(e, "reading the headers", limit, took);
      case BODY ->
          late
              ? new Failed(
                  "the server did not end its answer and close the connection in "
                      + Stopwatch.text(took),
                  took,
                  true)
              : Failure.talking(e, "reading the body", limits.whole(), took);
    };
  }

  /** Gives OkHttp the socket the checker asks for, with the exchange of this run in between. */
  private final class Factory extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      try {
        Socket wire = Sockets.open(target);
        HttpExchange current = exchange();
        return new ExchangeSocket(wire, current, tls);
      } catch (IOException e) {
        throw new SocketException(Failure.reason(e));
      }
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException("OkHttp connects by itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException("OkHttp connects by itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException("OkHttp connects by itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException("OkHttp connects by itself");
    }
  }
}
