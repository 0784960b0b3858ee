package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.SocketBuffer;
import org.lvsdirector.parser.model.VrrpGlobals;
import org.lvsdirector.parser.model.VrrpGlobals.DynamicInterfaces;
import org.lvsdirector.parser.model.VrrpGlobals.Firewall;
import org.lvsdirector.parser.model.VrrpGlobals.ReceiveBuffers;
import org.lvsdirector.parser.syntax.Statement;

/** VRRP settings of the whole process. */
final class GlobalVrrpPart implements GlobalDefsDecoder.Part {
  private static final long MAX_MICROS = 4_294_967_295L;
  private static final Range INT32 = Range.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
  private static final Range POSITIVE = Range.of(1, 0xffff_ffffL);

  private final GlobalDefsDecoder in;
  private final GlobalDraft global;

  private DynamicInterfaces dynamic = DynamicInterfaces.OFF;
  private String defaultInterface = "eth0";
  private boolean disableLocalIgmp;
  private @Nullable String nftables;
  private int priority = -1;
  private boolean ifindex;
  private boolean counters;
  private Optional<VrrpGlobals.Chains> iptables = Optional.empty();
  private List<String> ipsets = List.of();
  private Duration garpInterval = Duration.ZERO;
  private Duration gnaInterval = Duration.ZERO;
  private Duration startupDelay = Duration.ZERO;
  private Duration bootDelay = Duration.ZERO;
  private boolean logUnknown;
  private @Nullable String vmacPrefix;
  private @Nullable String vmacAddrPrefix;
  private ReceiveBuffers buffers = ReceiveBuffers.DEFAULT;
  private SocketBuffer command = SocketBuffer.KERNEL;
  private SocketBuffer monitor = SocketBuffer.KERNEL;
  private SocketBuffer process = SocketBuffer.KERNEL;
  private Optional<String> usrDir = Optional.empty();
  private Optional<String> etcDir = Optional.empty();

  GlobalVrrpPart(GlobalDefsDecoder in, GlobalDraft global) {
    this.in = in;
    this.global = global;
  }

  @Override
  public boolean accept(Statement s) {
    return interfaces(s) || firewall(s) || timing(s) || sockets(s);
  }

  @Override
  public void finish() {
    GlobalDraft.VrrpDefaults d = global.vrrpDefaults;
    global.vrrp =
        new VrrpGlobals(
            dynamic,
            defaultInterface,
            disableLocalIgmp,
            d.strict,
            d.version,
            d.group4 == null ? VrrpGlobals.GROUP4 : d.group4,
            d.group6 == null ? VrrpGlobals.GROUP6 : d.group6,
            new Firewall(
                iptables, ipsets, Optional.ofNullable(nftables), priority, ifindex, counters),
            garpInterval,
            gnaInterval,
            startupDelay,
            bootDelay,
            logUnknown,
            vmacPrefix == null ? "vrrp" : vmacPrefix,
            vmacAddrPrefix == null ? (vmacPrefix == null ? "vrrp" : vmacPrefix) : vmacAddrPrefix,
            buffers,
            command,
            monitor,
            process,
            usrDir,
            etcDir);
  }

