package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.List;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code garp_group}: pacing of gratuitous ARP and unsolicited neighbour adverts on its interfaces.
 *
 * @param garpInterval {@code garp_interval}: least gap, 0 (default) is none
 * @param gnaInterval {@code gna_interval}: least gap, 0 (default) is none
 * @param interfaces one or several ones: these share one queue
 * @param range where the block starts
 */
public record GarpGroup(
    Duration garpInterval, Duration gnaInterval, List<String> interfaces, SourceRange range) {
  /** Copies the names. */
  public GarpGroup {
    interfaces = List.copyOf(interfaces);
  }
}
