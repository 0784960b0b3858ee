package org.lvsdirector.parser.model;

import java.util.Locale;

/** {@code lvs_sched} (or {@code lb_algo}): the schedulers of IPVS. */
public enum Scheduler {
  /** Round robin. */
  RR,
  /** Weighted round robin. */
  WRR,
  /** Least connection. */
  LC,
  /** Weighted least connection, the default. */
  WLC,
  /** Locality based least connection. */
  LBLC,
  /** Source hashing. */
  SH,
  /** Maglev hashing. */
  MH,
  /** Destination hashing. */
  DH,
  /** Weighted failover. */
  FO,
  /** Weighted overflow. */
  OVF,
  /** Locality based least connection with replication. */
  LBLCR,
  /** Shortest expected delay. */
  SED,
  /** Never queue. */
  NQ,
  /** Power of two choices. */
  TWOS;

  private final String keyword = name().toLowerCase(Locale.ROOT);

  /** The word used in the file and in the kernel. */
  public String keyword() {
    return keyword;
  }
}
