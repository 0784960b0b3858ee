package org.lvsdirector.vrrp.group;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.vrrp.fsm.Heard;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.fsm.VrrpEvent;
import org.lvsdirector.vrrp.fsm.VrrpState;
import org.lvsdirector.vrrp.packet.Delivery;
import org.lvsdirector.vrrp.packet.ReceiveChecks;
import org.lvsdirector.vrrp.packet.ReceiveContext;
import org.lvsdirector.vrrp.packet.ReceiveSettings;

/** Finds the instance a packet is for and checks it (keepalived reference, VRRP 6). */
final class Dispatch {
  private Dispatch() {}

  record For(String name, VrrpEvent event) {}

  static Optional<For> choose(
      Round round, RouterEvent.PacketReceived event, Map<String, ReceiveSettings> receive) {
    OptionalInt vrid = event.packet().vrid();
    if (vrid.isEmpty()) {
      return Optional.empty();
    }
    List<Router> candidates =
        event.candidates().stream()
            .map(n -> Optional.ofNullable(round.routers().get(n)))
            .flatMap(Optional::stream)
            .filter(r -> r.config().virtualRouterId() == vrid.getAsInt())
            .toList();
    Optional<Router> router = bySource(candidates, event.packet().source(), receive);
    if (router.isEmpty() || !round.listening()) {
      return Optional.empty();
    }
    return Optional.ofNullable(receive.get(router.get().name()))
        .map(settings -> check(router.get(), event, settings));
  }

  /**
   * Unicast instances with one VRID are told apart by the sender (keepalived reference, VRRP 6.3).
   */
  private static Optional<Router> bySource(
      List<Router> candidates, InetAddress source, Map<String, ReceiveSettings> receive) {
    if (candidates.size() < 2) {
      return candidates.stream().findFirst();
    }
    Optional<Router> last =
        candidates.stream()
            .filter(r -> r.heard().map(Heard::source).equals(Optional.of(source)))
            .findFirst();
    return last.or(
        () ->
            candidates.stream()
                .filter(r -> isPeer(receive.get(r.name()), source))
                .findFirst()
                .or(() -> candidates.stream().findFirst()));
  }

  private static boolean isPeer(
      @org.jspecify.annotations.Nullable ReceiveSettings settings, InetAddress source) {
    return settings != null
        && settings.delivery() instanceof Delivery.Unicast unicast
        && unicast.peer(source).isPresent();
  }

  private static For check(
      Router router, RouterEvent.PacketReceived event, ReceiveSettings settings) {
    InetAddress source = event.packet().source();
    var context = new ReceiveContext(router.owner(), compares(router, source), event.utc());
    var outcome = ReceiveChecks.check(event.packet(), settings, router.memory(), context);
    return new For(
        router.name(), new VrrpEvent.Received(outcome.result(), source, outcome.memory()));
  }

  /** keepalived reference, VRRP 6.6. */
  private static boolean compares(Router router, InetAddress source) {
    if (router.state() instanceof VrrpState.Backup backup
        && router.config().behaviour().skipCheckAdvAddr()) {
      return backup.master().filter(m -> m.source().equals(source)).isEmpty();
    }
    return true;
  }
}
