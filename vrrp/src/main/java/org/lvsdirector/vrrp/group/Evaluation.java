package org.lvsdirector.vrrp.group;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.vrrp.fsm.Fault;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.fsm.VrrpEvent;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.track.EffectivePriority;
import org.lvsdirector.vrrp.track.InterfaceView;

/** Tells every instance what network and trackers mean for it now. */
final class Evaluation {
  private Evaluation() {}

  static void all(Round round) {
    Set<InetAddress> vips = round.vips();
    for (Router router : List.copyOf(round.routers().values())) {
      one(round, router.config(), vips);
    }
  }

  private static void one(Round round, VrrpInstance config, Set<InetAddress> vips) {
    Optional<InterfaceView> view =
        config.interfaceName().map(n -> round.status().interfaces().get(n));
    Optional<InetAddress> source = SourceAddress.of(config, view, vips);
    Tracking group =
        round.config().syncGroups().stream()
            .filter(g -> config.syncGroup().equals(Optional.of(g.name())))
            .findFirst()
            .map(VrrpSyncGroup::tracking)
            .orElse(Tracking.NONE);
    EffectivePriority.Verdict verdict = EffectivePriority.of(config, group, round.status());
    List<Fault> faults = new ArrayList<>(verdict.faults());
    faults.addAll(ownFaults(config, view, source));
    Router router = round.routers().get(config.name());
    if (router == null) {
      return;
    }
    if (!router.source().equals(source)) {
      round.dispatch(config.name(), new VrrpEvent.SourceChanged(source));
    }
    round.dispatch(config.name(), new VrrpEvent.PriorityChanged(verdict.priority()));
    if (!router.faults().equals(faults)) {
      round.dispatch(config.name(), new VrrpEvent.FaultsChanged(faults));
    }
  }

  private static List<Fault> ownFaults(
      VrrpInstance config, Optional<InterfaceView> view, Optional<InetAddress> source) {
    List<Fault> faults = new ArrayList<>();
    config.configFault().ifPresent(t -> faults.add(new Fault(Fault.Kind.CONFIG, t)));
    String name = config.interfaceName().orElse("");
    if (!config.transport().unicast() && view.filter(v -> !v.multicast()).isPresent()) {
      String text = "interface " + name + " can not multicast; use unicast_peer";
      faults.add(new Fault(Fault.Kind.CONFIG, text));
    }
    if (source.isEmpty()) {
      String family = config.family() == AddressFamily.INET ? "IPv4" : "IPv6";
      String text = "no " + family + " address for interface " + name;
      faults.add(new Fault(Fault.Kind.SOURCE_ADDRESS, text));
    } else if (config.transport().trackSourceAddress()
        && view.filter(v -> !v.addresses().contains(source.get())).isPresent()) {
      String text = "source address " + Addresses.text(source.get()) + " is not on " + name;
      faults.add(new Fault(Fault.Kind.SOURCE_ADDRESS, text));
    }
    return faults;
  }
}
