package org.lvsdirector.parser.model;

/**
 * Metrics of a route by their rtnetlink number (RTAX_*, linux/rtnetlink.h); values are what the
 * kernel takes.
 */
public enum RouteMetric {
  /** Path MTU, octets. */
  MTU("mtu", 2),
  /** Maximal window, octets. */
  WINDOW("window", 3),
  /** Initial round trip time, eighths of a millisecond. */
  RTT("rtt", 4),
  /** Round trip time variance, quarters of a millisecond. */
  RTTVAR("rttvar", 5),
  /** Slow start threshold. */
  SSTHRESH("ssthresh", 6),
  /** Clamp of the congestion window. */
  CWND("cwnd", 7),
  /** Advertised maximum segment size, octets. */
  ADVMSS("advmss", 8),
  /** Maximal reordering. */
  REORDERING("reordering", 9),
  /** Hop limit, 0..255. */
  HOPLIMIT("hoplimit", 10),
  /** Initial congestion window, packets. */
  INITCWND("initcwnd", 11),
  /** Feature bits; 1 is ECN. */
  FEATURES("features", 12),
  /** Minimal retransmission timeout, milliseconds. */
  RTO_MIN("rto_min", 13),
  /** Initial receive window, packets. */
  INITRWND("initrwnd", 14),
  /** Quick acknowledgements, 0 or 1. */
  QUICKACK("quickack", 15),
  /** TCP fast open without cookie, 0 or 1. */
  FASTOPEN_NO_COOKIE("fastopen_no_cookie", 17);

  private final String keyword;
  private final int number;

  RouteMetric(String keyword, int number) {
    this.keyword = keyword;
    this.number = number;
  }

  /** The word used in the file. */
  public String keyword() {
    return keyword;
  }

  /** The kernel's number; it is also the bit of RTAX_LOCK. */
  public int number() {
    return number;
  }

  /**
   * A metric with its lock.
   *
   * @param value value in the unit of the metric, unsigned 32 bits
   * @param locked {@code lock}: the kernel must not adjust it
   */
  public record Value(long value, boolean locked) {}
}
