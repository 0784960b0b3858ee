package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The VRRP settings of global_defs that are not defaults of instances (those are applied already).
 *
 * @param dynamicInterfaces {@code dynamic_interfaces}
 * @param defaultInterface {@code default_interface}, default eth0: for static addresses without dev
 * @param disableLocalIgmp {@code disable_local_igmp}
 * @param strict {@code vrrp_strict}
 * @param version {@code vrrp_version}, default 2
 * @param multicastGroup4 {@code vrrp_mcast_group4}
 * @param multicastGroup6 {@code vrrp_mcast_group6}
 * @param firewall firewall used for no_accept and VMACs
 * @param garpInterval {@code vrrp_garp_interval}: least gap on interfaces outside garp_groups, 0
 *     (default) is none
 * @param gnaInterval {@code vrrp_gna_interval}, likewise
 * @param startupDelay {@code vrrp_startup_delay}, default 0
 * @param delayAfterBoot {@code vrrp_delay_after_boot}, counted from boot, default 0; the longer of
 *     both delays wins
 * @param logUnknownVrids {@code log_unknown_vrids}
 * @param vmacPrefix {@code vmac_prefix}, default vrrp
 * @param vmacAddrPrefix {@code vmac_addr_prefix}, default vmac_prefix
 * @param receiveBuffers {@code vrrp_rx_bufs_policy} and {@code vrrp_rx_bufs_multiplier}
 * @param commandBuffer {@code vrrp_netlink_cmd_rcv_bufs}
 * @param monitorBuffer {@code vrrp_netlink_monitor_rcv_bufs}
 * @param processMonitorBuffer {@code process_monitor_rcv_bufs}
 * @param iprouteUsrDir {@code iproute_usr_dir}
 * @param iprouteEtcDir {@code iproute_etc_dir}
 */
public record VrrpGlobals(
    DynamicInterfaces dynamicInterfaces,
    String defaultInterface,
    boolean disableLocalIgmp,
    boolean strict,
    int version,
    InetAddress multicastGroup4,
    InetAddress multicastGroup6,
    Firewall firewall,
    Duration garpInterval,
    Duration gnaInterval,
    Duration startupDelay,
    Duration delayAfterBoot,
    boolean logUnknownVrids,
    String vmacPrefix,
    String vmacAddrPrefix,
    ReceiveBuffers receiveBuffers,
    SocketBuffer commandBuffer,
    SocketBuffer monitorBuffer,
    SocketBuffer processMonitorBuffer,
    Optional<String> iprouteUsrDir,
    Optional<String> iprouteEtcDir) {

  /** 224.0.0.18 (RFC 9568 5.1.1.2). */
  public static final InetAddress GROUP4 = literal(224, 0, 0, 18);

  /** ff02::12 (RFC 9568 5.1.2.2). */
  public static final InetAddress GROUP6 =
      literal(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x12);

  /** Nothing configured. */
  public static final VrrpGlobals DEFAULT =
      new VrrpGlobals(
          DynamicInterfaces.OFF,
          "eth0",
          false,
          false,
          2,
          GROUP4,
          GROUP6,
          Firewall.NONE,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          false,
          "vrrp",
          "vrrp",
          ReceiveBuffers.DEFAULT,
          SocketBuffer.KERNEL,
          SocketBuffer.KERNEL,
          SocketBuffer.KERNEL,
          Optional.empty(),
          Optional.empty());

  private static InetAddress literal(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** {@code dynamic_interfaces}. */
  public enum DynamicInterfaces {
    /** Interfaces must exist. */
    OFF,
    /** Interfaces may come and go. */
    ON,
    /** {@code allow_if_changes}: VLANs and macvlans may also change their parent. */
    ALLOW_IF_CHANGES
  }

  /**
   * Firewalls of VRRP (keepalived reference, VRRP 18).
   *
   * @param iptables {@code vrrp_iptables}: input and output chain, if used
   * @param ipsets {@code vrrp_ipsets}: names of the sets SET4, SET6, IF6, IGMP, MLD, ND; empty if
   *     not used
   * @param nftables {@code nftables}: name of the table, if written
   * @param nftablesPriority {@code nftables_priority}, default -1
   * @param nftablesIfindex {@code nftables_ifindex}
   * @param counters {@code nftables_counters}
   */
  public record Firewall(
      Optional<Chains> iptables,
      List<String> ipsets,
      Optional<String> nftables,
      int nftablesPriority,
      boolean nftablesIfindex,
      boolean counters) {
    /** Nothing configured: nftables table {@code keepalived} when it is needed. */
    public static final Firewall NONE =
        new Firewall(Optional.empty(), List.of(), Optional.empty(), -1, false, false);

    /** Copies the names. */
    public Firewall {
      ipsets = List.copyOf(ipsets);
    }
  }

  /**
   * Chains of iptables.
   *
   * @param input first name, default INPUT
   * @param output second name, default OUTPUT; empty if only an input chain is named
   */
  public record Chains(String input, Optional<String> output) {}

  /**
   * Receive buffers of advert sockets.
   *
   * @param policy what the size is derived from
   * @param bytes number given, if any; it beats the policy
   * @param multiplier factor, default 3
   */
  public record ReceiveBuffers(Policy policy, OptionalLong bytes, long multiplier) {
    /** The kernel's default size. */
    public static final ReceiveBuffers DEFAULT =
        new ReceiveBuffers(Policy.KERNEL, OptionalLong.empty(), 3);

    /** What the size is derived from. */
    public enum Policy {
      /** Not configured. */
      KERNEL,
      /** {@code MTU}. */
      MTU,
      /** {@code ADVERT}. */
      ADVERT
    }
  }
}
