package org.lvsdirector.healthcheck.io;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * A socket whose reads end by the limits of an {@link HttpExchange}. Without TLS its streams run
 * through the exchange; under TLS those of {@link TlsExchangeSocket} do.
 */
final class ExchangeSocket extends Socket {
  private final Socket wire;
  private final HttpExchange exchange;
  private final boolean tls;
  private volatile boolean silent;

  ExchangeSocket(Socket wire, HttpExchange exchange, boolean tls) throws SocketException {
    super((java.net.SocketImpl) null);
    this.wire = wire;
    this.exchange = exchange;
    this.tls = tls;
  }

  /**
   * Every read waits as long as the exchange still allows; a trickling peer gains no time.
   *
   * <p>Checks begin by the dozen. Each lets the others send before it reads, and then most find
   * their answers there: to be woken by the kernel costs more than to send the request.
   */
  private static final class LimitedInput extends FilterInputStream {
    private final Socket wire;
    private final HttpExchange exchange;

    LimitedInput(Socket wire, HttpExchange exchange) throws IOException {
      super(wire.getInputStream());
      this.wire = wire;
      this.exchange = exchange;
    }

    private void limit() throws IOException {
      int millis = exchange.readMillis();
      if (millis <= 0) {
        throw new SocketTimeoutException("the time of the check is over");
      }
      wire.setSoTimeout(millis);
    }

    @Override
    public int read() throws IOException {
      limit();
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Thread.yield();
      limit();
      return in.read(target, offset, length);
    }
  }

  /** What TLS still says once the wire was closed silently goes nowhere. */
  private final class TlsOutput extends FilterOutputStream {
    TlsOutput(OutputStream wire) {
      super(wire);
    }

    @Override
    public void write(int octet) throws IOException {
      if (!silent) {
        out.write(octet);
      }
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      if (!silent) {
        out.write(source, offset, length);
      }
    }
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    wire.connect(endpoint, timeout);
    exchange.enter(tls ? HttpExchange.Phase.HANDSHAKE : HttpExchange.Phase.WAITING);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    var limited = new LimitedInput(wire, exchange);
    return tls ? limited : exchange.responseStream(limited);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return tls
        ? new TlsOutput(wire.getOutputStream())
        : exchange.requestStream(wire.getOutputStream());
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  /**
   * Closes the connection without close_notify. TLS is left to believe that it can say goodbye, as
   * it gives back what it holds only after that.
   */
  void closeSilently() throws IOException {
    silent = true;
    wire.close();
  }

  @Override
  public boolean isClosed() {
    return wire.isClosed() && !silent;
  }

  @Override
  public boolean isConnected() {
    return wire.isConnected();
  }

  @Override
  public boolean isBound() {
    return wire.isBound();
  }

  @Override
  public boolean isInputShutdown() {
    return wire.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return wire.isOutputShutdown();
  }

  @Override
  public void setSoTimeout(int timeout) {
    // The exchange sets the limit of each read.
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return wire.getSoTimeout();
  }

  @Override
  public InetAddress getInetAddress() {
    return wire.getInetAddress();
  }

  @Override
  public int getPort() {
    return wire.getPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return wire.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return wire.getLocalSocketAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return wire.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return wire.getLocalPort();
  }
}
