package org.lvsdirector.provision.inventory;

import java.util.List;
import java.util.Optional;

/**
 * One section of an INI file as it was read, before any meaning.
 *
 * @param name its name; empty text for lines above the first section
 * @param entries its lines in order
 */
record IniSection(String name, List<Entry> entries) {
  /**
   * A line.
   *
   * @param key what stands before the first equals sign, or the whole line
   * @param value what stands after it
   */
  record Entry(String key, Optional<String> value) {
    /** The line as a whole again; Ansible's host lines hold several equals signs. */
    String line() {
      return value.map(v -> key + "=" + v).orElse(key);
    }
  }

  IniSection {
    entries = List.copyOf(entries);
  }
}
