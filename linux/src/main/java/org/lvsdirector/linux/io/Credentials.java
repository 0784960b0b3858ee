package org.lvsdirector.linux.io;

import java.util.List;

/**
 * Who a program runs as.
 *
 * @param uid user
 * @param gid primary group
 * @param groups supplementary groups
 */
public record Credentials(int uid, int gid, List<Integer> groups) {
  public Credentials {
    groups = List.copyOf(groups);
  }
}
