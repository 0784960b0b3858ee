package org.lvsdirector.ipvs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lvsdirector.ipvs.RandomTables;
import org.lvsdirector.ipvs.diff.IpvsDiff;
import org.lvsdirector.ipvs.diff.TableEditor;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsInfo;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.LiveDestination;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;

class PlanTest {
  private static final IpvsService WEB = service(1, Scheduler.WLC);
  private static final IpvsService MAIL = service(2, Scheduler.RR);
  private static final IpvsService DNS = service(3, Scheduler.RR);
  private static final IpvsService FOREIGN = service(9, Scheduler.RR);

  private static final LiveTable LIVE =
      new LiveTable(
          new IpvsInfo(0x010201, 4096),
          List.of(
              live(FOREIGN, live(server(9, 1), 9)),
              live(WEB, live(server(2, 1), 10), live(server(3, 1), 1), live(server(4, 1), 5)),
              live(MAIL, live(server(5, 1), 0)),
              live(DNS, live(server(6, 1), 7))));
  private static final Plan PLAN =
      Plan.between(
          LIVE,
          IpvsTable.of(
              new IpvsPool(service(4, Scheduler.SH), List.of(server(7, 2))),
              new IpvsPool(WEB, List.of(server(2, 1), server(3, 8), server(8, 1))),
              new IpvsPool(MAIL.withScheduler(Scheduler.WRR), List.of(server(5, 1)))),
          Set.of(DNS.key()));

  @Test
  void textShowsEachChangeWithItsConnections() {
    assertThat(PlanText.of(PLAN, false))
        .isEqualTo(
            """
            + service [10.0.0.4]:tcp:80  scheduler sh
                + 192.168.0.7:80  weight 2 DR
            ~ service [10.0.0.1]:tcp:80
                ~ 192.168.0.3:80  weight 1 DR -> weight 8 DR  (1 connection kept)
                + 192.168.0.8:80  weight 1 DR
                - 192.168.0.4:80  weight 1 DR  (5 connections cut off)
            ~ service [10.0.0.2]:tcp:80  scheduler rr -> scheduler wrr
            - service [10.0.0.3]:tcp:80  scheduler rr
                - 192.168.0.6:80  weight 1 DR  (7 connections cut off)
            Services: 1 added, 2 changed, 1 removed. Servers: 2 added, 1 changed, 2 removed. 12 connections cut off.
            """);
  }

  @Test
  void colourIsAroundWholeLines() {
    assertThat(PlanText.of(PLAN, true).lines())
        .contains("\u001b[32m+ service [10.0.0.4]:tcp:80  scheduler sh\u001b[0m")
        .contains("\u001b[31m    - 192.168.0.4:80  weight 1 DR  (5 connections cut off)\u001b[0m");
  }

  @Test
  void jsonSaysTheSame() {
    assertThat(PlanJson.of(PLAN))
        .startsWith(
            """
            {"changes":true,"services":[{"action":"add","service":"[10.0.0.4]:tcp:80","before":null,"after":"scheduler sh",\
            "servers":[{"action":"add","server":"192.168.0.7:80","before":null,"after":"weight 2 DR","connections":0,"lost":0}]},\
            """)
        .contains(
            """
            {"action":"remove","server":"192.168.0.4:80","before":"weight 1 DR","after":null,"connections":5,"lost":5}\
            """)
        .endsWith("\"notes\":[],\"lost_connections\":12}\n");
  }

  @Test
  void notesAreShownAndEscaped() {
    Plan plan = new Plan(List.of(), List.of("VIP \"10.0.0.1\" moves\tto eth1"));
    assertThat(plan.isEmpty()).isFalse();
    assertThat(PlanText.of(plan, false)).startsWith("~ VIP \"10.0.0.1\" moves");
    assertThat(PlanJson.of(plan))
        .contains("\"notes\":[\"VIP \\\"10.0.0.1\\\" moves\\u0009to eth1\"]");
  }

  @Test
  void nothingToDoIsSaidInTwoWords() {
    Plan none = Plan.between(LIVE.table(), LIVE.table());
    assertThat(none.isEmpty()).isTrue();
    assertThat(PlanText.of(none, true)).isEqualTo("No change.\n");
    assertThat(PlanJson.of(none))
        .isEqualTo("{\"changes\":false,\"services\":[],\"notes\":[],\"lost_connections\":0}\n");
  }

  static List<Long> seeds() {
    return LongStream.range(0, 50).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void afterAnApplyThePlanIsEmpty(long seed) {
    RandomTables random = new RandomTables(seed);
    IpvsTable before = random.table(24);
    IpvsTable wanted = random.table(24);
    Plan plan = Plan.between(before, wanted);
    assertThat(plan.isEmpty()).isEqualTo(before.equals(wanted));
    IpvsTable after = TableEditor.apply(before, IpvsDiff.between(before, wanted, before.keys()));
    assertThat(Plan.between(after, wanted).isEmpty()).isTrue();
  }

  private static LiveService live(IpvsService service, LiveDestination... servers) {
    return new LiveService(service, IpvsStats.ZERO, List.of(servers));
  }

  private static LiveDestination live(IpvsDestination server, long connections) {
    return new LiveDestination(
        server, connections / 2, connections - connections / 2, 0, IpvsStats.ZERO);
  }

  private static IpvsService service(int host, Scheduler scheduler) {
    ServiceKey key = new TransportService(Protocol.TCP, IpAddress.of("10.0.0." + host), 80);
    return IpvsService.of(key, scheduler);
  }

  private static IpvsDestination server(int host, int weight) {
    return IpvsDestination.of(
        IpAddress.of("192.168.0." + host), 80, ForwardingMethod.DIRECT_ROUTE, weight);
  }
}
