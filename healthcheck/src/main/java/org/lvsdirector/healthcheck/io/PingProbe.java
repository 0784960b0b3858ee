package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.linux.io.DatagramAnswer;
import org.lvsdirector.linux.io.IcmpSocket;
import org.lvsdirector.linux.io.SocketSettings;
import org.lvsdirector.parser.model.ConnectionOptions;

/**
 * PING_CHECK: an echo request and its reply. The socket stays open while the checks pass, so the
 * identifier stays the same and the sequence counts on (keepalived reference, LVS 23). A late reply
 * to an earlier request is passed over here; keepalived lets it fail the check.
 */
final class PingProbe implements Probe {
  private static final int DATA = 128;
  private static final byte[] PAYLOAD = payload();

  private final ConnectionOptions options;
  private @Nullable IcmpSocket socket;
  private int sequence;

  PingProbe(ConnectionOptions options) {
    this.options = options;
  }

  private static byte[] payload() {
    byte[] phrase = "keepalived check - ".getBytes(StandardCharsets.US_ASCII);
    var data = new byte[DATA];
    for (int i = 0; i < DATA; i++) {
      data[i] = phrase[i % phrase.length];
    }
    return data;
  }

  @Override
  public synchronized CheckResult run(int url) {
    var watch = new Stopwatch();
    IcmpSocket open = socket;
    if (open == null) {
      try {
        open = IcmpSocket.connect(Sockets.scoped(options), settings());
      } catch (IOException e) {
        return new CouldNotRun(Failure.reason(e), watch.elapsed());
      }
      socket = open;
      sequence = 0;
    }
    CheckResult result = ask(open, watch);
    if (!(result instanceof Passed)) {
      close();
    }
    return result;
  }

  /** As in keepalived, the mark is not used. */
  private SocketSettings settings() {
    SocketSettings all = Sockets.settings(options);
    return new SocketSettings(all.source(), all.device(), java.util.OptionalLong.empty());
  }

  private CheckResult ask(IcmpSocket open, Stopwatch watch) {
    sequence = (sequence + 1) & 0xffff;
    try {
      open.send(sequence, PAYLOAD);
      return switch (open.receive(sequence, options.connectTimeout())) {
        case DatagramAnswer.Silence _ ->
            new Failed(
                "no reply within " + Stopwatch.text(options.connectTimeout()),
                watch.elapsed(),
                true);
        case DatagramAnswer.Rejected error ->
            new Failed(
                error.isIcmp()
                    ? "ICMP type " + error.type() + " code " + error.code() + " came back"
                    : "error " + error.errno().symbol(),
                watch.elapsed());
        case DatagramAnswer.Data data when Arrays.equals(data.bytes(), PAYLOAD) ->
            new Passed("reply to sequence " + sequence, watch.elapsed());
        case DatagramAnswer.Data _ ->
            new Failed("the reply does not return what was sent", watch.elapsed());
      };
    } catch (IOException e) {
      return new Failed(Failure.reason(e), watch.elapsed());
    }
  }

  @Override
  public synchronized void close() {
    IcmpSocket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}
