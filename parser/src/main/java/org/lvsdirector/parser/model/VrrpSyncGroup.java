package org.lvsdirector.parser.model;

import java.util.List;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code vrrp_sync_group NAME} (keepalived reference, VRRP 10).
 *
 * @param name name of the block
 * @param members {@code group}: names of instances that exist and are in no earlier group
 * @param tracking what is tracked on behalf of all members
 * @param notifications scripts and mail of the group (deleted and lowerPriority stay empty)
 * @param trackingWeight {@code sync_group_tracking_weight}: members may have weighted trackers
 * @param range where the block starts
 */
public record VrrpSyncGroup(
    String name,
    List<String> members,
    Tracking tracking,
    VrrpNotifications notifications,
    boolean trackingWeight,
    SourceRange range) {
  /** Copies the names. */
  public VrrpSyncGroup {
    members = List.copyOf(members);
  }

  /** A group with nothing but members, for tests. */
  public static VrrpSyncGroup of(String name, String... members) {
    return new VrrpSyncGroup(
        name, List.of(members), Tracking.NONE, VrrpNotifications.NONE, false, SourceRange.NONE);
  }
}
