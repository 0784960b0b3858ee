package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.linux.io.SynProbe;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.PathCheck;

/**
 * path_check (ours): a SYN for the virtual address to the MAC of one real server, as IPVS sends it
 * under Direct Routing. Where nothing comes back, a connection to the server's own address tells
 * whether the service is down or the server does not take packets for the virtual address.
 */
final class PathProbe implements Probe {
  private final PathCheck check;
  private final InetSocketAddress virtual;

  /** Found out once; anew after each failure, as the reason may be that it is wrong. */
  private volatile @Nullable DirectPath path;

  PathProbe(PathCheck check) {
    this.check = check;
    this.virtual = new InetSocketAddress(check.connection().address(), check.connection().port());
  }

  @Override
  public CheckResult run(int url) {
    var watch = new Stopwatch();
    Duration limit = check.connection().connectTimeout();
    try {
      DirectPath known = path;
      if (known == null) {
        Optional<DirectPath> found = DirectPath.to(check.server(), virtual.getAddress(), limit);
        if (found.isEmpty()) {
          return new CouldNotRun(
              text(check.server())
                  + " is on no Ethernet that this host has an address on, so Direct Routing cannot"
                  + " reach it",
              watch.elapsed());
        }
        known = found.get();
      }
      CheckResult result = judge(known, limit, watch);
      path = result instanceof Passed ? known : null;
      return result;
    } catch (IOException e) {
      path = null;
      return new CouldNotRun(Failure.reason(e), watch.elapsed());
    }
  }

  private CheckResult judge(DirectPath known, Duration limit, Stopwatch watch) throws IOException {
    if (known.mac().isEmpty()) {
      String question = check.server() instanceof Inet4Address ? "ARP" : "neighbour solicitation";
      return new Failed(
          "service down: " + text(check.server()) + " does not answer " + question,
          watch.elapsed(),
          true);
    }
    SynProbe.Answer answer =
        SynProbe.ask(known.link(), known.mac().get(), known.source(), virtual, limit);
    return switch (answer) {
      case ACCEPTED -> new Passed("connected to " + virtualText(), watch.elapsed());
      case REFUSED ->
          new Failed(
              "service down: the server has the virtual address, but refuses " + virtualText(),
              watch.elapsed());
      case SILENCE -> silence(watch);
    };
  }

  private CheckResult silence(Stopwatch watch) {
    ConnectionOptions own =
        ConnectionOptions.to(check.server(), virtual.getPort())
            .withConnectTimeout(check.connection().connectTimeout());
    CheckResult direct = new TcpProbe(own).run(0);
    String server = text(check.server());
    if (direct instanceof Passed) {
      return new Failed(
          "VIP missing: the service answers at "
              + server
              + ", but not for "
              + virtualText()
              + "; is that address on the server's loopback device, and not filtered?",
          watch.elapsed());
    }
    boolean late = direct instanceof Failed failed && failed.timedOut();
    return new Failed(
        "service down: no answer for "
            + virtualText()
            + ", and at "
            + server
            + ": "
            + direct.sentence(),
        watch.elapsed(),
        late);
  }

  private String virtualText() {
    return text(virtual.getAddress()) + " port " + virtual.getPort();
  }

  private static String text(InetAddress address) {
    return AddressText.of(address);
  }
}
