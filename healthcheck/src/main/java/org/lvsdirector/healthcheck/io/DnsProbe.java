package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.linux.io.DatagramAnswer;
import org.lvsdirector.linux.io.UdpSocket;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.DnsType;

/** DNS_CHECK: one query over UDP; any answer without an error code passes (reference, LVS 20). */
final class DnsProbe implements Probe {
  private final ConnectionOptions options;
  private final DnsType type;
  private final String name;

  DnsProbe(ConnectionOptions options, DnsType type, String name) {
    this.options = options;
    this.type = type;
    this.name = name;
  }

  @Override
  public CheckResult run(int url) {
    var watch = new Stopwatch();
    int id = ThreadLocalRandom.current().nextInt(0x10000);
    byte[] query;
    try {
      query = DnsMessage.query(id, name, type);
    } catch (IllegalArgumentException e) {
      return new CouldNotRun("the query cannot be made: " + e.getMessage(), watch.elapsed());
    }
    try (UdpSocket socket = UdpSocket.connect(Sockets.target(options), Sockets.settings(options))) {
      socket.send(query);
      return await(socket, id, watch);
    } catch (IOException e) {
      return Failure.connecting(e, options.connectTimeout(), watch.elapsed());
    }
  }

  /** Other datagrams than the answer are passed over until the time is up. */
  private CheckResult await(UdpSocket socket, int id, Stopwatch watch) throws IOException {
    while (true) {
      Duration left = options.connectTimeout().minus(watch.elapsed());
      if (!left.isPositive()) {
        return timedOut(watch);
      }
      switch (socket.receive(left)) {
        case DatagramAnswer.Silence _ -> {
          return timedOut(watch);
        }
        case DatagramAnswer.Rejected error -> {
          return new Failed("error " + error.errno().symbol() + " came back", watch.elapsed());
        }
        case DatagramAnswer.Data data when DnsMessage.answers(data.bytes(), id) -> {
          return judge(DnsMessage.rcode(data.bytes()), watch);
        }
        case DatagramAnswer.Data _ -> {
          // not for us: the next one may be
        }
      }
    }
  }

  private CheckResult judge(int rcode, Stopwatch watch) {
    String answer = DnsMessage.rcodeName(rcode) + " for " + type + " of " + name;
    return rcode == 0 ? new Passed(answer, watch.elapsed()) : new Failed(answer, watch.elapsed());
  }

  private CheckResult timedOut(Stopwatch watch) {
    return new Failed(
        "no answer within " + Stopwatch.text(options.connectTimeout()), watch.elapsed(), true);
  }
}
