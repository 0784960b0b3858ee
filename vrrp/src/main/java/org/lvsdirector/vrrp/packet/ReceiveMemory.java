package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the receive checks remember from packet to packet.
 *
 * @param ahSequence last sequence of an authentication header, 0..0xFFFFFFFF; our own count too,
 *     since whoever becomes MASTER has to go on where the one before stopped (keepalived reference,
 *     VRRP 4.2)
 * @param replayMarks last HMAC sequence per source, longest unheard first
 * @param oldUnicast whether the old checksum form has been adopted from a peer
 */
public record ReceiveMemory(long ahSequence, List<ReplayMark> replayMarks, boolean oldUnicast) {
  /** Nothing heard yet. */
  public static final ReceiveMemory NEW = new ReceiveMemory(0, List.of(), false);

  /** How many multicast sources are remembered (reference, VRRP 4.5). */
  private static final int MULTICAST_SOURCES = 4;

  /** Copies the list. */
  public ReceiveMemory {
    replayMarks = List.copyOf(replayMarks);
  }

  /**
   * The last sequence accepted from a source.
   *
   * @param source sender
   * @param sequence see {@link HmacSequence}
   */
  public record ReplayMark(InetAddress source, long sequence) {}

  Optional<ReplayMark> mark(InetAddress source) {
    return replayMarks.stream().filter(m -> m.source().equals(source)).findFirst();
  }

  ReceiveMemory withMark(ReplayMark mark, Delivery delivery) {
    var marks = new ArrayList<>(replayMarks);
    marks.removeIf(m -> m.source().equals(mark.source()));
    marks.add(mark);
    if (delivery instanceof Delivery.Multicast && marks.size() > MULTICAST_SOURCES) {
      marks.removeFirst();
    }
    return new ReceiveMemory(ahSequence, marks, oldUnicast);
  }

  /** The same with this sequence as the last one. */
  public ReceiveMemory withAhSequence(long sequence) {
    return new ReceiveMemory(sequence, replayMarks, oldUnicast);
  }

  ReceiveMemory withOldUnicast() {
    return new ReceiveMemory(ahSequence, replayMarks, true);
  }
}
