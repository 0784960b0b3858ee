package org.lvsdirector.parser.decode;

import java.util.Optional;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.syntax.Statement;

/** Scripts and mail of an instance or a sync group. */
final class NotifyPart implements GlobalDefsDecoder.Part {
  private final BlockDecoder in;
  private final VrrpDraft.Context context;
  private final InstanceDraft.NotifyDraft notify;

  NotifyPart(BlockDecoder in, VrrpDraft.Context context, InstanceDraft.NotifyDraft notify) {
    this.in = in;
    this.context = context;
    this.notify = notify;
  }

  @Override
  public boolean accept(Statement s) {
    String keyword = s.keyword().text();
    switch (keyword) {
      case "notify_master",
          "notify_backup",
          "notify_fault",
          "notify_stop",
          "notify",
          "notify_master_rx_lower_pri" ->
          script(s);
      case "notify_deleted" -> {
        notify.reportDeleted = true;
        if (!s.args().isEmpty()) {
          script(s);
        }
      }
      case "smtp_alert" -> in.bool(s).ifPresent(v -> notify.smtpAlert = v);
      case "notify_priority_changes" -> in.bool(s).ifPresent(v -> notify.priorityChanges = v);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void script(Statement s) {
    String keyword = s.keyword().text();
    if (notify.scripts.containsKey(keyword)) {
      in.error(s, keyword + " is written again, the first one stays");
      return;
    }
    Optional<ScriptCommand> command = context.scripts().notify(s, in.where());
    notify.scripts.put(keyword, command);
  }
}
