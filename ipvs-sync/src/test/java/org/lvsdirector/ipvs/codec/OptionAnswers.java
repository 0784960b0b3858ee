package org.lvsdirector.ipvs.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.IpvsDestination;

/** Answers of the older interface as a kernel writes them, for tests without one. */
public final class OptionAnswers {
  private static final int HEADER = 24;
  private static final int ENTRY = 96;

  private OptionAnswers() {}

  /** All given destinations, as {@code struct ip_vs_get_dests} in a buffer of its own. */
  public static ByteBuffer destinations(List<IpvsDestination> shown) {
    ByteBuffer out =
        ByteBuffer.allocate(HEADER + ENTRY * shown.size()).order(ByteOrder.nativeOrder());
    destinations(shown, shown.size(), out);
    return out;
  }

  /** At most so many of the given destinations, those of IPv4; the rest of the buffer stays. */
  public static void destinations(List<IpvsDestination> present, int most, ByteBuffer out) {
    int at = HEADER;
    for (IpvsDestination destination : present) {
      if (destination.key().address().family() == Family.INET && at < HEADER + ENTRY * most) {
        out.put(at, new byte[ENTRY]).put(at, destination.key().address().toBytes());
        out.put(at + 4, (byte) (destination.key().port() >> 8));
        out.put(at + 5, (byte) destination.key().port());
        out.putInt(at + 8, destination.method().number() | 0x180);
        out.putInt(at + 12, destination.weight());
        out.putInt(at + 16, (int) destination.upperThreshold());
        out.putInt(at + 20, (int) destination.lowerThreshold());
        at += ENTRY;
      }
    }
  }
}
