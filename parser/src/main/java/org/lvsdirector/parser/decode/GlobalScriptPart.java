package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.ScriptUser;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Script security, the parent's scripts and the notify FIFOs. Who runs a script is settled when all
 * is read.
 */
final class GlobalScriptPart implements GlobalDefsDecoder.Part {
  private static final Range TIMEOUT = Range.of(1, 1000);

  private final GlobalDefsDecoder in;
  private final GlobalDraft global;

  GlobalScriptPart(GlobalDefsDecoder in, GlobalDraft global) {
    this.in = in;
    this.global = global;
  }

  @Override
  public boolean accept(Statement s) {
    switch (s.keyword().text()) {
      case "script_user" -> user(s);
      case "enable_script_security" -> global.scriptSecurity = true;
      case "use_symlink_paths" -> in.bool(s).ifPresent(v -> global.symlinkPaths = v);
      case "set_supplementary_groups" -> in.bool(s).ifPresent(v -> global.supplementaryGroups = v);
      case "startup_script" -> global.startup = line(s, global.startup);
      case "startup_script_timeout" ->
          in.integer(s, 0, TIMEOUT).ifPresent(v -> global.startupTimeout = Duration.ofSeconds(v));
      case "shutdown_script" -> global.shutdown = line(s, global.shutdown);
      case "shutdown_script_timeout" ->
          in.integer(s, 0, TIMEOUT).ifPresent(v -> global.shutdownTimeout = Duration.ofSeconds(v));
      case "notify_fifo" -> fifo(s, global.allFifo);
      case "vrrp_notify_fifo" -> fifo(s, global.vrrpFifo);
      case "lvs_notify_fifo" -> fifo(s, global.lvsFifo);
      case "notify_fifo_script" -> global.allFifo.script = line(s, global.allFifo.script);
      case "vrrp_notify_fifo_script" -> global.vrrpFifo.script = line(s, global.vrrpFifo.script);
      case "lvs_notify_fifo_script" -> global.lvsFifo.script = line(s, global.lvsFifo.script);
      case "fifo_write_vrrp_states_on_reload" -> global.fifoStatesOnReload = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  private void user(Statement s) {
    Optional<ScriptUser> user =
        Scripts.account(in.out.environment(), new ScriptUserWords(s), global.supplementaryGroups);
    if (user.isEmpty()) {
      in.error(
          s, "script_user: user \"" + BlockDecoder.text(s, 0) + "\" or its group is not known");
    } else {
      global.scriptUser = user.get();
    }
  }

  private @Nullable ScriptLine line(Statement s, @Nullable ScriptLine before) {
    if (before != null) {
      in.error(s, s.keyword().text() + " is written again, the first one stays");
      return before;
    }
    Optional<ScriptLine> line = ScriptSplitter.split(s);
    if (line.isEmpty()) {
      in.error(s, s.keyword().text() + ": quotes do not match, ignored");
    }
    return line.orElse(null);
  }

  private void fifo(Statement s, GlobalDraft.FifoDraft fifo) {
    if (fifo.path != null) {
      in.error(s, fifo.keyword + " is written again, the first one stays");
      return;
    }
    fifo.path = BlockDecoder.text(s, 0);
    if (s.args().size() > 1) {
      var words = new ScriptUserWords(BlockDecoder.text(s, 1), s.arg(2), s.range());
      fifo.owner = Scripts.account(in.out.environment(), words, global.supplementaryGroups);
      if (fifo.owner.isEmpty()) {
        in.out.note(
            s.range(),
            fifo.keyword + ": user or group \"" + words.user() + "\" is not known" + in.where());
      }
    }
  }
}
