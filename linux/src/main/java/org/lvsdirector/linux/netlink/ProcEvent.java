package org.lvsdirector.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the process connector tells (linux/cn_proc.h); numbers of whole processes, not of threads.
 */
public sealed interface ProcEvent {

  /** The multicast group of process events. */
  int GROUP = 1;

  /** A process has a child. */
  record Forked(int parent, int child) implements ProcEvent {}

  /** A process has become another program. */
  record Executed(int pid) implements ProcEvent {}

  /** A process, or a thread of it, has a new name. */
  record Renamed(int pid, int thread, String name) implements ProcEvent {}

  /** A process has ended. */
  record Exited(int pid, int code, int signal) implements ProcEvent {}

  /** Asks for events or, with false, for no more. The kernel does not answer. */
  static NlMessage listen(boolean on) {
    ByteBuffer out = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
    // struct cb_id {1, 1}, seq, ack, u16 len, u16 flags, then enum proc_cn_mcast_op
    out.putInt(GROUP).putInt(1).putInt(0).putInt(0).putShort((short) 4).putShort((short) 0);
    return new NlMessage(NlMessage.DONE, 0, 0, 0, out.putInt(on ? 1 : 2).array());
  }

  /** Reads an event; empty for kinds nobody asked for and for events of single threads. */
  static Optional<ProcEvent> decode(NlMessage message) {
    byte[] payload = message.payload();
    int body = 20 + 16;
    if (payload.length < body + 16) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder());
    int a = in.getInt(body);
    int b = in.getInt(body + 4);
    int c = in.getInt(body + 8);
    int d = in.getInt(body + 12);
    return switch (in.getInt(20)) {
      case 1 -> c == d ? Optional.of(new Forked(b, d)) : Optional.empty();
      case 2 -> Optional.of(new Executed(b));
      case 0x200 -> Optional.of(new Renamed(b, a, name(payload, body + 8)));
      case 0x80000000 -> a == b ? Optional.of(new Exited(b, c, d)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String name(byte[] payload, int from) {
    int end = from;
    while (end < payload.length && end < from + 16 && payload[end] != 0) {
      end++;
    }
    return new String(payload, from, end - from, StandardCharsets.UTF_8);
  }
}
