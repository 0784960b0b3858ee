package org.lvsdirector.ipvs.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;

class DriftTest {
  private static final ServiceKey KEY =
      new TransportService(Protocol.TCP, IpAddress.of("10.0.0.1"), 80);
  private static final IpvsService SERVICE = IpvsService.of(KEY, Scheduler.RR);
  private static final IpvsTable WANTED = table(SERVICE, server(2, 1), server(3, 5));

  @Test
  void aClearedTableIsToldServiceByService() {
    assertThat(told(IpvsTable.empty()))
        .containsExactly(
            "service [10.0.0.1]:tcp:80: found missing, wanted present with 2 destinations");
  }

  @Test
  void eachForeignChangeIsToldWithWhatWasFound() {
    IpvsTable actual =
        table(
            SERVICE.withScheduler(Scheduler.WLC).persistent(50, 0xffffff00),
            server(3, 0),
            server(9, 1));
    assertThat(told(actual))
        .containsExactly(
            "service [10.0.0.1]:tcp:80: found scheduler wlc persistence 50s granularity 255.255.255.0, wanted scheduler rr",
            "service [10.0.0.1]:tcp:80, destination 192.168.0.2:80: found missing, wanted weight 1 DR",
            "service [10.0.0.1]:tcp:80, destination 192.168.0.3:80: found weight 0 DR, wanted weight 5 DR",
            "service [10.0.0.1]:tcp:80, destination 192.168.0.9:80: found weight 1 DR, wanted absent");
  }

  private static List<String> told(IpvsTable actual) {
    return Drift.of(IpvsDiff.between(actual, WANTED, Set.of()), actual).stream()
        .map(Drift::describe)
        .toList();
  }

  private static IpvsTable table(IpvsService service, IpvsDestination... servers) {
    return IpvsTable.of(new IpvsPool(service, List.of(servers)));
  }

  private static IpvsDestination server(int host, int weight) {
    return IpvsDestination.of(
        IpAddress.of("192.168.0." + host), 80, ForwardingMethod.DIRECT_ROUTE, weight);
  }
}
