package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and from where a network checker connects (keepalived reference, LVS 9).
 *
 * @param address {@code connect_ip}, default the real server's address
 * @param port {@code connect_port}, 1..65535, default the real server's port; 0 only if that has
 *     none
 * @param bindAddress {@code bindto}, same family as address
 * @param bindPort {@code bind_port}, 1..65535; 0 (default) is any, and without bindto it has no
 *     effect
 * @param bindInterface {@code bind_if}: SO_BINDTODEVICE; always present for an IPv6 link-local
 *     address
 * @param fwmark {@code fwmark}: SO_MARK, unsigned 32 bits, 0 (default) is none
 * @param connectTimeout {@code connect_timeout}, 0.000001..4294.967295 s, default 5 s; for reads
 *     and writes too
 */
public record ConnectionOptions(
    InetAddress address,
    int port,
    Optional<InetAddress> bindAddress,
    int bindPort,
    Optional<String> bindInterface,
    long fwmark,
    Duration connectTimeout) {
  /** Timeout when none is written. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  /** Address and port, with the default timeout and no binding. */
  public static ConnectionOptions to(InetAddress address, int port) {
    return new ConnectionOptions(
        address, port, Optional.empty(), 0, Optional.empty(), 0, DEFAULT_TIMEOUT);
  }

  /** The same with another {@code connect_timeout}. */
  public ConnectionOptions withConnectTimeout(Duration value) {
    return new ConnectionOptions(
        address, port, bindAddress, bindPort, bindInterface, fwmark, value);
  }

  /** The same with {@code bindto} and {@code bind_port} (0 is any). */
  public ConnectionOptions withBind(InetAddress value, int valuePort) {
    return new ConnectionOptions(
        address, port, Optional.of(value), valuePort, bindInterface, fwmark, connectTimeout);
  }

  /** The same with {@code bind_if}. */
  public ConnectionOptions withBindInterface(String value) {
    return new ConnectionOptions(
        address, port, bindAddress, bindPort, Optional.of(value), fwmark, connectTimeout);
  }

  /** The same with {@code fwmark}. */
  public ConnectionOptions withFwmark(long value) {
    return new ConnectionOptions(
        address, port, bindAddress, bindPort, bindInterface, value, connectTimeout);
  }
}
