package org.lvsdirector.provision.convert;

import java.util.List;

/**
 * What a conversion gave.
 *
 * @param lines the keepalived.conf
 * @param remarks what has no equivalent or only a similar one, each with its place in the old file
 */
public record Conversion(List<String> lines, List<String> remarks) {
  /** Copies both lists. */
  public Conversion {
    lines = List.copyOf(lines);
    remarks = List.copyOf(remarks);
  }
}
