package org.lvsdirector.vrrp.io;

import java.util.Optional;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.packet.Addresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed predecessor of this configuration left in the kernel: addresses (also on VMACs,
 * which are reused), routes, rules and firewall tables. Another router may have the addresses by
 * now, so all of it goes before the first advert (keepalived reference, VRRP 27); a router that
 * becomes MASTER puts it in place anew.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private final Edge.Parts parts;
  private final EffectExecutor executor;

  Leftovers(Edge.Parts parts, EffectExecutor executor) {
    this.parts = parts;
    this.executor = executor;
  }

  void remove(Iterable<Router> routers) {
    parts.tables().removeLeftovers();
    for (Router router : routers) {
      router.config().rules().forEach(r -> attempt(() -> parts.routes().remove(r)));
      router.config().routes().forEach(r -> attempt(() -> parts.routes().remove(r)));
      for (VipAddress address : router.allAddresses()) {
        present(router, address).ifPresent(this::remove);
      }
    }
  }

  private Optional<AddressInfo> present(Router router, VipAddress wanted) {
    Optional<LinkInfo> link =
        parts.virtual().addressDevice(router.config(), wanted).flatMap(parts.network()::link);
    return parts.network().addresses().stream()
        .filter(
            a ->
                a.address().equals(wanted.address())
                    && a.prefixLength() == wanted.peerPrefixLength()
                    && link.filter(l -> l.index() == a.interfaceIndex()).isPresent())
        .findFirst();
  }

  private void remove(AddressInfo address) {
    attempt(
        () -> {
          executor.delete(address);
          LOG.info("removed {} that an earlier run left behind", Addresses.text(address.address()));
        });
  }

  @FunctionalInterface
  private interface Removal {
    void run() throws LinuxException;
  }

  private static void attempt(Removal removal) {
    try {
      removal.run();
    } catch (LinuxException e) {
      LOG.warn("leftover: {}", e.getMessage());
    }
  }
}
