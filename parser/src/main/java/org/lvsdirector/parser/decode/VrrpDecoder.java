package org.lvsdirector.parser.decode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.BfdInstance;
import org.lvsdirector.parser.model.TrackGroup;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads the root-level blocks of the VRRP side, in file order (keepalived reference, parser 19).
 */
final class VrrpDecoder {
  private final Decoding out;
  private final VrrpDraft draft = new VrrpDraft();
  private final VrrpDraft.Context context;
  private final Set<String> instanceNames = new HashSet<>();
  private final Set<String> groupNames = new HashSet<>();

  VrrpDecoder(Decoding out, GlobalDraft global, Scripts scripts, List<BfdInstance> bfds) {
    this.out = out;
    this.context = new VrrpDraft.Context(out, global, scripts, draft);
    draft.bfds.addAll(bfds);
  }

  VrrpDraft decode(List<Statement> statements, String workingDirectory) {
    for (Statement s : statements) {
      switch (s.keyword().text()) {
        case "vrrp_instance" -> instance(s);
        case "vrrp_sync_group" -> syncGroup(s);
        case "vrrp_script" -> script(s);
        case "vrrp_track_process" -> process(s);
        case "track_file", "vrrp_track_file" ->
            TrackFileDecoder.decode(out, s, workingDirectory).ifPresent(draft.trackFiles::add);
        case "track_group" -> trackGroup(s);
        default -> lists(s);
      }
    }
    return draft;
  }

  private void lists(Statement s) {
    String where = " in " + s.keyword().text();
    Optional<String> device = Optional.of(context.global().vrrp.defaultInterface());
    switch (s.keyword().text()) {
      case "static_ipaddress" -> {
        for (Statement line : s.children()) {
          new AddressLine(context, line, where).parse(device, true).ifPresent(draft.addresses::add);
        }
      }
      case "static_routes" -> {
        for (Statement line : s.children()) {
          new RouteLine(context, line, true, where).route().ifPresent(draft.routes::add);
        }
      }
      case "static_rules" -> {
        for (Statement line : s.children()) {
          new RuleLine(context, line, true, where).rule().ifPresent(draft.rules::add);
        }
      }
      case "garp_group" -> {
        var decoder = new GarpGroupDecoder(context);
        decoder.decode(s.children());
        decoder.finished(s.range()).ifPresent(draft.garpGroups::add);
      }
      case "linkbeat_interfaces", "interface_up_down_delays" -> {
        var decoder = new LinkbeatDecoder(context, s);
        s.children().forEach(decoder::statement);
      }
      default -> {
        // belongs to another side
      }
    }
  }

  private void instance(Statement s) {
    String name = BlockDecoder.text(s, 0);
    if (s.args().size() != 1 || !instanceNames.add(name)) {
      return; // the block parser has reported it
    }
    var vi = new InstanceDraft(name, s.range(), context.global().vrrpDefaults);
    draft.instances.add(vi);
    new InstanceDecoder(context, vi).decode(s.children());
  }

  private void syncGroup(Statement s) {
    String name = BlockDecoder.text(s, 0);
    if (s.args().size() != 1 || !groupNames.add(name)) {
      return; // the block parser has reported it
    }
    var group = new SyncGroupDraft(name, s.range());
    draft.groups.add(group);
    int scriptsBefore = out.scriptsSeen();
    new SyncGroupDecoder(context, group).decode(s.children());
    group.scripts = out.scriptsSeen() - scriptsBefore;
  }

  private void script(Statement s) {
    if (s.args().isEmpty()) {
      out.missingParameter(s.range(), "vrrp_script needs a name");
      return;
    }
    var script = new ScriptDraft(BlockDecoder.text(s, 0), s.range());
    var decoder = new VrrpScriptDecoder(context, script);
    decoder.decode(s.children());
    if (decoder.usable()) {
      draft.scripts.add(script);
    }
  }

  private void process(Statement s) {
    if (s.args().isEmpty()) {
      out.missingParameter(s.range(), "vrrp_track_process needs a name");
      return;
    }
    var decoder = new TrackProcessDecoder(out, BlockDecoder.text(s, 0));
    decoder.decode(s.children());
    decoder.finished(s.range()).ifPresent(draft.processes::add);
  }

  private void trackGroup(Statement s) {
    String name = BlockDecoder.text(s, 0);
    if (s.args().size() != 1 || draft.trackGroups.has(name)) {
      return; // the block parser has reported it
    }
    var members = new ArrayList<String>();
    boolean written = false;
    for (Statement line : s.children()) {
      if (!line.keyword().text().equals("group")) {
        continue;
      }
      if (written) {
        out.error(line.range(), "group is written again, ignored in track_group " + name);
        continue;
      }
      written = true;
      SyncGroupDecoder.names(line, members);
      if (members.isEmpty()) {
        out.warning(line.range(), "group is empty in track_group " + name);
      }
    }
    if (!written) {
      out.error(s.range(), "track_group " + name + " has no member, ignored");
    }
    if (members.isEmpty()) {
      return;
    }
    draft.trackGroups.add(new TrackGroup(name, members, s.range()));
  }
}
