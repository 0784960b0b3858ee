package org.lvsdirector.parser.decode;

import java.util.List;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.UnicastPeer;
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

  void check(List<VrrpInstance> instances) {
    for (int i = 0; i < instances.size(); i++) {
      for (int j = 0; j < i; j++) {
        VrrpInstance a = instances.get(j);
        VrrpInstance b = instances.get(i);
        if (a.virtualRouterId() == b.virtualRouterId() && conflict(a, b)) {
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
    }
  }

  private static boolean conflict(VrrpInstance a, VrrpInstance b) {
    if (a.family() != b.family()
        || !a.interfaceName().equals(b.interfaceName())
        || a.transport().unicast() != b.transport().unicast()) {
      return false;
    }
    if (!a.transport().unicast()) {
      return a.transport().multicastGroup().equals(b.transport().multicastGroup());
    }
    return a.transport().sourceAddress().equals(b.transport().sourceAddress())
        && a.transport().unicastPeers().stream()
            .map(UnicastPeer::address)
            .anyMatch(
                p -> b.transport().unicastPeers().stream().anyMatch(q -> q.address().equals(p)));
  }
}
