package org.lvsdirector.daemon.supervisor;

import org.lvsdirector.daemon.dump.DumpFile;
import org.lvsdirector.daemon.dump.GlobalText;
import org.lvsdirector.daemon.dump.TextLines;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.vrrp.io.VrrpSnapshot;

/**
 * Writes keepalived's dumps where its users look for them: {@code keepalived.data}, {@code .stats}
 * and {@code .json} in {@code $TMPDIR} or {@code /tmp}.
 */
final class Dumps {
  private Dumps() {}

  /**
   * The main process's own dump, {@code keepalived_parent.data}: the global definitions. keepalived
   * shows there what its parent knows, which is not told the default interface and delays.
   */
  static void parent(KeepalivedConfig config) {
    var out = new TextLines();
    GlobalText.write(out, config);
    DumpFile.write(DumpFile.state(config, "_parent"), out.text());
  }

  static void write(ControlSignal signal, KeepalivedConfig config, VrrpSnapshot snapshot) {
    switch (signal) {
      case DATA ->
          DumpFile.write(DumpFile.state(config, ""), new VrrpText(config, snapshot).data());
      case STATS, STATS_CLEAR ->
          DumpFile.write(DumpFile.folder().resolve("keepalived.stats"), VrrpStatsText.of(snapshot));
      case JSON -> {
        if (!snapshot.instances().isEmpty()) {
          String json =
              new VrrpJson(config.vrrp())
                  .dump(snapshot, config.global().files().jsonVersion())
                  .toString();
          // keepalived writes each slash with a backslash before it.
          DumpFile.write(
              DumpFile.folder().resolve("keepalived.json"), json.replace("/", "\\/") + "\n");
        }
      }
      case RELOAD, STOP, RESTART, TDUMP -> {
        // Nothing to write.
      }
    }
  }
}
