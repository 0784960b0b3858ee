package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.lvsdirector.linux.io.LinuxSocketFactory;
import org.lvsdirector.linux.io.SocketSettings;
import org.lvsdirector.parser.model.ConnectionOptions;

/** Makes the TCP socket a checker asks for, ready to connect (keepalived reference, LVS 9). */
final class Sockets {
  private Sockets() {}

  /** A new socket. Only a mark or a device needs one of our own making; a plain one costs less. */
  static Socket open(ConnectionOptions options) throws IOException {
    if (options.fwmark() != 0 || options.bindInterface().isPresent()) {
      return new LinuxSocketFactory(settings(options)).createSocket();
    }
    // A channel's socket: of the family asked for, without a cleaner and with half the system
    // calls.
    Socket socket = SocketChannel.open(family(options.address())).socket();
    if (options.bindAddress().isEmpty()) {
      return socket;
    }
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(options.bindAddress().get(), options.bindPort()));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static ProtocolFamily family(InetAddress address) {
    return address instanceof Inet6Address
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }

  /**
   * Mark, device and source address; a port without an address has no effect (reference, LVS 9).
   */
  static SocketSettings settings(ConnectionOptions options) {
    SocketSettings settings = SocketSettings.NONE;
    if (options.fwmark() != 0) {
      settings = settings.withMark(options.fwmark());
    }
    if (options.bindInterface().isPresent()) {
      settings = settings.withDevice(options.bindInterface().get());
    }
    if (options.bindAddress().isPresent()) {
      settings =
          settings.withSource(
              new InetSocketAddress(options.bindAddress().get(), options.bindPort()));
    }
    return settings;
  }

  /** Where to connect; a link-local address gets the interface it is valid on. */
  static InetSocketAddress target(ConnectionOptions options) throws IOException {
    return new InetSocketAddress(scoped(options), options.port());
  }

  static InetAddress scoped(ConnectionOptions options) throws IOException {
    InetAddress address = options.address();
    if (!(address instanceof Inet6Address six)
        || !six.isLinkLocalAddress()
        || six.getScopeId() != 0
        || options.bindInterface().isEmpty()) {
      return address;
    }
    String name = options.bindInterface().get();
    NetworkInterface device = NetworkInterface.getByName(name);
    if (device == null) {
      throw new SocketException("no interface " + name + " for the link-local address " + address);
    }
    return Inet6Address.getByAddress(null, six.getAddress(), device.getIndex());
  }

  /** A time limit for socket calls: whole milliseconds, at least 1. */
  static int millis(Duration limit) {
    return Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE);
  }
}
