package org.lvsdirector.vrrp.io;

import java.util.ArrayList;
import java.util.List;

/**
 * One cell of the matrix, as the text of a keepalived.conf. AH exists for IPv4 only, authentication
 * for version 2 only, and PASS over IPv6 authenticates nothing (keepalived reference, VRRP 1.6,
 * 4.1).
 *
 * @param version 2 or 3
 * @param auth NONE, PASS or AH
 */
record InteropCase(int version, boolean ipv6, boolean unicast, String auth, boolean preempt) {
  static List<InteropCase> all() {
    List<InteropCase> all = new ArrayList<>();
    for (boolean preempt : new boolean[] {true, false}) {
      for (boolean unicast : new boolean[] {false, true}) {
        for (int version : new int[] {2, 3}) {
          all.add(new InteropCase(version, false, unicast, "NONE", preempt));
          all.add(new InteropCase(version, true, unicast, "NONE", preempt));
        }
        all.add(new InteropCase(2, false, unicast, "PASS", preempt));
        all.add(new InteropCase(2, false, unicast, "AH", preempt));
      }
    }
    return all;
  }

  String vip() {
    return ipv6 ? "fe80::100" : "10.9.0.100";
  }

  String host(int i) {
    return (ipv6 ? "fe80::" : "10.9.0.") + i;
  }

  /** The file of host {@code own}, with {@code other} as its peer. */
  String file(int own, int other, int priority, String more) {
    String peers =
        unicast
            ? "unicast_src_ip %s\nunicast_peer {\n%s\n}\n".formatted(host(own), host(other))
            : "";
    String authentication =
        auth.equals("NONE")
            ? ""
            : "authentication {\nauth_type %s\nauth_pass secret\n}\n".formatted(auth);
    return """
        vrrp_instance VI_1 {
          state BACKUP
          interface eth0
          version %d
          virtual_router_id 51
          priority %d
          advert_int 1
          %s%s%s%s
          virtual_ipaddress {
            %s/%d dev eth0
          }
        }
        """
        .formatted(
            version,
            priority,
            preempt ? "" : "nopreempt\n",
            peers,
            authentication,
            more,
            vip(),
            ipv6 ? 64 : 24);
  }

  @Override
  public String toString() {
    return "v%d IPv%d %s %s %s"
        .formatted(
            version,
            ipv6 ? 6 : 4,
            unicast ? "unicast" : "multicast",
            auth,
            preempt ? "preempt" : "nopreempt");
  }
}
