package org.lvsdirector.parser.decode;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.parser.source.SourceRange;

/** A vrrp_sync_group block as it is written. */
final class SyncGroupDraft {
  final String name;
  final SourceRange range;
  final List<String> members = new ArrayList<>();
  boolean membersWritten;
  final TrackingDraft tracking = new TrackingDraft();
  final InstanceDraft.NotifyDraft notify = new InstanceDraft.NotifyDraft();
  boolean trackingWeight;

  /** How many programs it would run. */
  int scripts;

  SyncGroupDraft(String name, SourceRange range) {
    this.name = name;
    this.range = range;
  }
}
