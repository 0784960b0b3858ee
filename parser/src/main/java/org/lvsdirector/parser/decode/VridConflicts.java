package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * Two instances cannot share a VRID on one interface, family and group; with unicast they may
 * unless they also have one local address and a common peer (keepalived reference, VRRP 1.18).
 */
final class VridConflicts {
  private final Decoding out;

  VridConflicts(Decoding out) {
    this.out = out;
  }

  /**
   * Where a virtual router is heard.
   *
   * @param group multicast group, for unicast the local address
   * @param peer a unicast peer, none for multicast
   */
  private record Place(
      int vrid,
      AddressFamily family,
      Optional<String> interfaceName,
      Optional<InetAddress> group,
      Optional<InetAddress> peer) {}

  /** Each instance is told with the first one before it that it conflicts with. */
  void check(List<VrrpInstance> instances) {
    Map<Place, VrrpInstance> taken = new HashMap<>();
    for (VrrpInstance b : instances) {
      places(b).flatMap(place -> Stream.ofNullable(taken.putIfAbsent(place, b))).toList().stream()
          .findFirst()
          .ifPresent(a -> report(a, b));
    }
  }

  private static Stream<Place> places(VrrpInstance i) {
    Place place =
        new Place(
            i.virtualRouterId(),
            i.family(),
            i.interfaceName(),
            i.transport().unicast()
                ? i.transport().sourceAddress()
                : Optional.of(i.transport().multicastGroup()),
            Optional.empty());
    return i.transport().unicast()
        ? i.transport().unicastPeers().stream()
            .map(
                peer ->
                    new Place(
                        place.vrid,
                        place.family,
                        place.interfaceName,
                        place.group,
                        Optional.of(peer.address())))
        : Stream.of(place);
  }

  private void report(VrrpInstance a, VrrpInstance b) {
    out.fatal(
        Lint.DUPLICATE_VRID,
        b.range(),
        "instances "
            + a.name()
            + " and "
            + b.name()
            + " have the same virtual_router_id "
            + a.virtualRouterId()
            + b.interfaceName().map(n -> " on interface " + n).orElse("")
            + " with "
            + (a.family().bits() == 32 ? "IPv4" : "IPv6"));
  }
}
