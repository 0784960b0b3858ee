package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.net.Socket;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.PathCheck;

/**
 * path_check (ours): a connection to the virtual address with a firewall mark that IPVS sends to
 * one real server alone, the way clients come. It fails where a check of the real server's own
 * address passes if the virtual address is missing there or the server answers ARP for it.
 */
final class PathProbe implements Probe {
  private final PathCheck check;

  PathProbe(PathCheck check) {
    this.check = check;
  }

  @Override
  public CheckResult run(int url) {
    var watch = new Stopwatch();
    ConnectionOptions options = check.connection();
    if (options.fwmark() == 0) {
      return new CouldNotRun(
          "no fwmark is set, so IPVS cannot tell this connection from a client's", watch.elapsed());
    }
    try (Socket socket = Sockets.open(options)) {
      socket.connect(Sockets.target(options), Sockets.millis(options.connectTimeout()));
      return new Passed("connected by way of the virtual address", watch.elapsed());
    } catch (IOException e) {
      CheckResult result = Failure.connecting(e, options.connectTimeout(), watch.elapsed());
      return result instanceof Failed failed
          ? new Failed(
              failed.sentence()
                  + " by way of the virtual address: is it on the loopback device of "
                  + AddressText.of(check.server())
                  + ", with arp_ignore set?",
              failed.duration(),
              failed.timedOut())
          : result;
    }
  }
}
