package org.lvsdirector.ipvs.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.ServiceKey;

/**
 * The destinations of one service as {@link IpvsOptions#GET_DESTINATIONS} should show them: the
 * first 24 bytes of each entry, as numbers to be compared with what the kernel wrote. Remembers the
 * order the kernel has them in; not for two threads at once.
 */
public final class DestinationEntries {
  /** A service with more destinations is read the other way, so that no buffer grows large. */
  private static final int MOST = 10_000;

  // struct ip_vs_get_dests, then struct ip_vs_dest_entry for each.
  private static final int COUNT = 16;
  private static final int HEADER = 24;
  private static final int ENTRY = 96;
  private static final int PORT = 4;
  private static final int FLAGS = 8;
  private static final int WEIGHT = 12;
  private static final int UPPER = 16;
  private static final int LOWER = 20;
  private static final int SETTINGS_SIZE = 24;

  /** Address and port, without the filler behind them. */
  private static final long KEY =
      words().putInt(0, -1).putShort(PORT, (short) -1).putShort(PORT + 2, (short) 0).getLong(0);

  /** Of the flags only the forwarding method is ours, as in a message; then the weight. */
  private static final long METHOD_AND_WEIGHT =
      words().putInt(FLAGS, 0x7).putInt(WEIGHT, -1).getLong(FLAGS);

  private static final int WORDS = 3;

  private final ServiceKey service;
  private long[] expected;

  private DestinationEntries(ServiceKey service, long[] expected) {
    this.service = service;
    this.expected = expected;
  }

  /**
   * The entries of a pool; empty if the interface cannot tell all about it: IPv6, and tunnels,
   * whose kind and port it does not show.
   */
  public static Optional<DestinationEntries> of(IpvsPool pool) {
    List<IpvsDestination> destinations = pool.destinations();
    if (pool.key().family() != Family.INET || destinations.size() > MOST) {
      return Optional.empty();
    }
    long[] expected = new long[WORDS * destinations.size()];
    ByteBuffer entry = words();
    int to = 0;
    // The kernel puts each new one in front.
    for (IpvsDestination destination : destinations.reversed()) {
      if (destination.method() == ForwardingMethod.TUNNEL
          || destination.key().address().family() != Family.INET) {
        return Optional.empty();
      }
      IpvsOptions.address(entry, 0, destination.key().address());
      IpvsOptions.port(entry, PORT, destination.key().port());
      entry
          .putInt(FLAGS, destination.method().number())
          .putInt(WEIGHT, destination.weight())
          .putInt(UPPER, (int) destination.upperThreshold())
          .putInt(LOWER, (int) destination.lowerThreshold());
      for (int word = 0; word < WORDS; word++) {
        expected[to++] = entry.getLong(word * Long.BYTES);
      }
    }
    return Optional.of(new DestinationEntries(pool.key(), expected));
  }

  /** How many. */
  public int count() {
    return expected.length / WORDS;
  }

  /** How many bytes question and answer take. */
  public int size() {
    return HEADER + ENTRY * count();
  }

  /** Writes the question into a buffer in native order, of at least {@link #size} bytes. */
  public void ask(ByteBuffer out) {
    IpvsOptions.ask(service, out);
    out.putInt(COUNT, count());
    if (count() > 0) {
      // The kernel leaves alone what it has no destination for. What stands there from the question
      // before may be just what is expected, but nothing has address 0 and port 0.
      out.putLong(HEADER + ENTRY * (count() - 1), 0);
    }
  }

  /** Whether the answer has exactly these destinations, in whatever order. */
  public boolean match(ByteBuffer answer) {
    int word = 0;
    for (int at = HEADER; word < expected.length; at += ENTRY) {
      if ((answer.getLong(at) & KEY) != expected[word] && !sort(answer)) {
        return false;
      }
      if ((answer.getLong(at + FLAGS) & METHOD_AND_WEIGHT) != expected[word + 1]
          || answer.getLong(at + UPPER) != expected[word + 2]) {
        return false;
      }
      word += WORDS;
    }
    return true;
  }

  /** Takes over the answer's order; false if its addresses and ports are not the expected ones. */
  private boolean sort(ByteBuffer answer) {
    Map<Long, Integer> places = HashMap.newHashMap(count());
    for (int from = 0; from < expected.length; from += WORDS) {
      places.put(expected[from], from);
    }
    long[] sorted = new long[expected.length];
    for (int to = 0, at = HEADER; to < sorted.length; to += WORDS, at += ENTRY) {
      Integer from = places.remove(answer.getLong(at) & KEY);
      if (from == null) {
        return false;
      }
      System.arraycopy(expected, from, sorted, to, WORDS);
    }
    expected = sorted;
    return true;
  }

  private static ByteBuffer words() {
    return ByteBuffer.allocate(SETTINGS_SIZE).order(ByteOrder.nativeOrder());
  }
}
