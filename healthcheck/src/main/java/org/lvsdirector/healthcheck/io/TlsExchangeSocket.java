package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A TLS socket whose plain text runs through an {@link HttpExchange}. */
final class TlsExchangeSocket extends SSLSocket {
  private final SSLSocket tls;
  private final ExchangeSocket wire;
  private final HttpExchange exchange;
  private final boolean compliant;
  private @Nullable SSLSession session;

  /**
   * Wraps a TLS socket.
   *
   * @param wire the TCP socket under it
   * @param compliant whether the end is announced by close_notify ({@code tls_compliant})
   */
  TlsExchangeSocket(SSLSocket tls, ExchangeSocket wire, HttpExchange exchange, boolean compliant) {
    this.tls = tls;
    this.wire = wire;
    this.exchange = exchange;
    this.compliant = compliant;
  }

  @Override
  public void startHandshake() throws IOException {
    tls.startHandshake();
    exchange.enter(HttpExchange.Phase.WAITING);
    session = tls.getSession();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return exchange.responseStream(tls.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return exchange.requestStream(tls.getOutputStream());
  }

  /**
   * Ends the session with its tickets, so that the next check is a whole handshake too, as in
   * keepalived: a resumed one says nothing about the server's key. Closing the wire first keeps
   * close_notify from being sent.
   */
  @Override
  public void close() throws IOException {
    SSLSession agreed = session;
    if (agreed != null) {
      agreed.invalidate();
    }
    if (!compliant) {
      wire.closeSilently();
    }
    tls.close();
  }

  @Override
  public boolean isClosed() {
    return tls.isClosed();
  }

  @Override
  public boolean isConnected() {
    return tls.isConnected();
  }

  @Override
  public boolean isBound() {
    return tls.isBound();
  }

  @Override
  public boolean isInputShutdown() {
    return tls.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return tls.isOutputShutdown();
  }

  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    tls.setSoTimeout(timeout);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return tls.getSoTimeout();
  }

  @Override
  public InetAddress getInetAddress() {
    return tls.getInetAddress();
  }

  @Override
  public int getPort() {
    return tls.getPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return tls.getRemoteSocketAddress();
  }

  /** OkHttp asks only to put ALPN in. */
  @Override
  public SSLParameters getSSLParameters() {
    return new SSLParameters();
  }

  /** OkHttp would offer ALPN; keepalived offers none, and some old servers trip over it. */
  @Override
  public void setSSLParameters(SSLParameters parameters) {}

  @Override
  public SSLSession getSession() {
    return tls.getSession();
  }

  @Override
  public SSLSession getHandshakeSession() {
    return tls.getHandshakeSession();
  }

  @Override
  public String getApplicationProtocol() {
    return tls.getApplicationProtocol();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return tls.getEnabledCipherSuites();
  }

  /** OkHttp sets what it read; the library's own are meant. */
  @Override
  public void setEnabledCipherSuites(String[] suites) {}

  @Override
  public String[] getSupportedProtocols() {
    return tls.getSupportedProtocols();
  }

  @Override
  public String[] getEnabledProtocols() {
    return tls.getEnabledProtocols();
  }

  /** As with the cipher suites. */
  @Override
  public void setEnabledProtocols(String[] protocols) {}

  @Override
  public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
    tls.addHandshakeCompletedListener(listener);
  }

  @Override
  public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
    tls.removeHandshakeCompletedListener(listener);
  }

  @Override
  public void setUseClientMode(boolean mode) {
    tls.setUseClientMode(mode);
  }

  @Override
  public boolean getUseClientMode() {
    return tls.getUseClientMode();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    tls.setNeedClientAuth(need);
  }

  @Override
  public boolean getNeedClientAuth() {
    return tls.getNeedClientAuth();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    tls.setWantClientAuth(want);
  }

  @Override
  public boolean getWantClientAuth() {
    return tls.getWantClientAuth();
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    tls.setEnableSessionCreation(flag);
  }

  @Override
  public boolean getEnableSessionCreation() {
    return tls.getEnableSessionCreation();
  }
}
