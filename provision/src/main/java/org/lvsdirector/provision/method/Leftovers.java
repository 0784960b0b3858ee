package org.lvsdirector.provision.method;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lvsdirector.provision.plan.Action;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.Step;
import org.lvsdirector.provision.plan.UndoRecord;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;

/**
 * Things of ours on a server that nobody wants any more: a virtual address that left the
 * configuration, or another method's traces. They go first and in the reverse of the order they
 * came, so addresses go before ARP may speak again.
 */
final class Leftovers {
  private Leftovers() {}

  static List<Step> steps(Wants wants, UndoRecord undo, HostFacts facts, List<String> notes) {
    Set<String> wanted = new HashSet<>();
    wants.inOrder().forEach(w -> wanted.add(id(w)));
    List<UndoRecord.Entry> left = new ArrayList<>();
    for (UndoRecord.Entry entry : undo.entries().reversed()) {
      // An address that we took away, and a route, come back only by undo: the operator asked for
      // their change.
      boolean kept =
          entry.back() instanceof Action.AddAddress
              || entry.back() instanceof Action.SetDefaultRoute
              || entry.back() instanceof Action.DeleteDefaultRoute;
      if (!kept && !wanted.contains(entry.id())) {
        left.add(entry);
      }
    }
    UndoPlan plan = UndoPlan.of(left, facts, false);
    plan.left().forEach(notes::add);
    return plan.steps().stream()
        .map(
            s ->
                new Step(
                    s.action(),
                    "put there by lvs-director, not wanted any more",
                    s.record(),
                    s.forget()))
        .toList();
  }

  private static String id(Want want) {
    return switch (want) {
      case Want.SysctlIs w -> "sysctl " + w.key();
      case Want.AddressOn w -> "address " + w.device() + " " + w.cidr();
      case Want.AddressGone w -> "address " + w.device() + " " + w.cidr();
      case Want.RulePresent w -> "rule " + w.tool().word() + " " + w.rule();
      case Want.NftHolds w -> "nft " + w.family().word();
      case Want.FileIs w -> "file " + w.path();
      case Want.LinkIs w -> "file " + w.path();
      case Want.TunnelIsUp w -> "tunnel " + w.tunnel().device();
      case Want.DefaultRouteVia _ -> "route";
    };
  }
}
