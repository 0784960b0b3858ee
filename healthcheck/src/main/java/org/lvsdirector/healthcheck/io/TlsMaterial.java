package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.HttpRequests.Url;
import org.lvsdirector.parser.model.SslSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all SSL_GET checkers of a configuration share: one context with the client certificate of
 * the {@code SSL} block. Peers are never verified, as in keepalived (reference, LVS 17.6): a check
 * asks whether the server answers, on an address that no certificate names.
 */
final class TlsMaterial {
  private static final Logger LOG = LoggerFactory.getLogger(TlsMaterial.class);

  private static final ConnectionSpec ANY_TLS =
      new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
          .allEnabledTlsVersions()
          .allEnabledCipherSuites()
          .build();

  private final SSLSocketFactory factory;
  private final String trouble;

  private TlsMaterial(SSLSocketFactory factory, String trouble) {
    this.factory = factory;
    this.trouble = trouble;
  }

  /** No client certificate. */
  static TlsMaterial none() {
    return of(Optional.empty());
  }

  /**
   * The material of an {@code SSL} block. If its files cannot be used the checks say so instead of
   * running; keepalived ends its whole checker.
   */
  static TlsMaterial of(Optional<SslSettings> settings) {
    String trouble = "";
    KeyManager[] keys = {};
    try {
      keys = settings.isPresent() ? ClientKeys.load(settings.get()) : keys;
    } catch (IOException | GeneralSecurityException e) {
      trouble = "the files of the SSL block cannot be used: " + e.getMessage();
      LOG.error("SSL_GET checks cannot run: {}; mend the SSL block and reload", trouble);
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new X509ExtendedTrustManager[] {new TrustAll()}, new SecureRandom());
      return new TlsMaterial(context.getSocketFactory(), trouble);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS, which every Java must have", e);
    }
  }

  /** Why SSL_GET checks cannot run, empty if they can. */
  String trouble() {
    return trouble;
  }

  /** Makes a client speak TLS the way a checker asks for. */
  void configure(
      OkHttpClient.Builder client, Supplier<HttpExchange> exchange, Supplier<Url> asking) {
    client
        .sslSocketFactory(new Wrapping(factory, exchange, asking), new TrustAll())
        .hostnameVerifier((_, _) -> true)
        .connectionSpecs(List.of(ANY_TLS));
  }

  /** Puts server name and exchange on the sockets OkHttp asks for. */
  private static final class Wrapping extends SSLSocketFactory {
    private final SSLSocketFactory inner;
    private final Supplier<HttpExchange> exchange;
    private final Supplier<Url> asking;

    Wrapping(SSLSocketFactory inner, Supplier<HttpExchange> exchange, Supplier<Url> asking) {
      this.inner = inner;
      this.exchange = exchange;
      this.asking = asking;
    }

    @Override
    public Socket createSocket(Socket wire, String name, int port, boolean autoClose)
        throws IOException {
      Url url = asking.get();
      HttpExchange current = exchange.get();
      current.enter(HttpExchange.Phase.HANDSHAKE);
      var socket = (SSLSocket) inner.createSocket(wire, name, port, autoClose);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(serverNames(url));
      socket.setSSLParameters(parameters);
      return new TlsExchangeSocket(socket, wire, current, url.tlsCompliant());
    }

    /** A name that cannot be a host name (an address, say) is not sent. */
    private static List<SNIServerName> serverNames(Url url) {
      try {
        return url.serverName().isPresent()
            ? List.of(new SNIHostName(url.serverName().get()))
            : List.of();
      } catch (IllegalArgumentException _) {
        return List.of();
      }
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return inner.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return inner.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException("OkHttp connects by itself");
    }

    @Override
    public Socket createSocket(String host, int port, java.net.InetAddress local, int localPort) {
      throw new UnsupportedOperationException("OkHttp connects by itself");
    }

    @Override
    public Socket createSocket(java.net.InetAddress host, int port) {
      throw new UnsupportedOperationException("OkHttp connects by itself");
    }

    @Override
    public Socket createSocket(
        java.net.InetAddress host, int port, java.net.InetAddress local, int localPort) {
      throw new UnsupportedOperationException("OkHttp connects by itself");
    }
  }

  /** Trusts every peer; see the class comment. */
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
