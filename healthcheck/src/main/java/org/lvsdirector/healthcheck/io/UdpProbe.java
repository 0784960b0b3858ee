package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.net.Inet6Address;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.linux.io.DatagramAnswer;
import org.lvsdirector.linux.io.UdpSocket;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.UdpCheck;

/**
 * UDP_CHECK: one datagram. Silence passes unless a reply is required; only ICMP destination
 * unreachable fails, other ICMP errors do not (keepalived reference, LVS 22).
 */
final class UdpProbe implements Probe {
  private final UdpCheck check;
  private final byte[] payload;

  UdpProbe(UdpCheck check) {
    this.check = check;
    this.payload = check.payload().toByteArray();
  }

  @Override
  public CheckResult run(int url) {
    var watch = new Stopwatch();
    ConnectionOptions options = check.connection();
    try (UdpSocket socket = UdpSocket.connect(Sockets.target(options), Sockets.settings(options))) {
      socket.send(payload);
      return switch (socket.receive(options.connectTimeout())) {
        case DatagramAnswer.Silence _ -> silence(watch);
        case DatagramAnswer.Rejected rejected -> rejected(rejected, watch);
        case DatagramAnswer.Data data -> reply(data.bytes(), watch);
      };
    } catch (IOException e) {
      // Local trouble fails this check, unlike the others.
      return new Failed(Failure.reason(e), watch.elapsed());
    }
  }

  private CheckResult silence(Stopwatch watch) {
    String limit = Stopwatch.text(check.connection().connectTimeout());
    return check.requireReply()
        ? new Failed("no reply within " + limit, watch.elapsed(), true)
        : new Passed("nothing came back within " + limit, watch.elapsed());
  }

  private CheckResult rejected(DatagramAnswer.Rejected error, Stopwatch watch) {
    boolean six = check.connection().address() instanceof Inet6Address;
    String what =
        error.isIcmp()
            ? "ICMP type " + error.type() + " code " + error.code()
            : "error " + error.errno().symbol();
    return error.isIcmp() && !unreachable(six, error.type())
        ? new Passed(what + ", which does not count against the service", watch.elapsed())
        : new Failed(what + " came back", watch.elapsed());
  }

  /** Destination unreachable: ICMP type 3 (RFC 792), ICMPv6 type 1 (RFC 4443). */
  static boolean unreachable(boolean six, int type) {
    return type == (six ? 1 : 3);
  }

  private CheckResult reply(byte[] bytes, Stopwatch watch) {
    // Without a pattern keepalived looks at nothing, not even at the length.
    String wrong =
        check.requireReply() && check.reply().isPresent() ? judge(bytes, check.reply().get()) : "";
    return wrong.isEmpty()
        ? new Passed("reply of " + bytes.length + " bytes", watch.elapsed())
        : new Failed(wrong, watch.elapsed());
  }

  private String judge(byte[] bytes, UdpCheck.ReplyPattern pattern) {
    int length = bytes.length;
    if (length < check.minReplyLength() || length > check.maxReplyLength()) {
      return "reply of %d bytes (expected %d..%d)"
          .formatted(length, check.minReplyLength(), check.maxReplyLength());
    }
    return matches(pattern, bytes) ? "" : "reply does not match the expected octets";
  }

  /** Compares as many octets as both have; nibbles that the mask leaves out may be anything. */
  static boolean matches(UdpCheck.ReplyPattern pattern, byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, pattern.octets().length()); i++) {
      if (((bytes[i] ^ pattern.octets().at(i)) & pattern.mask().at(i)) != 0) {
        return false;
      }
    }
    return true;
  }
}
