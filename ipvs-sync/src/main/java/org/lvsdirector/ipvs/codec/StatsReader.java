package org.lvsdirector.ipvs.codec;

import org.lvsdirector.ipvs.model.IpvsStats;

/** Reads the nested counters, of either width ({@code IPVS_STATS_ATTR_*}). */
final class StatsReader {
  private static final int COUNTERS = 10;

  private StatsReader() {}

  static IpvsStats read(AttributeReader in) {
    long[] values = new long[COUNTERS];
    while (in.next()) {
      if (in.type() >= 1 && in.type() <= COUNTERS) {
        values[in.type() - 1] = in.counter();
      }
    }
    return new IpvsStats(
        values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7],
        values[8], values[9]);
  }
}
