package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.lvsdirector.linux.io.NeighbourProbe;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.LinkInfo;

/**
 * How Direct Routing reaches a server: by which interface, from which address of ours, and the
 * server's MAC.
 *
 * @param link index of the interface
 * @param source our address on the server's network
 * @param mac empty if the server does not say
 */
record DirectPath(int link, InetAddress source, Optional<HardwareAddress> mac) {
  /** A host that is there answers within this time; questions can be lost. */
  private static final Duration ANSWER = Duration.ofMillis(300);

  private static final int QUESTIONS = 3;

  /**
   * Looks at the interfaces and asks for the MAC.
   *
   * @param virtual not used as source, though it may be an address of ours
   * @param limit asking takes no longer than this
   * @return empty if the server is on no Ethernet of this host
   */
  static Optional<DirectPath> to(InetAddress server, InetAddress virtual, Duration limit)
      throws IOException {
    List<LinkInfo> links;
    List<AddressInfo> addresses;
    try (RtNetlink netlink = RtNetlink.open()) {
      links = netlink.links();
      addresses = netlink.addresses();
    }
    Optional<AddressInfo> source =
        addresses.stream()
            .filter(own -> !own.address().equals(virtual) && covers(own, server))
            // The narrowest network, as in routing; of one network its first address.
            .min(
                Comparator.comparingInt((AddressInfo own) -> -own.prefixLength())
                    .thenComparingInt(own -> own.flags() & AddressInfo.F_SECONDARY));
    Optional<LinkInfo> link =
        source.flatMap(
            own -> links.stream().filter(l -> l.index() == own.interfaceIndex()).findFirst());
    if (source.isEmpty() || link.isEmpty() || !isEthernet(link.get())) {
      return Optional.empty();
    }
    InetAddress from = source.get().address();
    Duration share = limit.dividedBy(QUESTIONS);
    Duration window = share.compareTo(ANSWER) < 0 ? share : ANSWER;
    return Optional.of(
        new DirectPath(link.get().index(), from, ask(link.get(), server, from, window)));
  }

  private static boolean isEthernet(LinkInfo link) {
    return !link.isLoopback() && link.address().filter(mac -> mac.length() == 6).isPresent();
  }

  /** Whether the server is on the network of this address, and is not this host itself. */
  private static boolean covers(AddressInfo own, InetAddress server) {
    byte[] ours = own.address().getAddress();
    byte[] theirs = server.getAddress();
    if (ours.length != theirs.length || own.address().equals(server)) {
      return false;
    }
    for (int bit = 0; bit < own.prefixLength(); bit++) {
      int mask = 0x80 >> bit % 8;
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** On a platform thread: the question holds its thread, and would hold a carrier. */
  private static Optional<HardwareAddress> ask(
      LinkInfo link, InetAddress server, InetAddress source, Duration window) throws IOException {
    var answer = new CompletableFuture<Optional<HardwareAddress>>();
    Thread.ofPlatform()
        .name("path-check-neighbour")
        .daemon()
        .start(
            () -> {
              try {
                answer.complete(repeat(link, server, source, window));
              } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw e;
    }
  }

  private static Optional<HardwareAddress> repeat(
      LinkInfo link, InetAddress server, InetAddress source, Duration window) throws IOException {
    Optional<HardwareAddress> mac = Optional.empty();
    for (int i = 0; i < QUESTIONS && mac.isEmpty(); i++) {
      mac = NeighbourProbe.owners(link, server, Optional.of(source), window).stream().findFirst();
    }
    return mac;
  }
}
