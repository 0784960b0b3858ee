package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.GlobalDefs;
import org.lvsdirector.parser.model.LvsGlobals;
import org.lvsdirector.parser.model.MailSettings;
import org.lvsdirector.parser.model.NotifyFifo;
import org.lvsdirector.parser.model.NotifyFifos;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.ScriptSettings;
import org.lvsdirector.parser.model.ScriptUser;
import org.lvsdirector.parser.model.SyncDaemon;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.source.SourceRange;

/**
 * Turns what global_defs collected into records, once instances are known (keepalived reference,
 * parser 21).
 */
final class GlobalFinish {
  private static final String SAMPLE_ROUTER_ID = "LVS_DEVEL";

  private final Decoding out;
  private final GlobalDraft global;
  private final Scripts scripts;

  GlobalFinish(Decoding out, GlobalDraft global, Scripts scripts) {
    this.out = out;
    this.global = global;
    this.scripts = scripts;
  }

  /** The scripts of the parent, examined in its own reading. */
  ScriptSettings scriptSettings() {
    ScriptUser self = scripts.defaultUser().orElse(ScriptUser.ROOT);
    return new ScriptSettings(
        self,
        global.scriptSecurity,
        global.symlinkPaths,
        command(global.startup, "startup_script"),
        global.startupTimeout,
        command(global.shutdown, "shutdown_script"),
        global.shutdownTimeout);
  }

  private Optional<ScriptCommand> command(@Nullable ScriptLine line, String what) {
    if (line != null && line.user().isPresent() && scripts.lineUser(line).isEmpty()) {
      out.error(
          line.range(),
          what + ": user or group \"" + line.user().get() + "\" is not known, script ignored");
      return Optional.empty();
    }
    return line == null ? Optional.empty() : scripts.command(line, what);
  }

  GlobalDefs globals(ScriptSettings settings, NotifyFifos fifos, List<VrrpInstance> instances) {
    String host = out.environment().hostName();
    routerId(host);
    return new GlobalDefs(
        global.routerId == null ? host : global.routerId,
        global.routerId != null,
        global.parentName,
        global.autoPriority,
        global.autoPriorityDelay,
        mail(host),
        settings,
        global.vrrp,
        lvs(instances),
        global.vrrpProcess,
        global.checkerProcess,
        global.bfdProcess,
        fifos,
        global.snmp,
        global.files,
        global.director);
  }

  /** A router id that the other director surely has as well; without mails nobody sees it. */
  private void routerId(String host) {
    String id = global.routerId;
    if (id == null && host.startsWith("localhost") && !global.recipients.isEmpty()) {
      out.add(
          Lint.SAMPLE_ROUTER_ID.at(
              SourceRange.NONE,
              "router_id is not set in global_defs, and the host name " + host + " stands for it"));
    } else if (SAMPLE_ROUTER_ID.equals(id)) {
      SourceRange at = global.routerIdRange;
      out.add(
          Lint.SAMPLE_ROUTER_ID.at(
              at == null ? SourceRange.NONE : at,
              "router_id is " + id + ", the name in the sample file"));
    }
  }

  private MailSettings mail(String host) {
    return new MailSettings(
        Optional.ofNullable(global.smtpServer),
        global.heloName == null ? host : global.heloName,
        global.smtpTimeout,
        global.mailFrom == null ? "keepalived@" + host : global.mailFrom,
        global.recipients,
        global.noEmailFaults,
        global.noCheckerEmails);
  }

  /** FIFOs; one path for two of them means one of them is dropped (LVS 26.2). */
  NotifyFifos fifos(boolean vrrpRuns, boolean checkerRuns) {
    String all = global.allFifo.path;
    if (all != null && all.equals(global.vrrpFifo.path)) {
      global.vrrpFifo.path = null;
    }
    if (all != null && all.equals(global.lvsFifo.path)) {
      global.lvsFifo.path = null;
    }
    return new NotifyFifos(
        fifo(global.allFifo, vrrpRuns || checkerRuns),
        fifo(global.vrrpFifo, vrrpRuns),
        fifo(global.lvsFifo, checkerRuns),
        global.fifoStatesOnReload);
  }

  private Optional<NotifyFifo> fifo(GlobalDraft.FifoDraft draft, boolean runs) {
    if (draft.path == null && draft.script == null) {
      return Optional.empty();
    }
    Optional<ScriptCommand> script =
        runs && draft.script != null && draft.path != null
            ? scripts
                .command(draft.script, draft.keyword + "_script")
                .map(c -> c.withArguments(List.of(draft.path)))
            : Optional.empty();
    Optional<ScriptUser> owner = draft.owner.or(scripts::defaultUser);
    return Optional.of(new NotifyFifo(Optional.ofNullable(draft.path), owner, script));
  }

  /**
   * The sync daemon with its instance looked up; the older form in an instance counts if there is
   * no newer one.
   */
  private LvsGlobals lvs(List<VrrpInstance> instances) {
    LvsGlobals g = global.lvs;
    Optional<SyncDaemon> sync = g.syncDaemon();
    if (sync.isEmpty()) {
      sync =
          instances.stream()
              .filter(i -> i.lvsSyncDaemonInterface().isPresent())
              .findFirst()
              .map(
                  i ->
                      new SyncDaemon(
                          i.lvsSyncDaemonInterface().orElseThrow(),
                          Optional.of(i.name()),
                          -1,
                          0,
                          0,
                          0,
                          Optional.empty()));
    }
    return new LvsGlobals(
        g.tcpTimeout(),
        g.tcpFinTimeout(),
        g.udpTimeout(),
        g.flush(),
        g.flushOnStop(),
        sync.flatMap(s -> withId(s, instances)),
        g.initNotifies(),
        g.nftables(),
        g.commandBuffer(),
        g.monitorBuffer());
  }

  private Optional<SyncDaemon> withId(SyncDaemon s, List<VrrpInstance> instances) {
    Optional<VrrpInstance> instance =
        s.instance().flatMap(n -> instances.stream().filter(i -> i.name().equals(n)).findFirst());
    if (s.instance().isPresent() && instance.isEmpty()) {
      out.note( // keepalived says so at a start, not in a test
          SourceRange.NONE,
          "lvs_sync_daemon: vrrp_instance "
              + s.instance().orElse("")
              + " does not exist, ignored in global_defs");
      return Optional.empty();
    }
    int id = s.id() >= 0 ? s.id() : instance.map(VrrpInstance::virtualRouterId).orElse(0);
    return Optional.of(
        new SyncDaemon(
            s.interfaceName(), s.instance(), id, s.maxLength(), s.port(), s.ttl(), s.group()));
  }
}
