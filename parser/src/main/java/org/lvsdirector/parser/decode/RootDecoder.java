package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.parser.keyword.Keyword;
import org.lvsdirector.parser.model.ProcessSettings;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads what the main process reads: root-level settings and global_defs (keepalived reference,
 * parser 16, 20).
 */
final class RootDecoder extends BlockDecoder {
  private final GlobalDraft global = new GlobalDraft();
  private final GlobalDefsDecoder globalDefs;
  private Optional<String> namespace = Optional.empty();
  private Optional<String> ipvsNamespace = Optional.empty();
  private boolean withIpsets;
  private Optional<String> instance = Optional.empty();
  private boolean pidDir;
  private Duration childWait = Duration.ofSeconds(5);
  private boolean polling;

  RootDecoder(Decoding out) {
    super(out, Keyword.ROOT);
    this.globalDefs = new GlobalDefsDecoder(out, global);
  }

  @Override
  String where() {
    return "";
  }

  GlobalDraft read(List<Statement> statements) {
    Map<String, Keyword> root = out.level(Keyword.ROOT);
    for (Statement s : statements) {
      Keyword keyword = root.get(s.keyword().text());
      if (keyword != null && parents(keyword.name()) && out.admit(s, keyword, "")) {
        statement(s);
      }
    }
    globalDefs.finish();
    global.process =
        new ProcessSettings(
            namespace,
            ipvsNamespace,
            withIpsets,
            instance,
            pidDir || instance.isPresent() || namespace.isPresent(),
            childWait,
            polling);
    return global;
  }

  private static boolean parents(String keyword) {
    return switch (keyword) {
      case "global_defs",
          "linkbeat_use_polling",
          "net_namespace",
          "net_namespace_ipvs",
          "namespace_with_ipsets",
          "use_pid_dir",
          "instance",
          "child_wait_time" ->
          true;
      default -> false;
    };
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "global_defs" -> globalDefs.decode(s.children());
      case "linkbeat_use_polling" -> polling = true;
      case "net_namespace" -> namespace = once(s, namespace);
      case "net_namespace_ipvs" -> {
        if (ipvsNamespace.isPresent()) {
          error(s, "net_namespace_ipvs is written again, the first one stays");
        } else {
          ipvsNamespace = Optional.of(s.arg(0).orElse(""));
        }
      }
      case "namespace_with_ipsets" -> withIpsets = true;
      case "use_pid_dir" -> pidDir = true;
      case "instance" -> instance = once(s, instance);
      case "child_wait_time" ->
          integer(s, 0, Range.UINT32).ifPresent(v -> childWait = Duration.ofSeconds(v));
      default -> unhandled(s);
    }
  }

  private Optional<String> once(Statement s, Optional<String> before) {
    if (before.isPresent()) {
      error(s, s.keyword().text() + " is written again, the first one stays");
      return before;
    }
    return s.arg(0);
  }
}
