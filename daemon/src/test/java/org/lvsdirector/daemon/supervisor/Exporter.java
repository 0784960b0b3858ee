package org.lvsdirector.daemon.supervisor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads dumps by the rules that public keepalived exporters read them by: indentation tells
 * instances, properties, sections and list entries apart; a property's name ends at the first
 * equals sign or colon. Unknown states and numbers that are none are errors, as there.
 */
final class Exporter {
  /** One instance of {@code keepalived.data}. */
  static final class Instance {
    final Map<String, String> properties = new LinkedHashMap<>();
    final List<String> vips = new ArrayList<>();
  }

  private Exporter() {}

  static Map<String, Instance> data(String text) {
    Map<String, Instance> instances = new LinkedHashMap<>();
    Instance current = null;
    String key = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith(" VRRP Instance") && line.contains("=")) {
        current = new Instance();
        instances.put(after(line, "="), current);
      } else if (line.startsWith("   ") && current != null) {
        if (line.startsWith("     ")) {
          if (key.startsWith("Virtual IP (")) {
            current.vips.add(line.strip());
          }
        } else if (line.contains("=") || line.contains(":")) {
          String mark = line.contains("=") ? "=" : ":";
          key = line.substring(0, line.indexOf(mark)).strip();
          current.properties.put(key, after(line, mark));
        }
      } else {
        current = null;
      }
    }
    return instances;
  }

  static Map<String, Map<String, String>> scripts(String text) {
    Map<String, Map<String, String>> scripts = new LinkedHashMap<>();
    Map<String, String> current = null;
    for (String line : text.lines().toList()) {
      if (line.startsWith(" VRRP Script") && line.contains("=")) {
        current = new LinkedHashMap<>();
        scripts.put(after(line, "="), current);
      } else if (line.startsWith("   ") && current != null) {
        if (line.contains("=")) {
          current.put(line.substring(0, line.indexOf('=')).strip(), after(line, "="));
        }
      } else {
        current = null;
      }
    }
    return scripts;
  }

  /** Values by {@code instance/section/name}; the section is empty for the two masters' counts. */
  static Map<String, Integer> stats(String text) {
    Map<String, Integer> values = new LinkedHashMap<>();
    String instance = "";
    String section = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("VRRP Instance") && line.contains(":")) {
        instance = after(line, ":");
      } else if (line.startsWith("  ") && line.endsWith(":")) {
        section = line.substring(0, line.length() - 1).strip();
      } else {
        if (!line.startsWith("    ")) {
          section = "";
        }
        String key = line.substring(0, line.indexOf(':')).strip();
        values.put(
            (instance + "/" + section + "/" + key).toLowerCase(Locale.ROOT),
            Integer.parseInt(after(line, ":")));
      }
    }
    return values;
  }

  private static String after(String line, String mark) {
    return line.substring(line.indexOf(mark) + 1).strip();
  }
}
