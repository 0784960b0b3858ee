package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.lvsdirector.healthcheck.io.CheckReport;
import org.lvsdirector.healthcheck.io.HealthSnapshot;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks' state as text, {@code keepalived_check.data} in {@code $TMPDIR} or {@code /tmp}
 * (keepalived reference, LVS 28).
 */
final class CheckerDump {
  private static final Logger LOG = LoggerFactory.getLogger(CheckerDump.class);

  private CheckerDump() {}

  /** Writes the file, beside first and then moved into place. */
  static void write(HealthSnapshot snapshot) {
    String configured = System.getenv("TMPDIR");
    Path folder = Path.of(configured != null && configured.startsWith("/") ? configured : "/tmp");
    try {
      Path fresh =
          Files.createTempFile(
              folder,
              ".keepalived",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text(snapshot));
      Files.move(
          fresh,
          folder.resolve("keepalived_check.data"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.error("dump of the checks in {}: {}", folder, e.toString());
    }
  }

  static String text(HealthSnapshot snapshot) {
    StringBuilder out = new StringBuilder("------< LVS Topology >------\n");
    for (HealthSnapshot.Pool pool : snapshot.pools()) {
      out.append(" VS = ").append(pool.state().key()).append('\n');
      out.append("   Quorum = ").append(pool.state().quorumUp() ? "up" : "down").append('\n');
      out.append("   Sorry server in use = ")
          .append(pool.state().sorryActive() ? "yes" : "no")
          .append('\n');
      for (PoolSnapshot.Server server : pool.state().servers()) {
        out.append("   RS = ").append(server.key()).append('\n');
        out.append("     Alive = ").append(server.alive() ? "yes" : "no").append('\n');
        out.append("     Effective weight = ").append(server.weight()).append('\n');
        out.append("     Failed checkers = ").append(server.failedCheckers()).append('\n');
      }
    }
    out.append("------< Health checkers >------\n");
    for (HealthSnapshot.Pool pool : snapshot.pools()) {
      pool.checks()
          .forEach(
              (server, checks) ->
                  checks.forEach(check -> check(out, pool.state().key() + " -> " + server, check)));
    }
    return out.toString();
  }

  private static void check(StringBuilder out, String where, CheckReport check) {
    out.append(" ").append(where).append('\n');
    out.append("   Method = ").append(check.kind()).append('\n');
    out.append("   Enabled = ").append(check.suspended() ? "no" : "yes").append('\n');
    out.append("   Up = ").append(check.up() ? "yes" : "no").append('\n');
    out.append("   Has run = ").append(check.hasRun() ? "yes" : "no").append('\n');
    out.append("   Last result = ").append(check.sentence()).append('\n');
  }
}
