package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.Persistence;
import org.lvsdirector.parser.model.Protocol;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.Scheduler;
import org.lvsdirector.parser.model.ServiceFlags;
import org.lvsdirector.parser.model.SorryServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.model.VirtualServerGroup;
import org.lvsdirector.parser.model.VirtualServerGroup.Entry;

/**
 * Turns the drafts of the LVS side into records, in the order of checks of keepalived (keepalived
 * reference, LVS 3 and 7).
 */
final class LvsValidation {
  private final Decoding out;
  private final GlobalDraft global;
  private final LvsDraft draft;
  private final CheckerBuilder checkers;
  private final Map<String, Integer> groupUse = new HashMap<>();

  LvsValidation(Decoding out, GlobalDraft global, LvsDraft draft) {
    this.out = out;
    this.global = global;
    this.draft = draft;
    this.checkers = new CheckerBuilder(global.checkerLogAllFailures);
  }

  LvsConfig config() {
    var servers = new ArrayList<VirtualServer>(draft.virtualServers.size());
    for (VirtualServerDraft vs : draft.virtualServers) {
      Optional<VirtualAddress> address = address(vs);
      if (address.isPresent()) {
        settle(vs, address.get());
        servers.add(server(vs, address.get()));
      }
    }
    return new LvsConfig(draft.ssl, List.copyOf(draft.groups.values()), servers);
  }

  // ---- what it listens to

  private Optional<VirtualAddress> address(VirtualServerDraft vs) {
    if (vs.address != null) {
      return Optional.of(new VirtualAddress.Address(vs.address, vs.port));
    }
    if (vs.fwmark != null) {
      return Optional.of(new VirtualAddress.Fwmark(vs.fwmark));
    }
    VirtualServerGroup group = draft.groups.get(vs.group == null ? "" : vs.group);
    if (group == null) {
      out.note(vs.range, "virtual_server_group " + vs.group + " does not exist, service ignored");
      return Optional.empty();
    }
    if (!familiesAgree(vs, group)) {
      return Optional.empty();
    }
    int index = groupUse.merge(group.name(), 1, Integer::sum) - 1;
    vs.groupIndex = index;
    return Optional.of(new VirtualAddress.Group(group, index));
  }

  /** A group of one family imposes it; one of both needs every server tunnelled (LVS 3). */
  private boolean familiesAgree(VirtualServerDraft vs, VirtualServerGroup group) {
    var families =
        group.entries().stream()
            .map(GroupDecoder::family)
            .filter(f -> f != null)
            .collect(Collectors.toCollection(HashSet<@Nullable AddressFamily>::new));
    if (families.size() == 2) {
      boolean tunnelled = vs.realServers.stream().allMatch(r -> tunnelled(vs, r));
      if (!tunnelled) {
        out.error(
            vs.range,
            "the group of virtual_server "
                + vs.label()
                + " has both families and a server is not tunnelled, service ignored");
      }
      return tunnelled;
    }
    for (AddressFamily only : families) {
      if (vs.family != null && vs.family != only) {
        out.error(
            vs.range,
            "the group of virtual_server "
                + vs.label()
                + " is not of the family of its servers, service ignored");
        return false;
      }
      vs.family = only;
    }
    vs.family = vs.family == null ? AddressFamily.INET : vs.family;
    return true;
  }

  private static boolean tunnelled(VirtualServerDraft vs, RealServerDraft rs) {
    return (rs.forwarding == null ? vs.forwarding : rs.forwarding) instanceof Forwarding.Tunnel;
  }

  // ---- defaults, in keepalived's order

