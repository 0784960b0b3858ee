package org.lvsdirector.parser.model;

import java.util.Optional;
import java.util.OptionalLong;

/** The interface an instance makes for itself (keepalived reference, VRRP 17). */
public sealed interface VirtualLink {
  /** Name asked for, at most 15 characters; empty: made from the prefix and the VRID. */
  Optional<String> name();

  /** {@code group}: interface group. */
  OptionalLong group();

  /**
   * {@code use_vmac}: a macvlan with the virtual MAC.
   *
   * @param name name asked for
   * @param macAddress MAC asked for, 6 octets (a 5-octet one has the VRID appended); default
   *     00:00:5e:00:01:VRID, for IPv6 00:00:5e:00:02:VRID
   * @param group interface group
   * @param transmitOnBase {@code vmac_xmit_base}: adverts go by the parent interface; forced with
   *     unicast
   * @param notifyNetlink {@code netlink_notify_msg}: touch the parent so that a bridge learns
   */
  record Vmac(
      Optional<String> name,
      Optional<Octets> macAddress,
      OptionalLong group,
      boolean transmitOnBase,
      boolean notifyNetlink)
      implements VirtualLink {}

  /**
   * {@code use_ipvlan}: an L2 ipvlan interface.
   *
   * @param name name asked for
   * @param address address of the interface; needed for IPv4, where it is the source of adverts too
   * @param mode {@code bridge} (default), {@code private} or {@code vepa}
   * @param group interface group
   */
  record Ipvlan(
      Optional<String> name, Optional<IpPrefix> address, IpvlanMode mode, OptionalLong group)
      implements VirtualLink {}

  /** Flags of an ipvlan interface. */
  enum IpvlanMode {
    /** Slaves reach each other. */
    BRIDGE,
    /** Slaves do not reach each other. */
    PRIVATE,
    /** Slaves reach each other by way of the switch. */
    VEPA
  }
}
