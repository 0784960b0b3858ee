package org.lvsdirector.ipvs.io;

import java.io.IOException;
import java.util.Optional;
import org.lvsdirector.ipvs.RandomTables;
import org.lvsdirector.ipvs.model.IpvsTable;

/**
 * A process that keeps a table until it is killed: {@code TableHolder NAMESPACE SEED}. Says {@code
 * ready} once the table is there.
 */
final class TableHolder {
  private TableHolder() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    IpvsTable table = new RandomTables(Long.parseLong(arguments[1])).table(24);
    NetlinkIpvs ipvs = NetlinkIpvs.open(Optional.of(arguments[0]));
    Reconciler reconciler = new Reconciler(ipvs, new RecordingListener());
    reconciler.want(table, table.keys());
    reconciler.settled();
    RecordingListener.await("the table is there", () -> reconciler.snapshot().current());
    System.out.println("ready");
    int end = System.in.read();
    System.out.println("ended " + end);
  }
}
