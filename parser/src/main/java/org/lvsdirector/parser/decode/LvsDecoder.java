package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.BfdInstance;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.SslSettings;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads the root-level blocks of the LVS side, in file order (keepalived reference, LVS 2 to 6).
 */
final class LvsDecoder {
  private final Decoding out;
  private final LvsDraft draft = new LvsDraft();
  private final LvsContext context;

  LvsDecoder(Decoding out, Scripts scripts, List<BfdInstance> bfdInstances) {
    this.out = out;
    Set<String> bfdNames =
        bfdInstances.stream()
            .filter(BfdInstance::checker)
            .map(BfdInstance::name)
            .collect(Collectors.toSet());
    this.context = new LvsContext(scripts, draft.trackFiles, bfdNames);
  }

  LvsDraft decode(List<Statement> statements, String workingDirectory) {
    for (Statement s : statements) {
      switch (s.keyword().text()) {
        case "virtual_server" -> virtualServer(s);
        case "virtual_server_group" -> group(s);
        case "SSL" -> ssl(s);
        case "track_file", "vrrp_track_file" ->
            TrackFileDecoder.decode(out, s, workingDirectory).ifPresent(draft.trackFiles::add);
        default -> {}
      }
    }
    return draft;
  }

  private void virtualServer(Statement s) {
    if (s.args().isEmpty()) {
      out.missingParameter(s.range(), "virtual_server needs an address, a mark or a group");
      return;
    }
    var vs = new VirtualServerDraft(s.range());
    var decoder = new VirtualServerDecoder(out, context, vs);
    if (!listensTo(s, vs, decoder)) {
      return;
    }
    int scriptsBefore = out.scriptsSeen();
    decoder.decode(s.children());
    if (vs.realServers.isEmpty()) {
      out.forgetScripts(scriptsBefore);
      out.error(s.range(), "virtual_server " + vs.label() + " has no real server, ignored");
      return;
    }
    checkSorry(vs);
    settleFamily(vs);
    draft.virtualServers.add(vs);
  }

  private boolean listensTo(Statement s, VirtualServerDraft vs, VirtualServerDecoder decoder) {
    switch (BlockDecoder.text(s, 0)) {
      case "group" -> {
        if (s.args().size() < 2) {
          out.missingParameter(s.range(), "virtual_server group needs a name");
          return false;
        }
        vs.group = BlockDecoder.text(s, 1);
      }
      case "fwmark" -> {
        vs.fwmark = 0L;
        var mark = decoder.integer("fwmark", s, 1, Range.UINT32);
        if (mark.isEmpty()) {
          return false;
        }
        vs.fwmark = mark.getAsLong();
      }
      default -> {
        LvsBlockDecoder.Endpoint endpoint = decoder.endpoint(s, "virtual_server");
        if (endpoint == null) {
          return false;
        }
        vs.address = endpoint.address();
        vs.port = endpoint.port();
        vs.family = AddressFamily.of(endpoint.address());
      }
    }
    return true;
  }

  /** The sorry server obeys the same rule of families as real servers (LVS 3). */
  private void checkSorry(VirtualServerDraft vs) {
    VirtualServerDraft.SorryDraft sorry = vs.sorry;
    if (sorry == null) {
      return;
    }
    var forwarding = sorry.forwarding == null ? vs.forwarding : sorry.forwarding;
    boolean tunnelled = forwarding instanceof Forwarding.Tunnel;
    AddressFamily family = AddressFamily.of(sorry.address);
    if (!tunnelled && vs.family != null && vs.family != family) {
      out.error(
          sorry.range,
          "sorry_server is "
              + family.keyword()
              + ", the service is "
              + vs.family.keyword()
              + "; sorry server ignored in virtual_server "
              + vs.label());
      vs.sorry = null;
    } else if (!tunnelled && vs.family == null) {
      vs.family = family;
    }
  }

  /** A mark whose servers are all tunnelled takes their family if they agree, else inet (LVS 3). */
  private static void settleFamily(VirtualServerDraft vs) {
    if (vs.family == null && vs.fwmark != null) {
      List<AddressFamily> families =
          vs.realServers.stream().map(r -> AddressFamily.of(r.address)).distinct().toList();
      vs.family = families.size() == 1 ? families.getFirst() : AddressFamily.INET;
    }
  }

  private void group(Statement s) {
    Optional<String> name = s.arg(0);
    if (name.isEmpty()) {
      out.missingParameter(s.range(), "virtual_server_group needs a name");
      return;
    }
    if (s.args().size() > 1) {
      out.missingParameter(
          s.range(), "virtual_server_group takes one name, not " + s.args().size());
      return;
    }
    if (!opened(s) && !s.children().isEmpty()) {
      out.missingParameter(s.range(), "virtual_server_group needs a block in braces");
      return;
    }
    GroupDecoder.decode(out, s, name.get())
        .ifPresent(group -> draft.groups.putIfAbsent(group.name(), group));
  }

  /** Whether a brace stands before the entries. */
  private static boolean opened(Statement s) {
    return s.block().filter(b -> !b.range().start().equals(s.range().start())).isPresent();
  }

  private void ssl(Statement s) {
    if (draft.ssl.isPresent()) {
      out.error(s.range(), "SSL is written again and replaces the block before");
    }
    var decoder = new SslDecoder(out);
    decoder.decode(s.children());
    draft.ssl =
        Optional.of(
            new SslSettings(
                Optional.ofNullable(decoder.password),
                Optional.ofNullable(decoder.ca),
                Optional.ofNullable(decoder.certificate),
                Optional.ofNullable(decoder.key),
                s.range()));
  }
}
