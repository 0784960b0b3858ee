package org.lvsdirector.parser.decode;

import java.util.List;
import org.lvsdirector.parser.syntax.Statement;
import org.lvsdirector.parser.syntax.Word;

/** Reads a vrrp_sync_group block (keepalived reference, VRRP 10). */
final class SyncGroupDecoder extends BlockDecoder {
  private final VrrpDraft.Context context;
  private final SyncGroupDraft group;
  private final NotifyPart notify;

  SyncGroupDecoder(VrrpDraft.Context context, SyncGroupDraft group) {
    super(context.out(), "vrrp_sync_group");
    this.context = context;
    this.group = group;
    this.notify = new NotifyPart(this, context, group.notify);
  }

  @Override
  String where() {
    return " in vrrp_sync_group " + group.name;
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "group" -> {
        if (group.membersWritten) {
          error(s, "group is written again, ignored");
        } else {
          group.membersWritten = true;
          names(s, group.members);
          if (group.members.isEmpty()) {
            warning(s, "group is empty");
          }
        }
      }
      case "sync_group_tracking_weight" -> group.trackingWeight = true;
      case "global_tracking" -> {
        warning(s, "global_tracking is deprecated, write track_* blocks in the sync group");
        group.trackingWeight = true;
      }
      default -> {
        if (!TrackLines.accept(context, s, group.tracking, where()) && !notify.accept(s)) {
          unhandled(s);
        }
      }
    }
  }

  /** All words of all lines of a list of names (parser 12.4). */
  static void names(Statement block, List<String> into) {
    for (Statement line : block.children()) {
      into.add(line.keyword().text());
      for (Word word : line.args()) {
        into.add(word.text());
      }
    }
  }
}
