package org.lvsdirector.ipvs.model;

/**
 * Connection timeouts of the IPVS namespace ({@code lvs_timeouts}), in seconds, 0..2^31-1.
 *
 * @param tcp idle TCP sessions; 0 in a request = leave as it is
 * @param tcpFin TCP sessions after FIN; 0 in a request = leave as it is
 * @param udp UDP sessions; 0 in a request = leave as it is
 */
public record IpvsTimeouts(int tcp, int tcpFin, int udp) {
  /** Checks ranges. */
  public IpvsTimeouts {
    Ranges.check("tcp timeout", tcp, 0, Integer.MAX_VALUE);
    Ranges.check("tcp_fin timeout", tcpFin, 0, Integer.MAX_VALUE);
    Ranges.check("udp timeout", udp, 0, Integer.MAX_VALUE);
  }

  /** These values, where they are not 0, over the given ones. */
  public IpvsTimeouts over(IpvsTimeouts present) {
    return new IpvsTimeouts(
        tcp == 0 ? present.tcp : tcp,
        tcpFin == 0 ? present.tcpFin : tcpFin,
        udp == 0 ? present.udp : udp);
  }
}
