package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.BfdInstance;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.model.TrackProcess;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.syntax.Statement;

/** Reads the track_* blocks of an instance or a sync group (keepalived reference, VRRP 11). */
final class TrackLines {
  private static final int INTERFACE_LIMIT = 253;
  private static final int FILE_LIMIT = 254;

  private final VrrpDraft.Context context;
  private final String where;
  private final String kind;
  private final Set<String> written;
  private final List<Tracking.Entry> into;

  private TrackLines(
      VrrpDraft.Context context,
      String where,
      String kind,
      Set<String> written,
      List<Tracking.Entry> into) {
    this.context = context;
    this.where = where;
    this.kind = kind;
    this.written = written;
    this.into = into;
  }

  /** Reads the block if it is one of these. */
  static boolean accept(VrrpDraft.Context context, Statement s, TrackingDraft draft, String where) {
    String kind = s.keyword().text();
    switch (kind) {
      case "track_interface" ->
          s.children()
              .forEach(
                  new TrackLines(context, where, kind, draft.written, draft.interfaces)::iface);
      case "track_script" ->
          s.children()
              .forEach(new TrackLines(context, where, kind, draft.written, draft.scripts)::script);
      case "track_file" ->
          s.children()
              .forEach(new TrackLines(context, where, kind, draft.written, draft.files)::file);
      case "track_process" ->
          s.children()
              .forEach(
                  new TrackLines(context, where, kind, draft.written, draft.processes)::process);
      case "track_bfd" ->
          s.children()
              .forEach(new TrackLines(context, where, kind, draft.written, draft.bfds)::bfd);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void iface(Statement s) {
    String name = s.keyword().text();
    if (!context.interfaceUsable(name)) {
      context.missingInterface(s.range(), name, " in " + kind + where);
      return;
    }
    add(s, 0, false, INTERFACE_LIMIT);
  }

  private void script(Statement s) {
    Optional<ScriptDraft> script = context.draft().scripts.named(s.keyword().text());
    script.ifPresentOrElse(
        d -> add(s, d.weight, d.reverse, INTERFACE_LIMIT), () -> notFound(s, "vrrp_script"));
  }

  private void file(Statement s) {
    Optional<TrackFile> file = context.draft().trackFiles.named(s.keyword().text());
    file.ifPresentOrElse(
        f -> add(s, f.weight(), f.reverse(), FILE_LIMIT), () -> notFound(s, "track_file"));
  }

  private void process(Statement s) {
    Optional<TrackProcess> process = context.draft().processes.named(s.keyword().text());
    process.ifPresentOrElse(
        p -> add(s, p.weight(), p.reverse(), FILE_LIMIT), () -> notFound(s, "vrrp_track_process"));
  }

  private void bfd(Statement s) {
    Optional<BfdInstance> bfd =
        context.draft().bfds.named(s.keyword().text()).filter(BfdInstance::vrrp);
    bfd.ifPresentOrElse(
        b -> add(s, b.weight(), b.reverse(), INTERFACE_LIMIT), () -> notFound(s, "bfd_instance"));
  }

  private void notFound(Statement s, String block) {
    context
        .out()
        .error(
            s.range(),
            block + " " + s.keyword().text() + " is not defined before its use, ignored" + where);
  }

  private void add(Statement s, int defaultWeight, boolean defaultReverse, int limit) {
    String name = s.keyword().text();
    if (!written.add(kind + ' ' + name)) {
      context.out().error(s.range(), kind + " " + name + " is written again, ignored" + where);
      return;
    }
    int weight = defaultWeight;
    boolean reverse = defaultReverse;
    for (int i = 0; i < s.args().size(); i++) {
      String word = BlockDecoder.text(s, i);
      if (word.equals("weight") && i + 1 < s.args().size()) {
        weight = weight(s, ++i, weight, limit);
        String after = BlockDecoder.text(s, i + 1);
        if (after.equals("reverse") || after.equals("noreverse")) {
          reverse = after.equals("reverse");
          i++;
        }
      } else {
        context
            .out()
            .error(
                s.range(),
                kind + " " + name + ": \"" + word + "\" (expected weight N [reverse])" + where);
      }
    }
    into.add(new Tracking.Entry(name, weight, reverse));
  }

  private int weight(Statement s, int index, int before, int limit) {
    Numbers.Parsed number = Numbers.integer(BlockDecoder.text(s, index), 10);
    if (!number.whole() || Math.abs(number.value()) > 254) {
      context
          .out()
          .error(
              s.range(),
              "weight of "
                  + s.keyword().text()
                  + ": "
                  + BlockDecoder.text(s, index)
                  + " (expected -"
                  + limit
                  + ".."
                  + limit
                  + ")"
                  + where);
      return before;
    }
    if (Math.abs(number.value()) > limit) {
      context
          .out()
          .warning(
              s.range(),
              "weight of "
                  + s.keyword().text()
                  + ": "
                  + number.value()
                  + " (expected -253..253), cut"
                  + where);
    }
    return Math.clamp(number.value(), -limit, limit);
  }
}