  private void settle(VirtualServerDraft vs, VirtualAddress address) {
    boolean marks = hasMarks(address);
    boolean addresses = hasAddresses(address);
    if (marks) {
      vs.haSuspend = false;
    }
    if (addresses && vs.protocol == null) {
      out.warning(vs.range, "virtual_server " + vs.label() + " has no protocol, UDP is used");
      vs.protocol = Protocol.UDP;
    }
    if (vs.ops && addresses && !marks && vs.protocol != Protocol.UDP) {
      out.warning(vs.range, "ops needs protocol UDP, ignored in virtual_server " + vs.label());
      vs.ops = false;
    }
    if (vs.persistence == null && hasPortZero(address)) {
      out.warning(
          vs.range,
          "virtual_server "
              + vs.label()
              + " has port 0, which needs persistence; persistence_timeout 360 is used");
      vs.persistence = Persistence.DEFAULT_TIMEOUT;
    }
    if (!addresses && vs.protocol != null) {
      out.warning(
          vs.range, "protocol is ignored for firewall marks in virtual_server " + vs.label());
      vs.protocol = Protocol.NONE;
    }
    if (vs.scheduler == null) {
      out.warning(vs.range, "virtual_server " + vs.label() + " has no lvs_sched, wlc is used");
      vs.scheduler = Scheduler.WLC;
    }
    servers(vs);
    quorum(vs);
    PortRules.apply(out, vs, address);
  }

  private static boolean hasMarks(VirtualAddress address) {
    return switch (address) {
      case VirtualAddress.Address _ -> false;
      case VirtualAddress.Fwmark _ -> true;
      case VirtualAddress.Group(var group, _) ->
          group.entries().stream().anyMatch(e -> e instanceof Entry.Fwmark);
    };
  }

  private static boolean hasAddresses(VirtualAddress address) {
    return switch (address) {
      case VirtualAddress.Address _ -> true;
      case VirtualAddress.Fwmark _ -> false;
      case VirtualAddress.Group(var group, _) ->
          group.entries().stream().anyMatch(e -> !(e instanceof Entry.Fwmark));
    };
  }

  private static boolean hasPortZero(VirtualAddress address) {
    return switch (address) {
      case VirtualAddress.Address(_, var port) -> port == 0;
      case VirtualAddress.Fwmark _ -> false;
      case VirtualAddress.Group(var group, _) ->
          group.entries().stream()
              .anyMatch(
                  e ->
                      switch (e) {
                        case Entry.Address(_, var port) -> port == 0;
                        case Entry.Range(_, _, var port) -> port == 0;
                        case Entry.Fwmark _ -> false;
                      });
    };
  }

  private void servers(VirtualServerDraft vs) {
    removeDuplicates(vs);
    boolean missing =
        vs.forwarding == null
            && (vs.realServers.stream().anyMatch(r -> r.forwarding == null)
                || (vs.sorry != null && vs.sorry.forwarding == null));
    if (missing) {
      out.warning(
          Lint.NO_FORWARDING,
          vs.range,
          "virtual_server " + vs.label() + " has no lvs_method (lb_kind), NAT is used");
      vs.forwarding = new Forwarding.Nat();
    }
    for (RealServerDraft rs : vs.realServers) {
      rs.forwarding = rs.forwarding == null ? vs.forwarding : rs.forwarding;
      rs.weight = rs.weight == null ? vs.weight : rs.weight;
      rs.inhibit = rs.inhibit == null ? vs.inhibit : rs.inhibit;
    }
    if (vs.sorry != null && vs.sorry.forwarding == null) {
      vs.sorry.forwarding = vs.forwarding;
    }
    PathCheckRules.apply(out, vs);
  }

  private void removeDuplicates(VirtualServerDraft vs) {
    if (vs.realServers.size() < 2) {
      return;
    }
    var seen = new HashSet<LvsBlockDecoder.Endpoint>();
    for (var it = vs.realServers.iterator(); it.hasNext(); ) {
      RealServerDraft rs = it.next();
      if (!seen.add(new LvsBlockDecoder.Endpoint(rs.address, rs.port))) {
        out.error(
            rs.range,
            "real_server "
                + rs.label()
                + " is written again, ignored in virtual_server "
                + vs.label());
        it.remove();
      }
    }
  }

