package org.lvsdirector.provision.script;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.provision.plan.Cidr;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.NftFamily;
import org.lvsdirector.provision.plan.NftTables;
import org.lvsdirector.provision.plan.RuleTool;
import org.lvsdirector.provision.plan.Values;

/**
 * Reads the output of {@link FactsScript}. A line that is not understood is passed over; a missing
 * end is an error.
 */
public final class FactsParser {
  private final Map<String, String> tools = new HashMap<>();
  private final List<HostFacts.Link> links = new ArrayList<>();
  private final List<HostFacts.HostAddress> addresses = new ArrayList<>();
  private final Map<String, String> sysctls = new HashMap<>();
  private final List<HostFacts.DefaultRoute> routes = new ArrayList<>();
  private final Map<String, List<String>> files = new LinkedHashMap<>();
  private final Map<String, String> symlinks = new HashMap<>();
  private final Map<RuleTool, List<String>> rules = new EnumMap<>(RuleTool.class);
  private final Map<NftFamily, List<String>> nft = new EnumMap<>(NftFamily.class);
  private final Set<String> marks = new HashSet<>();
  private final List<String> undo = new ArrayList<>();
  private final Map<String, List<String>> hints = new HashMap<>();
  private String host = "";
  private String section = "";
  private List<String> file = new ArrayList<>();
  private boolean complete;

  private FactsParser() {}

  /** Reads all lines; empty when the script did not come to its end. */
  public static Optional<HostFacts> parse(List<String> lines) {
    FactsParser parser = new FactsParser();
    lines.forEach(parser::line);
    return parser.complete ? Optional.of(parser.facts()) : Optional.empty();
  }

  private HostFacts facts() {
    Map<NftFamily, List<String>> tables = new EnumMap<>(NftFamily.class);
    nft.forEach((family, list) -> tables.put(family, NftTables.parse(list)));
    return new HostFacts(
        host, tools, links, addresses, sysctls, routes, files, symlinks, rules, tables, marks, undo,
        hints);
  }

  private void line(String line) {
    if (!section.isEmpty()) {
      if (line.equals("out\t")) {
        section = "";
      } else {
        taken(section, line);
      }
      return;
    }
    int tab = line.indexOf('\t');
    if (tab < 0) {
      return;
    }
    String key = line.substring(0, tab);
    String value = line.substring(tab + 1);
    if (key.equals("in")) {
      section = value;
    } else {
      taken(key, value);
    }
  }

  private void taken(String key, String value) {
    try {
      take(key, value);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      hint("odd", key + " " + value);
    }
  }

  private void take(String key, String value) {
    switch (key) {
      case "host" -> host = value;
      case "path" -> tools.put(value.substring(value.lastIndexOf('/') + 1), value);
      case "link" -> link(value);
      case "addr" -> address(value);
      case "route" -> route(value);
      case "sysctl" -> sysctl(value);
      case "mark" -> marks.add(value);
      case "nm" -> networkManager(value);
      case "file" -> {
        file = new ArrayList<>();
        files.put(value, file);
      }
      case "line" -> file.add(value);
      case "symlink" -> symlinks.put(word(value, 0), word(value, 1));
      case "undo" -> undo.add(value);
      case "rule-arptables" -> rule(RuleTool.ARPTABLES, value);
      case "rule-iptables" -> rule(RuleTool.IPTABLES, value);
      case "rule-ip6tables" -> rule(RuleTool.IP6TABLES, value);
      case "nft-arp" -> nftLine(NftFamily.ARP, value);
      case "nft-ip" -> nftLine(NftFamily.IP, value);
      case "nft-ip6" -> nftLine(NftFamily.IP6, value);
      case "end" -> complete = true;
      default -> hint(key, value);
    }
  }

  private void rule(RuleTool tool, String value) {
    rules.computeIfAbsent(tool, _ -> new ArrayList<>()).add(value.strip());
  }

  private void nftLine(NftFamily family, String value) {
    nft.computeIfAbsent(family, _ -> new ArrayList<>()).add(value);
  }

  private void hint(String key, String value) {
    hints.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
  }

  /**
   * Loopback connections exist since 1.42; an older one leaves lo alone, so it is no way to keep
   * addresses there.
   */
  private void networkManager(String version) {
    String[] parts = version.split("\\.");
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1].replaceFirst("[^0-9].*", ""));
    if (major > 1 || (major == 1 && minor >= 42)) {
      marks.add("networkmanager");
    }
  }

  /** {@code 3: eth0@if2: <BROADCAST,MULTICAST,UP> mtu … link/ether 52:54:… brd …}. */
  private void link(String value) {
    String name = word(value, 1).replaceFirst("(@.*)?:$", "");
    String flags = word(value, 2);
    int at = value.indexOf("link/ether ");
    String mac = at < 0 ? "" : value.substring(at + 11, at + 28);
    boolean up = flags.matches(".*[<,]UP[,>].*");
    links.add(new HostFacts.Link(name, mac, up, !flags.contains("NOARP")));
  }

  /** {@code 1: lo inet 127.0.0.1/8 scope host lo …}; point to point: {@code inet A peer B/len}. */
  private void address(String value) {
    String[] w = value.trim().split("\\s+");
    if (w[2].startsWith("inet") && !w[3].startsWith("fe80:")) {
      boolean secondary = value.contains(" secondary ") && w[2].equals("inet");
      addresses.add(
          new HostFacts.HostAddress(w[1].replaceFirst("@.*", ""), Cidr.parse(w[3]), secondary));
    }
  }

  /**
   * {@code default via 192.168.1.1 dev eth0 …}; routes without a gateway are of no concern here.
   */
  private void route(String value) {
    String[] w = value.trim().split("\\s+");
    if (w.length >= 5 && w[1].equals("via") && w[3].equals("dev")) {
      routes.add(new HostFacts.DefaultRoute(Values.address(w[2]), w[4]));
    }
  }

  private void sysctl(String value) {
    int colon = value.lastIndexOf(':');
    sysctls.put(value.substring("/proc/sys/".length(), colon), value.substring(colon + 1).strip());
  }

  private static String word(String value, int index) {
    return value.trim().split("\\s+")[index];
  }
}
