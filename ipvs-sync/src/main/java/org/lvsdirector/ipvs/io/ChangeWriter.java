package org.lvsdirector.ipvs.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.ipvs.codec.IpvsMessages;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.linux.netlink.NlMessage;

/**
 * Writes changes into datagrams, as many into each as it holds. By one thread after the other, not
 * by two at once.
 *
 * <p>Of a datagram only the last change asks for an acknowledgement; the kernel reports failures
 * unasked, in order, before it. So a hundred thousand destinations cost some hundred system calls.
 */
final class ChangeWriter {
  private static final int SIZE = 64 * 1024;

  /** The most that one change takes. */
  private static final int ROOM = NlMessage.HEADER_LENGTH + IpvsMessages.MAX_LENGTH;

  private final List<IpvsChange> changes;
  private final int family;
  private final int firstSequence;
  private final ByteBuffer out;
  private int written;

  /** One datagram; not changed once it is written. */
  static final class Datagram {
    /** Its messages. */
    final byte[] bytes;

    /** Sequence number of the first; each further one has the next number. */
    final int firstSequence;

    /** What they ask for, in their order. */
    final List<IpvsChange> changes;

    private Datagram(byte[] bytes, int firstSequence, List<IpvsChange> changes) {
      this.bytes = bytes;
      this.firstSequence = firstSequence;
      this.changes = changes;
    }
  }

  /** Changes for this netlink family, numbered from a sequence number on. */
  ChangeWriter(List<IpvsChange> changes, int family, int firstSequence) {
    this.changes = changes;
    this.family = family;
    this.firstSequence = firstSequence;
    int size = (int) Math.min(SIZE, (long) ROOM * changes.size());
    this.out = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  /** Whether every change has been written. */
  boolean isDone() {
    return written == changes.size();
  }

  /** The next datagram; empty when every change has been written. */
  Optional<Datagram> next() {
    if (isDone()) {
      return Optional.empty();
    }
    out.clear();
    int first = written;
    int last = 0;
    while (!isDone() && out.remaining() >= ROOM) {
      last = out.position();
      put(changes.get(written));
      written++;
    }
    out.putShort(last + 6, (short) (NlMessage.F_REQUEST | NlMessage.F_ACK));
    return Optional.of(
        new Datagram(
            Arrays.copyOf(out.array(), out.position()),
            firstSequence + first,
            changes.subList(first, written)));
  }

  private void put(IpvsChange change) {
    int start = out.position();
    out.putInt(0).putShort((short) family).putShort((short) NlMessage.F_REQUEST);
    out.putInt(firstSequence + written).putInt(0);
    IpvsMessages.encode(change, out);
    out.putInt(start, out.position() - start);
  }
}