  private boolean interfaces(Statement s) {
    switch (s.keyword().text()) {
      case "dynamic_interfaces" -> {
        if (s.args().isEmpty()) {
          dynamic = DynamicInterfaces.ON;
        } else if (BlockDecoder.text(s, 0).equals("allow_if_changes")) {
          dynamic = DynamicInterfaces.ALLOW_IF_CHANGES;
        } else {
          dynamic = DynamicInterfaces.ON;
          in.error(
              s,
              "dynamic_interfaces: \""
                  + BlockDecoder.text(s, 0)
                  + "\" (expected allow_if_changes)");
        }
      }
      case "default_interface" -> defaultInterface = BlockDecoder.text(s, 0);
      case "disable_local_igmp" -> disableLocalIgmp = true;
      case "vmac_prefix" -> vmacPrefix = once(s, vmacPrefix);
      case "vmac_addr_prefix" -> vmacAddrPrefix = once(s, vmacAddrPrefix);
      case "vrrp_mcast_group4" ->
          group(s, AddressFamily.INET).ifPresent(v -> global.vrrpDefaults.group4 = v);
      case "vrrp_mcast_group6" ->
          group(s, AddressFamily.INET6).ifPresent(v -> global.vrrpDefaults.group6 = v);
      case "iproute_usr_dir" -> usrDir = in.path(s, usrDir);
      case "iproute_etc_dir" -> etcDir = in.path(s, etcDir);
      case "log_unknown_vrids" -> logUnknown = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  private String once(Statement s, @Nullable String before) {
    if (before != null) {
      in.error(s, s.keyword().text() + " is written again, the first one stays");
      return before;
    }
    return BlockDecoder.text(s, 0);
  }

  private Optional<InetAddress> group(Statement s, AddressFamily family) {
    Optional<InetAddress> address = in.address(s, 0);
    if (address.isEmpty()) {
      return address;
    }
    InetAddress group = address.get();
    if (AddressFamily.of(group) != family || !group.isMulticastAddress()) {
      in.error(
          s,
          s.keyword().text()
              + ": "
              + BlockDecoder.text(s, 0)
              + " is not an "
              + family.keyword()
              + " multicast address, ignored");
      return Optional.empty();
    }
    if (family == AddressFamily.INET6 && !group.isMCLinkLocal()) {
      in.warning(s, s.keyword().text() + " should be a link-local multicast address");
    }
    return address;
  }

  private boolean firewall(Statement s) {
    switch (s.keyword().text()) {
      case "nftables" -> {
        if (nftables != null) {
          in.error(s, "nftables is already set, ignored");
        } else if (s.arg(0).filter(String::isEmpty).isPresent()) {
          in.error(s, "nftables: the name of the table is empty, ignored");
        } else {
          nftables = s.arg(0).orElse("keepalived");
        }
      }
      case "vrrp_iptables" -> {
        in.warning(s, "vrrp_iptables: iptables is not used, nftables is; write nftables");
        iptables =
            Optional.of(
                new VrrpGlobals.Chains(
                    s.arg(0).orElse("INPUT"),
                    s.args().isEmpty() ? Optional.of("OUTPUT") : s.arg(1)));
      }
      case "vrrp_ipsets" -> {
        in.warning(s, "vrrp_ipsets: ipsets are not used, nftables sets are");
        ipsets = s.args().stream().map(w -> w.text()).toList();
      }
      case "nftables_priority" -> in.integer(s, 0, INT32).ifPresent(v -> priority = (int) v);
      case "nftables_ifindex" -> ifindex = true;
      case "nftables_counters" -> {
        counters = true;
        return false;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean timing(Statement s) {
    switch (s.keyword().text()) {
      case "vrrp_garp_interval" -> in.seconds(s, 0, 1, MAX_MICROS).ifPresent(v -> garpInterval = v);
      case "vrrp_gna_interval" -> in.seconds(s, 0, 1, MAX_MICROS).ifPresent(v -> gnaInterval = v);
      case "vrrp_startup_delay" ->
          in.seconds(s, 0, 1000, MAX_MICROS * 1000).ifPresent(v -> startupDelay = v);
      case "vrrp_delay_after_boot" ->
          in.seconds(s, 0, 1000, MAX_MICROS * 1000).ifPresent(v -> bootDelay = v);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean sockets(Statement s) {
    switch (s.keyword().text()) {
      case "vrrp_netlink_cmd_rcv_bufs" -> command = size(s, command);
      case "vrrp_netlink_cmd_rcv_bufs_force" -> command = force(s, command);
      case "vrrp_netlink_monitor_rcv_bufs" -> monitor = size(s, monitor);
      case "vrrp_netlink_monitor_rcv_bufs_force" -> monitor = force(s, monitor);
      case "process_monitor_rcv_bufs" -> process = size(s, process);
      case "process_monitor_rcv_bufs_force" -> process = force(s, process);
      case "vrrp_rx_bufs_policy" -> policy(s);
      case "vrrp_rx_bufs_multiplier" ->
          in.integer(s, 0, POSITIVE)
              .ifPresent(v -> buffers = new ReceiveBuffers(buffers.policy(), buffers.bytes(), v));
      default -> {
        return false;
      }
    }
    return true;
  }

  private SocketBuffer size(Statement s, SocketBuffer before) {
    return size(in, s, before);
  }

  private SocketBuffer force(Statement s, SocketBuffer before) {
    return force(in, s, before);
  }

  static SocketBuffer size(BlockDecoder in, Statement s, SocketBuffer before) {
    OptionalLong bytes = in.integer(s, 0, Range.UINT32);
    if (bytes.isPresent() && bytes.getAsLong() == 0) {
      in.warning(s, s.keyword().text() + ": 0 is ignored");
    }
    return new SocketBuffer(bytes.orElse(before.bytes()), before.force());
  }

  static SocketBuffer force(BlockDecoder in, Statement s, SocketBuffer before) {
    return new SocketBuffer(before.bytes(), in.bool(s).orElse(before.force()));
  }

  private void policy(Statement s) {
    for (int i = 0; i < s.args().size(); i++) {
      switch (BlockDecoder.text(s, i).toUpperCase(Locale.ROOT)) {
        case "MTU" ->
            buffers =
                new ReceiveBuffers(
                    ReceiveBuffers.Policy.MTU, buffers.bytes(), buffers.multiplier());
        case "ADVERT" -> {
          if (buffers.policy() != ReceiveBuffers.Policy.MTU) {
            buffers =
                new ReceiveBuffers(
                    ReceiveBuffers.Policy.ADVERT, buffers.bytes(), buffers.multiplier());
          }
        }
        default -> {
          OptionalLong bytes = in.integer(s, i, Range.UINT32);
          if (bytes.isPresent()) {
            buffers = new ReceiveBuffers(buffers.policy(), bytes, buffers.multiplier());
          }
        }
      }
    }
  }
}
