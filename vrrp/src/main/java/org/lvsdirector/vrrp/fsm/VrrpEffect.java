package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.util.List;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.vrrp.packet.Advertisement;

/** What has to be done outside, in this order. The edge does it and reports failures as events. */
public sealed interface VrrpEffect {
  /** The instance (or, for {@link NotifyGroup}, the sync group) this is done for. */
  String instance();

  /**
   * Send one advertisement to the group or to every peer.
   *
   * @param ahSequence sequence of the authentication header, where one is used
   * @param oldUnicast use the checksum of keepalived before 1.3.7
   */
  record SendAdvert(
      String instance, Advertisement advertisement, long ahSequence, boolean oldUnicast)
      implements VrrpEffect {}

  /** Put an address on its interface; being there already is success. */
  record AddAddress(String instance, VipAddress address) implements VrrpEffect {}

  /** Take an address off; being gone already is success. */
  record RemoveAddress(String instance, VipAddress address) implements VrrpEffect {}

  /** Install a route. */
  record AddRoute(String instance, IpRoute route) implements VrrpEffect {}

  /** Remove a route. */
  record RemoveRoute(String instance, IpRoute route) implements VrrpEffect {}

  /** Install a policy rule. */
  record AddRule(String instance, IpRule rule) implements VrrpEffect {}

  /** Remove a policy rule. */
  record RemoveRule(String instance, IpRule rule) implements VrrpEffect {}

  /**
   * Gratuitous ARP or unsolicited neighbour advertisement.
   *
   * @param rounds how often, round after round over all addresses
   */
  record Announce(String instance, List<VipAddress> addresses, long rounds) implements VrrpEffect {
    /** Copies the list. */
    public Announce {
      addresses = List.copyOf(addresses);
    }
  }

  /** Announce an own source address, so that unicast peers refresh their caches. */
  record AnnounceSource(String instance, InetAddress source) implements VrrpEffect {}

  /**
   * Drop ({@code blocked}) or let in traffic to the addresses of an instance with no_accept.
   *
   * @param addresses all addresses of the instance
   */
  record Firewall(String instance, boolean blocked, List<VipAddress> addresses)
      implements VrrpEffect {
    /** Copies the list. */
    public Firewall {
      addresses = List.copyOf(addresses);
    }
  }

  /** The state changed; logged once by the edge. */
  record Transition(String instance, Reported from, Reported to, String reason)
      implements VrrpEffect {}

  /** Tell scripts, FIFO and mail about an instance. */
  record Notify(String instance, Reported state, int priority) implements VrrpEffect {}

  /** Tell scripts, FIFO and mail about a sync group. */
  record NotifyGroup(String instance, Reported state) implements VrrpEffect {}

  /** The effective priority changed. */
  record PriorityMoved(String instance, Reported state, int from, int to) implements VrrpEffect {}

  /** A master heard a lower-priority advert ({@code notify_master_rx_lower_pri}). */
  record LowerPriorityHeard(String instance, InetAddress source, int priority, int ownPriority)
      implements VrrpEffect {}

  /**
   * Two masters on one VRID.
   *
   * @param own our source address as text
   * @param other the rival: IP address, or hardware address if only its ARP was seen
   * @param cause the probable cause, as a sentence
   */
  record SplitBrain(String instance, String own, String other, String cause)
      implements VrrpEffect {}

  /** The rival has fallen silent or we have given way. */
  record SplitBrainHealed(String instance, String other) implements VrrpEffect {}

  /** A sentence for the log that is not a transition. */
  record Said(String instance, Level level, String text) implements VrrpEffect {}

  /** How loud a {@link Said} is. */
  enum Level {
    /** Worth knowing. */
    INFO,
    /** Worth acting upon. */
    WARNING
  }
}
