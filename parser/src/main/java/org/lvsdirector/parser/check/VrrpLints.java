package org.lvsdirector.parser.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstance.InitialState;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.parser.source.KeptFindings;

/** Lints of the VRRP side. */
final class VrrpLints {
  private final KeptFindings found;
  private final LocalNetworks networks;

  VrrpLints(KeptFindings found, LocalNetworks networks) {
    this.found = found;
    this.networks = networks;
  }

  void check(VrrpConfig config) {
    config.instances().forEach(this::instance);
    config.syncGroups().forEach(g -> group(g, config.instances()));
  }

  private void instance(VrrpInstance vi) {
    String where = " in vrrp_instance " + vi.name();
    if (vi.behaviour().strict() && !vi.behaviour().accept() && !vi.virtualAddresses().isEmpty()) {
      found.add(
          Lint.STRICT_NO_ACCEPT.at(
              vi.range(), "the addresses will not answer, because of strict mode" + where));
    }
    if (vi.asWritten().state().filter(s -> s == InitialState.MASTER).isPresent()
        && vi.asWritten().priority().isEmpty()) {
      found.add(
          Lint.MASTER_WITHOUT_PRIORITY.at(
              vi.range(), "state MASTER without priority means priority 255" + where));
    }
    vi.virtualAddresses().forEach(vip -> address(vip, where));
    vi.excludedAddresses().forEach(vip -> address(vip, where));
  }

  /** An address on the loopback interface is reached by routes, and needs no network here. */
  private void address(VipAddress vip, String where) {
    boolean loopback = vip.interfaceName().filter("lo"::equals).isPresent();
    if (!loopback && networks.excludes(vip.address())) {
      found.add(
          Lint.VIP_OUTSIDE_SUBNETS.at(
              vip.range(),
              "address "
                  + AddressText.of(vip.address())
                  + " lies in no network of this host"
                  + where));
    }
  }

  private void group(VrrpSyncGroup group, List<VrrpInstance> instances) {
    Set<Object> intervals = new HashSet<>();
    instances.stream()
        .filter(i -> group.members().contains(i.name()))
        .forEach(i -> intervals.add(i.advertInterval()));
    if (intervals.size() > 1) {
      found.add(
          Lint.SYNC_GROUP_INTERVALS.at(
              group.range(),
              "the members have different advert_int in vrrp_sync_group " + group.name()));
    }
  }
}
