package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can speak TLS for SSL_GET; the handshake is the dear part of such a check. */
enum TlsLibrary {
  /** Native, as Conscrypt brings it: a handshake costs a fraction of Java's own. */
  BORINGSSL {
    @Override
    SSLContext create() throws GeneralSecurityException {
      Provider provider =
          Native.PROVIDER.orElseThrow(() -> new GeneralSecurityException("BoringSSL is missing"));
      return SSLContext.getInstance("TLS", provider);
    }

    // Those that OpenSSL 3.0 offers too. Post-quantum ones would make a ClientHello longer than one
    // segment, which some servers cannot read.
    @Override
    void limit(SSLSocketFactory factory) {
      Conscrypt.setNamedGroups(factory, new String[] {"X25519", "P-256", "P-521", "P-384"});
    }

    // Conscrypt would send a name that has a dot in it as server name. It keeps a ticket as long as
    // the session it belongs to is valid when the ticket comes.
    @Override
    SSLSocket layer(SSLSocketFactory factory, Socket wire, String unique, Optional<String> name)
        throws IOException {
      String dotless = unique.replace('.', '-');
      var socket = (SSLSocket) factory.createSocket(wire, dotless, wire.getPort(), true);
      name.ifPresent(sent -> Conscrypt.setHostname(socket, sent));
      socket.addHandshakeCompletedListener(done -> done.getSession().invalidate());
      return socket;
    }

    // Conscrypt leaves out what is no full domain name, also without saying so.
    @Override
    boolean sends(String name) {
      int dot = name.lastIndexOf('.');
      return dot > 0 && name.chars().skip(dot + 1L).anyMatch(c -> c < '0' || c > '9');
    }
  },

  /** Java's own, for processors and files that BoringSSL is not built for, and for rare peers. */
  JSSE {
    @Override
    SSLContext create() throws GeneralSecurityException {
      return SSLContext.getInstance("TLS");
    }

    @Override
    void limit(SSLSocketFactory factory) {}

    // JSSE resumes by name and port and would send the server name of that session again.
    @Override
    SSLSocket layer(SSLSocketFactory factory, Socket wire, String unique, Optional<String> name)
        throws IOException {
      var socket = (SSLSocket) factory.createSocket(wire, unique, wire.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(name.<SNIServerName>map(SNIHostName::new).stream().toList());
      socket.setSSLParameters(parameters);
      return socket;
    }

    @Override
    boolean sends(String name) {
      return true;
    }
  };

  private static final Logger LOG = LoggerFactory.getLogger(TlsLibrary.class);

  /** Loaded when the first SSL_GET asks for it: it takes memory that other checks do not need. */
  private static final class Native {
    static final Optional<Provider> PROVIDER = load();

    private static Optional<Provider> load() {
      try {
        Provider provider = Conscrypt.newProviderBuilder().provideTrustManager(false).build();
        Conscrypt.setDefaultBufferAllocator(new TlsBuffers());
        return Optional.of(provider);
      } catch (LinkageError | RuntimeException e) {
        LOG.warn(
            "SSL_GET uses Java's own TLS, at several times the processor time: BoringSSL cannot be"
                + " loaded ({}); it is unpacked to {}, which must not be mounted noexec",
            e.getMessage(),
            System.getProperty("java.io.tmpdir"));
        return Optional.empty();
      }
    }
  }

  /** Those that run on this machine, the one to try first in front. */
  static List<TlsLibrary> available() {
    return Native.PROVIDER.isPresent() ? List.of(BORINGSSL, JSSE) : List.of(JSSE);
  }

  /** Makes client sockets with a context of their own. */
  SSLSocketFactory factory(KeyManager[] keys, TrustManager trust) {
    try {
      SSLContext context = create();
      context.init(keys, new TrustManager[] {trust}, new SecureRandom());
      SSLSocketFactory factory = context.getSocketFactory();
      limit(factory);
      return factory;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(this + " offers no TLS, which it must", e);
    }
  }

  abstract SSLContext create() throws GeneralSecurityException;

  /** Sets the groups for the key exchange. */
  abstract void limit(SSLSocketFactory factory);

  /**
   * A TLS socket over a connected one, which it closes.
   *
   * @param unique a name of this check alone
   * @param name the server name to send (SNI)
   */
  abstract SSLSocket layer(
      SSLSocketFactory factory, Socket wire, String unique, Optional<String> name)
      throws IOException;

  /** Whether this server name reaches the peer. */
  abstract boolean sends(String name);
}
