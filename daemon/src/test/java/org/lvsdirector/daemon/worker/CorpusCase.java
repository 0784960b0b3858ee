package org.lvsdirector.daemon.worker;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.parser.syntax.Role;
import org.lvsdirector.parser.syntax.Statement;

/**
 * The virtual servers of somebody's file, with the checks replaced by track files that can be made
 * to fail, and without scripts. The changed file has one server less, one more, other weights,
 * another scheduler, and one service less.
 */
final class CorpusCase {
  private static final Set<String> CHECKERS =
      Set.of(
          "TCP_CHECK",
          "HTTP_GET",
          "SSL_GET",
          "SMTP_CHECK",
          "DNS_CHECK",
          "MISC_CHECK",
          "UDP_CHECK",
          "PING_CHECK",
          "FILE_CHECK",
          "BFD_CHECK");

  /** Scripts, mail and addresses of other hosts are nothing of the table. */
  private static final Set<String> LEFT_OUT =
      Set.of("notify_up", "notify_down", "quorum_up", "quorum_down", "smtp_alert", "ha_suspend");

  private static final Set<String> KEPT = Set.of("virtual_server", "virtual_server_group");

  private final boolean changed;
  private final StringBuilder out = new StringBuilder();
  private int services;
  private int servers;
  private int serversHere;

  private CorpusCase(boolean changed) {
    this.changed = changed;
  }

  /** The case of a file; empty where it has no virtual server. */
  static Optional<DifferentialCase> of(Path file) {
    var root =
        ConfigurationReader.of(file, "lab", false).read().tree().root(Role.CHECKER).statements();
    boolean any =
        root.stream().anyMatch(s -> s.keyword().text().equals("virtual_server") && !s.own());
    return any
        ? Optional.of(
            new DifferentialCase(
                file.getFileName().toString(),
                new CorpusCase(false).text(root),
                new CorpusCase(true).text(root)))
        : Optional.empty();
  }

  private String text(Iterable<Statement> root) {
    for (Statement statement : root) {
      if (!KEPT.contains(statement.keyword().text()) || statement.own()) {
        continue;
      }
      boolean service = statement.keyword().text().equals("virtual_server");
      // The second service goes, where there are two.
      if (service && ++services == 2 && changed) {
        continue;
      }
      serversHere = 0;
      write(statement, 0);
    }
    if (changed) {
      out.append(
          """
          virtual_server 10.98.0.1 80 {
            lvs_sched rr
            lvs_method DR
            protocol TCP
            real_server 10.98.0.2 80 {
            }
          }
          """);
    }
    return out.toString();
  }

  private void write(Statement statement, int depth) {
    String keyword = statement.keyword().text();
    if (statement.own() || LEFT_OUT.contains(keyword)) {
      return;
    }
    if (depth == 1 && keyword.equals("real_server")) {
      realServer(statement);
      return;
    }
    String line = statement.rawLine().replaceAll("\\{\\s*$", "").strip();
    if (changed && depth == 1 && (keyword.equals("lb_algo") || keyword.equals("lvs_sched"))) {
      line = keyword + (statement.arg(0).orElse("").equals("wrr") ? " rr" : " wrr");
    }
    out.append("  ".repeat(depth)).append(line);
    if (statement.block().isPresent()) {
      out.append(" {\n");
      statement.children().forEach(child -> write(child, depth + 1));
      out.append("  ".repeat(depth)).append("}");
    }
    out.append('\n');
  }

  private void realServer(Statement statement) {
    int tracked = servers++ % 3;
    if (++serversHere == 2 && changed) {
      return;
    }
    String line = statement.rawLine().replaceAll("\\{.*$", "").strip();
    out.append("  ").append(line).append(" {\n");
    boolean checked = false;
    boolean weighted = false;
    for (Statement child : statement.children()) {
      String keyword = child.keyword().text();
      if (CHECKERS.contains(keyword)) {
        checked = true;
      } else if (changed && keyword.equals("weight")) {
        weighted = true;
        out.append("    weight ").append(3 + tracked).append('\n');
      } else {
        write(child, 2);
      }
    }
    if (changed && !weighted) {
      out.append("    weight 2\n");
    }
    if (checked) {
      out.append("    FILE_CHECK {\n      track_file f").append(tracked);
      out.append("\n      weight 0\n    }\n");
    }
    out.append("  }\n");
  }
}
