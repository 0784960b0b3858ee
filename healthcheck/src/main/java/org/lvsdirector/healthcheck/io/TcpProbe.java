package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.net.Socket;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.parser.model.ConnectionOptions;

/** TCP_CHECK: passes when a connection opens, and closes it at once (reference, LVS 18). */
final class TcpProbe implements Probe {
  private final ConnectionOptions options;

  TcpProbe(ConnectionOptions options) {
    this.options = options;
  }

  @Override
  public CheckResult run(int url) {
    var watch = new Stopwatch();
    try (Socket socket = Sockets.open(options)) {
      socket.connect(Sockets.target(options), Sockets.millis(options.connectTimeout()));
      return new Passed("connected", watch.elapsed());
    } catch (IOException e) {
      return Failure.connecting(e, options.connectTimeout(), watch.elapsed());
    }
  }
}
