package org.lvsdirector.linux.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Makes TCP client sockets with a source address, a device or a mark. They work on virtual threads
 * without holding a carrier, under OkHttp and below an SSLSocketFactory. The socket belongs to the
 * network namespace of the thread that connects it.
 *
 * <p>Failures are those of java.net: ConnectException, NoRouteToHostException, BindException,
 * SocketTimeoutException.
 */
public final class LinuxSocketFactory extends SocketFactory {

  private final SocketSettings settings;

  /** A factory whose sockets all leave this way. */
  public LinuxSocketFactory(SocketSettings settings) {
    this.settings = settings;
  }

  private static final class LinuxSocket extends Socket {
    LinuxSocket(SocketSettings settings) throws SocketException {
      super(new LinuxSocketImpl(settings));
    }
  }

  @Override
  public Socket createSocket() throws SocketException {
    return new LinuxSocket(settings);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), settings);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    InetSocketAddress source = new InetSocketAddress(local, localPort);
    return connected(new InetSocketAddress(host, port), settings.withSource(source));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), settings);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    InetSocketAddress source = new InetSocketAddress(local, localPort);
    return connected(new InetSocketAddress(host, port), settings.withSource(source));
  }

  private static Socket connected(InetSocketAddress target, SocketSettings settings)
      throws IOException {
    Socket socket = new LinuxSocket(settings);
    try {
      socket.connect(target);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
