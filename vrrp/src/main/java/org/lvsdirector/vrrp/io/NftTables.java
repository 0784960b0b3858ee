package org.lvsdirector.vrrp.io;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.Nftables;
import org.lvsdirector.linux.netlink.NftMessages;
import org.lvsdirector.parser.model.VrrpGlobals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our nftables tables, one per family: made when first needed, in place of what a killed
 * predecessor left behind, and removed at the end (keepalived reference, VRRP 18.2). Belongs to the
 * loop thread.
 */
final class NftTables implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NftTables.class);

  private final Optional<String> namespace;
  private final Set<Integer> made = new HashSet<>();
  private VrrpGlobals.Firewall settings = VrrpGlobals.Firewall.NONE;
  private Optional<Nftables> socket = Optional.empty();

  NftTables(Optional<String> namespace) {
    this.namespace = namespace;
  }

  /** Settings of the file; tables that exist keep their name. */
  void use(VrrpGlobals.Firewall next) {
    settings = made.isEmpty() ? next : settings;
  }

  VrrpGlobals.Firewall settings() {
    return settings;
  }

  String name() {
    return settings.nftables().orElse("keepalived");
  }

  /** The table of this family, made if it is not there yet. */
  NftMessages in(int family) throws LinuxException {
    if (made.add(family)) {
      commit(new NftMessages(family).purgeTable(name()).table(name()), "table " + name());
    }
    return new NftMessages(family);
  }

  void commit(NftMessages change, String what) throws LinuxException {
    if (socket.isEmpty()) {
      socket = Optional.of(NetworkNamespace.call(namespace, () -> Nftables.open()));
    }
    socket.get().commit(change, what);
  }

  /** Tables with our name that nobody of this run made: a killed predecessor's. */
  void removeLeftovers() {
    for (int family : new int[] {NftMessages.FAMILY_IPV4, NftMessages.FAMILY_IPV6}) {
      if (!made.contains(family)) {
        try {
          commit(new NftMessages(family).purgeTable(name()), "table " + name());
        } catch (LinuxException e) {
          LOG.debug("leftover firewall: {}", e.getMessage());
        }
      }
    }
  }

  @Override
  public void close() {
    for (int family : made) {
      try {
        commit(new NftMessages(family).purgeTable(name()), "table " + name());
      } catch (LinuxException e) {
        LOG.warn("removing the firewall: {}", e.getMessage());
      }
    }
    made.clear();
    socket.ifPresent(Nftables::close);
    socket = Optional.empty();
  }
}
