package org.lvsdirector.ipvs.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsInfo;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.LiveDestination;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceFlags;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.ipvs.model.Tunnel;
import org.lvsdirector.ipvs.model.TunnelChecksum;
import org.lvsdirector.ipvs.model.TunnelType;

class IpvsListingTest {
  private static final IpvsStats STATS =
      new IpvsStats(
          7, 99_999_999L, 100_000_000L, 1_234_567_890L, 123_456_789_012L, 1, 2, 3, 400_000_000L, 5);
  private static final LiveTable TABLE =
      new LiveTable(
          new IpvsInfo(0x010201, 4096),
          List.of(
              live(
                  new FwmarkService(5, Family.INET6),
                  Scheduler.MH,
                  ServiceFlags.SCHED1 | ServiceFlags.SCHED2,
                  server("fd00::2", 0, ForwardingMethod.MASQUERADE, 1)),
              live(
                  web("2001:db8::1", Protocol.SCTP),
                  Scheduler.WRR,
                  ServiceFlags.SCHED1,
                  tunnel(TunnelType.GRE, 0)),
              new LiveService(
                  IpvsService.of(web("10.0.0.1", Protocol.TCP), Scheduler.WLC)
                      .persistent(360, 0xffffff00)
                      .withEngine("sip"),
                  STATS,
                  List.of(
                      server("192.168.1.32", 80, ForwardingMethod.DIRECT_ROUTE, 3),
                      server("192.168.1.31", 80, ForwardingMethod.DIRECT_ROUTE, 0))),
              live(
                  web("10.0.0.1", Protocol.UDP),
                  Scheduler.SH,
                  ServiceFlags.ONE_PACKET | ServiceFlags.SCHED2,
                  tunnel(TunnelType.GUE, 6080),
                  tunnel(TunnelType.IPIP, 0))));

  @Test
  void listingHasTheColumnsOfIpvsadm() {
    assertThat(IpvsListing.table(TABLE))
        .isEqualTo(
            """
            IP Virtual Server version 1.2.1 (size=4096)
            Prot LocalAddress:Port Scheduler Flags
              -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
            TCP  10.0.0.1:80 wlc persistent 360 mask 255.255.255.0 pe sip
              -> 192.168.1.31:80              Route   0      4          5@
              -> 192.168.1.32:80              Route   3      4          5@
            UDP  10.0.0.1:80 sh (sh-port) ops
              -> 192.168.2.0:80               Tunnel  1      4          5@
              -> 192.168.2.1:80               Tunnel  1      4          5@
            SCTP [2001:db8::1]:80 wrr (flag-1)
              -> 192.168.2.2:80               Tunnel  1      4          5@
            FWM  5 IPv6 mh (mh-fallback,mh-port)
              -> [fd00::2]:0                  Masq    1      4          5@
            """
                .replace("@", "         "));
  }

  @Test
  void rulesAreWhatIpvsadmRestores() {
    assertThat(IpvsListing.rules(TABLE))
        .isEqualTo(
            """
            -A -t 10.0.0.1:80 -s wlc -p 360 -M 255.255.255.0 --pe sip
            -a -t 10.0.0.1:80 -r 192.168.1.31:80 -g -w 0
            -a -t 10.0.0.1:80 -r 192.168.1.32:80 -g -w 3
            -A -u 10.0.0.1:80 -s sh -o -b sh-port
            -a -u 10.0.0.1:80 -r 192.168.2.0:80 -i -w 1 --tun-type ipip
            -a -u 10.0.0.1:80 -r 192.168.2.1:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum
            -A --sctp-service [2001:db8::1]:80 -s wrr -b flag-1
            -a --sctp-service [2001:db8::1]:80 -r 192.168.2.2:80 -i -w 1 --tun-type gre --tun-csum
            -A -f 5 -6 -s mh -b mh-fallback,mh-port
            -a -f 5 -6 -r [fd00::2]:0 -m -w 1
            """);
  }

  @Test
  void statisticsAreShortenedAsIpvsadmDoes() {
    assertThat(IpvsListing.stats(TABLE).lines().limit(5))
        .containsExactly(
            "IP Virtual Server version 1.2.1 (size=4096)",
            "Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes",
            "  -> RemoteAddress:Port",
            "TCP  10.0.0.1:80                         7 99999999  100000K    1234M     123G",
            "  -> 192.168.1.31:80                     7 99999999  100000K    1234M     123G");
  }

  @Test
  void ratesHaveTheirOwnHeading() {
    assertThat(IpvsListing.rate(TABLE).lines().skip(1).limit(4))
        .containsExactly(
            "Prot LocalAddress:Port                 CPS    InPPS   OutPPS    InBPS   OutBPS",
            "  -> RemoteAddress:Port",
            "TCP  10.0.0.1:80                         1        2        3  400000K        5",
            "  -> 192.168.1.31:80                     1        2        3  400000K        5");
  }

  private static LiveService live(
      ServiceKey key, Scheduler scheduler, int flags, LiveDestination... servers) {
    return new LiveService(
        IpvsService.of(key, scheduler).withFlags(new ServiceFlags(flags)),
        IpvsStats.ZERO,
        List.of(servers));
  }

  private static ServiceKey web(String address, Protocol protocol) {
    return new TransportService(protocol, IpAddress.of(address), 80);
  }

  private static LiveDestination tunnel(TunnelType type, int port) {
    IpvsDestination plain =
        IpvsDestination.of(
            IpAddress.of("192.168.2." + type.number()), 80, ForwardingMethod.TUNNEL, 1);
    TunnelChecksum checksum =
        type == TunnelType.IPIP ? TunnelChecksum.NONE : TunnelChecksum.CHECKSUM;
    return new LiveDestination(plain.tunnelled(new Tunnel(type, port, checksum)), 4, 5, 0, STATS);
  }

  private static LiveDestination server(
      String address, int port, ForwardingMethod method, int weight) {
    return new LiveDestination(
        IpvsDestination.of(IpAddress.of(address), port, method, weight), 4, 5, 0, STATS);
  }
}
