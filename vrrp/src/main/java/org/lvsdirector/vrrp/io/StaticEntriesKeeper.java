package org.lvsdirector.vrrp.io;

import java.util.List;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.parser.model.StaticEntries;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.vrrp.fsm.AddressKey;
import org.lvsdirector.vrrp.fsm.Unplaced;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Static addresses, routes and rules: leftovers first removed, then added in that order, put back
 * when another program removes them, taken away at the end in reverse (keepalived reference, VRRP
 * 16.7).
 */
final class StaticEntriesKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(StaticEntriesKeeper.class);

  /** Owner of static entries in {@link RouteTable}. */
  static final String OWNER = "";

  private final RtNetlink netlink;
  private final NetworkTable network;
  private final RouteTable routes;
  private StaticEntries present = StaticEntries.NONE;

  StaticEntriesKeeper(RtNetlink netlink, NetworkTable network, RouteTable routes) {
    this.netlink = netlink;
    this.network = network;
    this.routes = routes;
  }

  @FunctionalInterface
  private interface Change<T> {
    void apply(T entry) throws LinuxException;
  }

  /** Goes over to these entries. */
  void use(StaticEntries next) {
    StaticEntries old = present;
    // At the start whatever a predecessor may have left of them goes first.
    StaticEntries leaving = old.isEmpty() ? next : old;
    StaticEntries staying = old.isEmpty() ? StaticEntries.NONE : next;
    each(Unplaced.rules(leaving.rules(), staying.rules()), routes::remove);
    each(Unplaced.routes(leaving.routes(), staying.routes()), routes::remove);
    each(Unplaced.addresses(leaving.addresses(), staying.addresses()), this::delete);
    present = next;
    each(Unplaced.addresses(next.addresses(), old.addresses()), this::add);
    each(Unplaced.routes(next.routes(), old.routes()), r -> routes.add(OWNER, r));
    each(Unplaced.rules(next.rules(), old.rules()), r -> routes.add(OWNER, r));
  }

  /** Puts everything back that should be there; being there already is success. */
  void restore() {
    each(present.addresses().stream().filter(a -> !a.noTrack()).toList(), this::add);
    each(present.routes().stream().filter(r -> !r.noTrack()).toList(), r -> routes.add(OWNER, r));
    each(present.rules().stream().filter(r -> !r.noTrack()).toList(), r -> routes.add(OWNER, r));
  }

  void removeAll() {
    each(present.rules(), routes::remove);
    each(present.routes(), routes::remove);
    each(present.addresses(), this::delete);
    present = StaticEntries.NONE;
  }

  /** Whether this is one of our tracked addresses. */
  boolean holds(AddressKey key) {
    return present.addresses().stream().anyMatch(a -> !a.noTrack() && AddressKey.of(a).equals(key));
  }

  private void add(VipAddress line) throws LinuxException {
    AddressInfo info = AddressLines.info(line, index(line));
    try {
      netlink.addAddress(info);
    } catch (LinuxException e) {
      if (!e.is(Errno.EEXIST)) {
        throw e;
      }
    }
  }

  private void delete(VipAddress line) throws LinuxException {
    AddressInfo info = AddressLines.info(line, index(line));
    network.expectDeletion(info);
    try {
      netlink.deleteAddress(info);
    } catch (LinuxException e) {
      network.expectNoDeletion(info);
      if (!e.is(Errno.EADDRNOTAVAIL) && !e.is(Errno.ENODEV)) {
        throw e;
      }
    }
  }

  private int index(VipAddress line) throws LinuxException {
    return line.interfaceName()
        .flatMap(network::link)
        .orElseThrow(
            () ->
                new LinuxException("static address", AddressKey.of(line).toString(), Errno.ENODEV))
        .index();
  }

  private static <T> void each(List<T> entries, Change<T> change) {
    for (T entry : entries) {
      try {
        change.apply(entry);
      } catch (LinuxException e) {
        LOG.error("static entry: {}", e.getMessage());
      }
    }
  }
}
