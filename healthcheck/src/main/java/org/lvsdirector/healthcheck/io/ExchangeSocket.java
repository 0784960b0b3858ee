package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/** A plain socket whose streams run through an {@link HttpExchange}. */
final class ExchangeSocket extends Socket {
  private final Socket wire;
  private final HttpExchange exchange;

  ExchangeSocket(Socket wire, HttpExchange exchange) throws SocketException {
    super((java.net.SocketImpl) null);
    this.wire = wire;
    this.exchange = exchange;
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    wire.connect(endpoint, timeout);
    exchange.enter(HttpExchange.Phase.WAITING);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return exchange.responseStream(wire.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return exchange.requestStream(wire.getOutputStream());
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  @Override
  public boolean isClosed() {
    return wire.isClosed();
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
  public void setSoTimeout(int timeout) throws SocketException {
    wire.setSoTimeout(timeout);
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
