package org.lvsdirector.vrrp.io;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.linux.io.Frame;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.PacketSocket;
import org.lvsdirector.linux.io.Pollable;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.packet.Addresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to ARP on the interfaces of our instances: a frame that names one of our addresses as its
 * sender and comes from foreign hardware is somebody else's claim. Finds a second master whose
 * adverts are filtered. Belongs to the loop thread.
 */
final class ClaimWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimWatch.class);
  private static final int ETHERNET_HEADER = 14;
  private static final int SENDER_MAC = ETHERNET_HEADER + 8;
  private static final int SENDER_IP = ETHERNET_HEADER + 14;
  private static final int ARP_LENGTH = ETHERNET_HEADER + 28;

  private final Optional<String> namespace;
  private final Poller poller;
  private final Map<Integer, PacketSocket> sockets = new HashMap<>();
  private final Set<InetAddress> ours = new HashSet<>();

  ClaimWatch(Optional<String> namespace, Poller poller) {
    this.namespace = namespace;
    this.poller = poller;
  }

  /** Listens where instances have addresses, and nowhere else. */
  void sync(Iterable<Router> routers, NetworkTable network) {
    Set<Integer> wanted = new HashSet<>();
    ours.clear();
    for (Router router : routers) {
      router.allAddresses().forEach(a -> ours.add(a.address()));
      if (router.reported() != Reported.INIT) {
        router
            .config()
            .interfaceName()
            .flatMap(network::link)
            .filter(l -> l.isUp() && !l.isNoArp())
            .ifPresent(l -> wanted.add(l.index()));
      }
    }
    for (int index : List.copyOf(sockets.keySet())) {
      if (!wanted.contains(index)) {
        close(index);
      }
    }
    wanted.stream().filter(i -> !sockets.containsKey(i)).forEach(this::open);
  }

  private void open(int index) {
    try {
      PacketSocket socket =
          NetworkNamespace.call(
              namespace, () -> PacketSocket.listening(PacketSocket.ETHERTYPE_ARP, index));
      sockets.put(index, socket);
      poller.add(socket);
    } catch (LinuxException e) {
      LOG.info("claims of our addresses are not watched for: {}", e.getMessage());
    }
  }

  /** The claims that came in on this socket, if it is one of ours. */
  List<RouterEvent> read(Pollable ready, NetworkTable network) {
    List<RouterEvent> claims = new ArrayList<>();
    for (Map.Entry<Integer, PacketSocket> entry : sockets.entrySet()) {
      if (entry.getValue() == ready) {
        drain(entry.getValue(), entry.getKey(), network, claims);
      }
    }
    return claims;
  }

  private void drain(
      PacketSocket socket, int index, NetworkTable network, List<RouterEvent> claims) {
    try {
      for (Optional<Frame> frame = socket.receive(); frame.isPresent(); frame = socket.receive()) {
        claim(frame.get(), index, network).ifPresent(claims::add);
      }
    } catch (LinuxException e) {
      LOG.debug("listening to ARP: {}", e.getMessage());
    }
  }

  private Optional<RouterEvent> claim(Frame frame, int index, NetworkTable network) {
    byte[] bytes = frame.bytes();
    if (frame.isOutgoing() || bytes.length < ARP_LENGTH) {
      return Optional.empty();
    }
    InetAddress sender = Addresses.of(Arrays.copyOfRange(bytes, SENDER_IP, SENDER_IP + 4));
    HardwareAddress mac = HardwareAddress.of(Arrays.copyOfRange(bytes, SENDER_MAC, SENDER_MAC + 6));
    boolean local = network.links().stream().anyMatch(l -> l.address().equals(Optional.of(mac)));
    if (local || !ours.contains(sender)) {
      return Optional.empty();
    }
    return network
        .link(index)
        .map(LinkInfo::name)
        .map(name -> new RouterEvent.AddressClaimed(sender, name, mac.toString()));
  }

  private void close(int index) {
    PacketSocket socket = sockets.remove(index);
    if (socket != null) {
      poller.remove(socket);
      socket.close();
    }
  }

  @Override
  public void close() {
    List.copyOf(sockets.keySet()).forEach(this::close);
  }
}
