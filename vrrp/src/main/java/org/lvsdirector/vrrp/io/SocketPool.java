package org.lvsdirector.vrrp.io;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.Pollable;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.parser.model.VrrpGlobals;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.Router;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets that the present instances need: opened when interface and source are there, closed
 * when nobody uses them any more. Belongs to the loop thread.
 */
final class SocketPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketPool.class);

  private final Optional<String> namespace;
  private final Poller poller;
  private final Map<Endpoint, VrrpSocket> sockets = new HashMap<>();
  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final Set<String> complained = new HashSet<>();
  private VrrpGlobals.ReceiveBuffers buffers = VrrpGlobals.ReceiveBuffers.DEFAULT;

  SocketPool(Optional<String> namespace, Poller poller) {
    this.namespace = namespace;
    this.poller = poller;
  }

  /** Brings the sockets in line with the routers. */
  void sync(Iterable<Router> routers, NetworkTable network, VirtualLinks virtual) {
    Map<String, Endpoint> wanted = new HashMap<>();
    for (Router router : routers) {
      endpoint(router, network, virtual).ifPresent(e -> wanted.put(router.name(), e));
    }
    if (wanted.equals(endpoints) && sockets.keySet().containsAll(wanted.values())) {
      return;
    }
    endpoints.clear();
    endpoints.putAll(wanted);
    for (Endpoint gone : List.copyOf(sockets.keySet())) {
      if (!wanted.containsValue(gone)) {
        close(gone);
      }
    }
    for (Router router : routers) {
      Endpoint endpoint = wanted.get(router.name());
      if (endpoint != null && !sockets.containsKey(endpoint)) {
        open(router.config(), endpoint, network);
      }
    }
  }

  private static Optional<Endpoint> endpoint(
      Router router, NetworkTable network, VirtualLinks virtual) {
    VrrpInstance config = router.config();
    Optional<InetAddress> source = router.source();
    Optional<String> device = virtual.advertDevice(config).or(config::vrf);
    if (source.isEmpty()) {
      return Optional.empty();
    }
    if (device.isEmpty()) {
      return Optional.of(Endpoint.of(config, device, 0, source.get()));
    }
    return network
        .link(device.get())
        .map(LinkInfo::index)
        .map(index -> Endpoint.of(config, device, index, source.get()));
  }

  private void open(VrrpInstance config, Endpoint endpoint, NetworkTable network) {
    try {
      long mtu = network.link(endpoint.index()).map(LinkInfo::mtu).orElse(0L);
      int buffer = ReceiveBufferSize.of(config, buffers, mtu);
      VrrpSocket socket = NetworkNamespace.call(namespace, () -> VrrpSocket.open(endpoint, buffer));
      sockets.put(endpoint, socket);
      poller.add(socket.receiver());
      complained.remove(config.name());
    } catch (LinuxException e) {
      if (complained.add(config.name())) {
        LOG.error("({}) advert socket: {}", config.name(), e.getMessage());
      }
    }
  }

  /** {@code vrrp_rx_bufs_policy}, for sockets opened from now on. */
  void use(VrrpGlobals.ReceiveBuffers next) {
    buffers = next;
  }

  private void close(Endpoint endpoint) {
    VrrpSocket socket = sockets.remove(endpoint);
    if (socket != null) {
      poller.remove(socket.receiver());
      socket.close();
    }
  }

  Optional<VrrpSocket> of(String instance) {
    return Optional.ofNullable(endpoints.get(instance))
        .flatMap(e -> Optional.ofNullable(sockets.get(e)));
  }

  /** The socket behind a descriptor that became readable. */
  Optional<VrrpSocket> of(Pollable ready) {
    return sockets.values().stream().filter(s -> s.receiver() == ready).findFirst();
  }

  /** Everything that may have something to read. */
  List<Pollable> all() {
    return sockets.values().stream().<Pollable>map(VrrpSocket::receiver).toList();
  }

  /** The instances that use a socket. */
  List<String> users(VrrpSocket socket) {
    List<String> users = new ArrayList<>();
    endpoints.forEach(
        (name, endpoint) -> {
          if (sockets.get(endpoint) == socket) {
            users.add(name);
          }
        });
    return users;
  }

  @Override
  public void close() {
    List.copyOf(sockets.keySet()).forEach(this::close);
    endpoints.clear();
  }
}
