package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
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
 * What all SSL_GET checkers of a configuration share: the client certificate of the {@code SSL}
 * block and a context of each TLS library. Peers are never verified, as in keepalived (reference,
 * LVS 17.6): a check asks whether the server answers, on an address that no certificate names.
 */
final class TlsMaterial {
  private static final Logger LOG = LoggerFactory.getLogger(TlsMaterial.class);

  private static final ConnectionSpec ANY_TLS =
      new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
          .allEnabledTlsVersions()
          .allEnabledCipherSuites()
          .build();

  /** A library and its context for this configuration. */
  private record Speaker(TlsLibrary library, SSLSocketFactory factory) {}

  private final KeyManager[] keys;
  private final String trouble;
  private final Supplier<List<TlsLibrary>> libraries;
  private @Nullable List<Speaker> speakers;

  private TlsMaterial(KeyManager[] keys, String trouble, Supplier<List<TlsLibrary>> libraries) {
    this.keys = keys;
    this.trouble = trouble;
    this.libraries = libraries;
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
    return of(settings, TlsLibrary::available);
  }

  /**
   * With other libraries than those of this machine.
   *
   * @param libraries asked for when the first checker needs them
   */
  static TlsMaterial of(Optional<SslSettings> settings, Supplier<List<TlsLibrary>> libraries) {
    try {
      KeyManager[] keys =
          settings.isPresent() ? ClientKeys.load(settings.get()) : new KeyManager[0];
      return new TlsMaterial(keys, "", libraries);
    } catch (IOException | GeneralSecurityException e) {
      String trouble = "the files of the SSL block cannot be used: " + e.getMessage();
      LOG.error("SSL_GET checks cannot run: {}; mend the SSL block and reload", trouble);
      return new TlsMaterial(new KeyManager[0], trouble, libraries);
    }
  }

  /** Why SSL_GET checks cannot run, empty if they can. */
  String trouble() {
    return trouble;
  }

  /** Made for the first checker: without SSL_GET no TLS library takes memory. */
  private synchronized List<Speaker> speakers() {
    List<Speaker> made = speakers;
    if (made == null) {
      made =
          libraries.get().stream()
              .map(library -> new Speaker(library, library.factory(keys, new TrustAll())))
              .toList();
      speakers = made;
    }
    return made;
  }

  /**
   * Makes a client speak TLS the way a checker asks for.
   *
   * @return which library it uses; to be told of the outcome of each handshake
   */
  TlsChoice configure(
      OkHttpClient.Builder client, Supplier<HttpExchange> exchange, Supplier<Url> asking) {
    var choice = new TlsChoice(speakers().size());
    client
        .sslSocketFactory(new Layering(speakers(), choice, exchange, asking), new TrustAll())
        .hostnameVerifier((_, _) -> true)
        .connectionSpecs(List.of(ANY_TLS));
    return choice;
  }

  /** Puts server name and exchange on the sockets OkHttp asks for. */
  private static final class Layering extends SSLSocketFactory {
    private final List<Speaker> speakers;
    private final TlsChoice choice;
    private final Supplier<HttpExchange> exchange;
    private final Supplier<Url> asking;

    Layering(
        List<Speaker> speakers,
        TlsChoice choice,
        Supplier<HttpExchange> exchange,
        Supplier<Url> asking) {
      this.speakers = speakers;
      this.choice = choice;
      this.exchange = exchange;
      this.asking = asking;
    }

    @Override
    public Socket createSocket(Socket wire, String name, int port, boolean autoClose)
        throws IOException {
      Url url = asking.get();
      HttpExchange current = exchange.get();
      current.enter(HttpExchange.Phase.HANDSHAKE);
      Optional<String> serverName = url.serverName().filter(Layering::isHostName);
      Speaker speaker = speakers.get(choice.current());
      if (serverName.isPresent() && !speaker.library().sends(serverName.get())) {
        speaker = speakers.getLast();
      }
      SSLSocket socket = speaker.library().layer(speaker.factory(), wire, name, serverName);
      return new TlsExchangeSocket(socket, (ExchangeSocket) wire, current, url.tlsCompliant());
    }

    /** A name that cannot be a host name (an IPv6 address, say) is not sent. */
    private static boolean isHostName(String name) {
      try {
        return !new SNIHostName(name).getAsciiName().isEmpty();
      } catch (IllegalArgumentException _) {
        return false;
      }
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return speakers.getFirst().factory().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return speakers.getFirst().factory().getSupportedCipherSuites();
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
