package org.lvsdirector.provision.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Our own nft tables as nft reads them. A rule here is the chain's name ({@code in}, {@code out},
 * {@code prerouting}) and the rule as nft prints it, so that reading back is a comparison of texts.
 */
public final class NftTables {
  private NftTables() {}

  /**
   * The lines that put a table in place whole, in one transaction; the first line makes the
   * deletion safe.
   */
  public static List<String> load(NftFamily family, List<String> rules) {
    String name = family.word() + " lvs_director";
    List<String> out =
        new ArrayList<>(List.of("table " + name, "delete table " + name, "table " + name + " {"));
    Map<String, List<String>> chains = new LinkedHashMap<>();
    for (String rule : rules) {
      int blank = rule.indexOf(' ');
      chains
          .computeIfAbsent(rule.substring(0, blank), _ -> new ArrayList<>())
          .add(rule.substring(blank + 1));
    }
    chains.forEach(
        (chain, list) -> {
          out.add("  chain " + chain + " {");
          out.add("    " + head(chain));
          list.forEach(r -> out.add("    " + r));
          out.add("  }");
        });
    out.add("}");
    return out;
  }

  /** Reads the output of {@code nft list table}. */
  public static List<String> parse(List<String> lines) {
    List<String> out = new ArrayList<>();
    String chain = "";
    for (String raw : lines) {
      String line = raw.strip();
      if (line.startsWith("chain ")) {
        chain = line.substring(6).replace("{", "").strip();
      } else if (!line.isEmpty()
          && !line.startsWith("type ")
          && !line.startsWith("table ")
          && !line.equals("}")) {
        out.add(chain + " " + line);
      }
    }
    return out;
  }

  private static String head(String chain) {
    return switch (chain) {
      case "in" -> "type filter hook input priority 0;";
      case "out" -> "type filter hook output priority 0;";
      case "prerouting" -> "type nat hook prerouting priority -100;";
      default -> throw new IllegalArgumentException("no chain of ours: " + chain);
    };
  }
}