  private void quorum(VirtualServerDraft vs) {
    long sum = 0;
    for (RealServerDraft rs : vs.realServers) {
      sum += rs.weight == null ? vs.weight : rs.weight;
    }
    if (vs.quorum > sum) {
      out.warning(
          vs.range,
          "quorum "
              + vs.quorum
              + " is above the total weight "
              + sum
              + " of virtual_server "
              + vs.label()
              + ", "
              + sum
              + " is used");
      vs.quorum = sum;
    }
    if (vs.hysteresis >= vs.quorum && vs.hysteresis > 0) {
      long cut = Math.max(0, vs.quorum - 1);
      out.warning(
          vs.range,
          "hysteresis "
              + vs.hysteresis
              + " is not below quorum "
              + vs.quorum
              + " of virtual_server "
              + vs.label()
              + ", "
              + cut
              + " is used");
      vs.hysteresis = cut;
    }
  }

  // ---- records

  private VirtualServer server(VirtualServerDraft vs, VirtualAddress address) {
    List<RealServer> servers = new ArrayList<>(vs.realServers.size());
    for (RealServerDraft rs : vs.realServers) {
      servers.add(realServer(vs, rs));
    }
    return new VirtualServer(
        address,
        Optional.ofNullable(vs.family),
        vs.protocol == null ? Protocol.NONE : vs.protocol,
        vs.scheduler == null ? Scheduler.WLC : vs.scheduler,
        new ServiceFlags(vs.ops, vs.flag1, vs.flag2, vs.flag3),
        persistence(vs),
        forwarding(vs.forwarding),
        servers,
        sorry(vs),
        vs.quorum,
        vs.hysteresis,
        vs.quorumUp,
        vs.quorumDown,
        vs.alpha,
        vs.omega,
        vs.haSuspend,
        global.checkerAlert(vs.smtpAlert, false),
        Optional.ofNullable(vs.virtualhost),
        Optional.ofNullable(vs.snmpName),
        vs.panicThreshold,
        vs.range);
  }

  private static Forwarding forwarding(@Nullable Forwarding written) {
    return written == null ? new Forwarding.Nat() : written;
  }

  private static Optional<Persistence> persistence(VirtualServerDraft vs) {
    if (vs.persistence == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Persistence(
            vs.persistence,
            vs.netmask == null ? OptionalInt.empty() : OptionalInt.of(vs.netmask),
            vs.prefixLength == null ? OptionalInt.empty() : OptionalInt.of(vs.prefixLength),
            Optional.ofNullable(vs.engine)));
  }

  private static Optional<SorryServer> sorry(VirtualServerDraft vs) {
    VirtualServerDraft.SorryDraft sorry = vs.sorry;
    if (sorry == null) {
      return Optional.empty();
    }
    boolean inhibit = sorry.inhibit;
    for (RealServerDraft rs : vs.realServers) {
      if (rs.address.equals(sorry.address) && rs.port == sorry.port) {
        inhibit = Boolean.TRUE.equals(rs.inhibit);
      }
    }
    return Optional.of(
        new SorryServer(sorry.address, sorry.port, forwarding(sorry.forwarding), inhibit));
  }

  private RealServer realServer(VirtualServerDraft vs, RealServerDraft rs) {
    InetAddress address = rs.address;
    return new RealServer(
        address,
        rs.port,
        rs.weight == null ? vs.weight : rs.weight,
        forwarding(rs.forwarding),
        rs.upper,
        rs.lower,
        Boolean.TRUE.equals(rs.inhibit),
        global.checkerAlert(rs.smtpAlert, true),
        rs.notifyUp,
        rs.notifyDown,
        checkers.build(vs, rs),
        Optional.ofNullable(rs.virtualhost),
        Optional.ofNullable(rs.snmpName),
        rs.slowStart == null ? vs.slowStart : rs.slowStart,
        rs.range);
  }
}
