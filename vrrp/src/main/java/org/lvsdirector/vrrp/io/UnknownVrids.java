package org.lvsdirector.vrrp.io;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.lvsdirector.vrrp.group.VrrpRouters;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.ReceivedPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code log_unknown_vrids}: adverts that no instance of their socket waits for, once per sender
 * and VRID (keepalived reference, VRRP 6.2). Belongs to the loop thread.
 */
final class UnknownVrids {
  private static final Logger LOG = LoggerFactory.getLogger(UnknownVrids.class);

  /** A flood of invented senders must not fill memory or log. */
  private static final int MOST = 256;

  private final Set<String> said = new HashSet<>();
  private boolean wanted;

  void use(boolean log) {
    wanted = log;
  }

  /**
   * Looks whether one of the instances that use its socket waits for a packet.
   *
   * @param users names of those instances
   */
  void look(ReceivedPacket packet, List<String> users, VrrpRouters routers) {
    OptionalInt vrid = packet.vrid();
    if (!wanted || vrid.isEmpty() || isKnown(vrid.getAsInt(), users, routers)) {
      return;
    }
    String sender = Addresses.text(packet.source());
    if (said.size() < MOST && said.add(sender + " " + vrid.getAsInt())) {
      LOG.info(
          "advert from {} for virtual_router_id {}, which no vrrp_instance here has",
          sender,
          vrid.getAsInt());
    }
  }

  private static boolean isKnown(int vrid, List<String> users, VrrpRouters routers) {
    return users.stream()
        .flatMap(name -> routers.router(name).stream())
        .anyMatch(r -> r.config().virtualRouterId() == vrid);
  }
}
