package org.lvsdirector.daemon.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lvsdirector.ipvs.io.Ipvs;
import org.lvsdirector.ipvs.io.NetlinkIpvs;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.print.IpvsListing;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ipvs}: the kernel's table, as ipvsadm prints it. */
@Command(
    name = "ipvs",
    mixinStandardHelpOptions = true,
    description = "Prints the kernel's IPVS table as 'ipvsadm -Ln' does, read through netlink.")
final class IpvsCommand implements Callable<Integer> {
  @ArgGroup private Form form = new Form();

  /** One of the forms. */
  static final class Form {
    @Option(names = "--save", description = "as 'ipvsadm -Sn': commands that ipvsadm -R takes")
    private boolean save;

    @Option(names = "--stats", description = "counters, as 'ipvsadm -Ln --stats'")
    private boolean stats;

    @Option(names = "--rate", description = "rates, as 'ipvsadm -Ln --rate'")
    private boolean rate;
  }

  @Override
  public Integer call() throws IOException {
    try (Ipvs ipvs = NetlinkIpvs.open()) {
      System.out.print(print(ipvs.statistics()));
      System.out.flush();
    }
    return 0;
  }

  private String print(LiveTable table) {
    if (form.save) {
      return IpvsListing.rules(table);
    }
    if (form.stats) {
      return IpvsListing.stats(table);
    }
    return form.rate ? IpvsListing.rate(table) : IpvsListing.table(table);
  }
}
