package org.lvsdirector.parser.model;

import java.util.List;
import java.util.Optional;

/**
 * Everything the LVS side needs besides global_defs.
 *
 * @param ssl {@code SSL}
 * @param groups {@code virtual_server_group}
 * @param virtualServers {@code virtual_server}, in file order
 */
public record LvsConfig(
    Optional<SslSettings> ssl,
    List<VirtualServerGroup> groups,
    List<VirtualServer> virtualServers) {
  /** Nothing configured. */
  public static final LvsConfig EMPTY = new LvsConfig(Optional.empty(), List.of(), List.of());

  /** Copies the lists. */
  public LvsConfig {
    groups = List.copyOf(groups);
    virtualServers = List.copyOf(virtualServers);
  }

  /** A configuration of virtual servers alone, for tests. */
  public static LvsConfig of(VirtualServer... virtualServers) {
    return new LvsConfig(Optional.empty(), List.of(), List.of(virtualServers));
  }
}
