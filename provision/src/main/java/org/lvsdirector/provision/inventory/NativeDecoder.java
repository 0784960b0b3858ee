package org.lvsdirector.provision.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Our own form: {@code [defaults]} and one section for each server, named by its address or by any
 * name with {@code address =}.
 */
final class NativeDecoder {
  private final String file;

  NativeDecoder(String file) {
    this.file = file;
  }

  Inventory decode(List<IniSection> sections) {
    List<String> complaints = new ArrayList<>();
    Map<String, String> defaults = new LinkedHashMap<>();
    for (IniSection section : sections) {
      if (section.name().isEmpty()) {
        section
            .entries()
            .forEach(
                e ->
                    complaints.add(
                        file + ": \"" + e.key() + "\" stands above the first [section]"));
      } else if (section.name().equals("defaults")) {
        defaults.putAll(settings(section));
      }
    }
    List<HostEntry> hosts = new ArrayList<>();
    for (IniSection section : sections) {
      if (!section.name().isEmpty() && !section.name().equals("defaults")) {
        Map<String, String> settings = new LinkedHashMap<>(defaults);
        settings.putAll(settings(section));
        hosts.add(
            new SettingDecoder(file + ": [" + section.name() + "]", settings, complaints)
                .decode(section.name()));
      }
    }
    new SettingDecoder(file + ": [defaults]", defaults, complaints).decode("defaults");
    return new Inventory(hosts, defaults, complaints.stream().distinct().toList(), List.of());
  }

  private static Map<String, String> settings(IniSection section) {
    Map<String, String> out = new LinkedHashMap<>();
    section.entries().forEach(e -> out.put(e.key(), InventoryFile.unquote(e.value().orElse(""))));
    return out;
  }
}
