package org.lvsdirector.provision.persist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.provision.plan.Cidr;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.ManagedPaths;
import org.lvsdirector.provision.plan.NftTables;
import org.lvsdirector.provision.plan.RuleTool;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;

/**
 * The oneshot unit: the same wants in the same order, as commands with absolute paths. It never
 * takes anything away.
 */
final class UnitFile {
  /** Where the unit's nft rules lie. */
  static final String NFT_PATH = ManagedPaths.STATE + "/rules.nft";

  private final Wants wants;
  private final HostFacts facts;

  UnitFile(Wants wants, HostFacts facts) {
    this.wants = wants;
    this.facts = facts;
  }

  List<String> lines() {
    boolean lo = wants.onlyAddressesOnLo();
    List<String> out = new ArrayList<>();
    out.add("[Unit]");
    out.add("Description=Virtual addresses of Linux Virtual Server on this real server");
    if (lo) {
      out.add("After=systemd-sysctl.service");
    } else {
      out.add("Wants=network-online.target");
      out.add(
          "After=systemd-sysctl.service network-online.target nftables.service netfilter-persistent.service");
    }
    out.addAll(List.of("", "[Service]", "Type=oneshot", "RemainAfterExit=yes"));
    boolean nftDone = false;
    for (Want want : wants.inOrder()) {
      if (want instanceof Want.NftHolds) {
        if (!nftDone) {
          out.add("ExecStart=" + tool("nft") + " -f " + NFT_PATH);
        }
        nftDone = true;
      } else {
        out.addAll(commands(want));
      }
    }
    out.addAll(List.of("", "[Install]", "WantedBy=multi-user.target"));
    return out;
  }

  /** The nft rules as a file, when there are any. */
  Optional<List<String>> nftLines() {
    List<Want.NftHolds> tables = wants.pick(Want.NftHolds.class);
    if (tables.isEmpty()) {
      return Optional.empty();
    }
    List<String> out = new ArrayList<>();
    tables.forEach(t -> out.addAll(NftTables.load(t.family(), t.rules())));
    return Optional.of(out);
  }

  private List<String> commands(Want want) {
    return switch (want) {
      case Want.SysctlIs w ->
          List.of("ExecStart=/bin/sh -c \"echo " + w.value() + " > /proc/sys/" + w.key() + "\"");
      case Want.AddressOn w ->
          List.of("ExecStart=" + tool("ip") + " address replace " + address(w));
      case Want.RulePresent w -> rule(w);
      case Want.TunnelIsUp w ->
          List.of(
              "ExecStart=-" + tool("modprobe") + " " + w.tunnel().module(),
              "ExecStart=" + tool("ip") + " link set dev " + w.tunnel().device() + " up");
      case Want.DefaultRouteVia w when w.keep() ->
          List.of("ExecStart=" + tool("ip") + " " + w.command());
      case Want.DefaultRouteVia _,
          Want.AddressGone _,
          Want.FileIs _,
          Want.LinkIs _,
          Want.NftHolds _ ->
          List.of();
    };
  }

  private static String address(Want.AddressOn w) {
    Cidr cidr = w.cidr();
    return cidr + " dev " + w.device() + (cidr.isV6() ? " nodad" : "");
  }

  /** Removing first keeps the rule single when the unit is started by hand. */
  private List<String> rule(Want.RulePresent w) {
    String command = tool(w.tool().word()) + (w.tool() == RuleTool.ARPTABLES ? " " : " -t nat ");
    return List.of(
        "ExecStart=-" + command + "-D" + w.rule().substring(2), "ExecStart=" + command + w.rule());
  }

  private String tool(String name) {
    return facts.tools().getOrDefault(name, "/usr/sbin/" + name);
  }
}
