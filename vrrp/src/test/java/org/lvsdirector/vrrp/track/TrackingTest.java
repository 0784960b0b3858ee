package org.lvsdirector.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.Tracking.Entry;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.Behaviours;
import org.lvsdirector.vrrp.fsm.Fault;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.packet.Addresses;

/** The table of keepalived reference, VRRP 11. */
class TrackingTest {
  @ParameterizedTest
  @CsvSource({
    // weight, reverse, up, priority, fault
    "  0, false, true,  100, false",
    "  0, false, false, 100, true",
    "  0, true,  true,  100, true",
    "  0, true,  false, 100, false",
    " 20, false, true,  120, false",
    " 20, false, false, 100, false",
    "-20, false, true,  100, false",
    "-20, false, false,  80, false",
    " 20, true,  true,   80, false",
    "-20, true,  false, 120, false",
  })
  void upAndDownTrackersCountAsInTheTable(
      int weight, boolean reverse, boolean up, int priority, boolean fault) {
    List<Entry> entry = List.of(new Entry("x", weight, reverse));
    TrackStatus status = up("eth0").withProcess("x", up).withBfd("x", up);
    TrackedScript ran = new TrackedScript(true, up, up ? 1 : 0);
    status = status.withScript("x", ran);
    var views = new java.util.HashMap<>(status.interfaces());
    views.put("x", new InterfaceView("x", 9, up, true, List.of()));
    status = status.withInterfaces(views);
    List<List<Entry>> none = List.of(List.of(), List.of(), List.of(), List.of(), List.of());
    for (int kind : new int[] {0, 1, 3, 4}) {
      var lists = new java.util.ArrayList<>(none);
      lists.set(kind, entry);
      Tracking tracking =
          new Tracking(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4));
      var verdict = EffectivePriority.of(config(100), tracking, status);
      assertThat(verdict.priority()).as("kind %s", kind).isEqualTo(priority);
      assertThat(!verdict.faults().isEmpty()).as("kind %s", kind).isEqualTo(fault);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // value, weight, reverse, priority, fault
    "   0,  0, false, 100, false",
    "   1,  0, false, 100, true",
    "   0,  0, true,  100, true",
    "   5,  2, false, 110, false",
    "   5, -2, false,  90, false",
    "   5,  2, true,   90, false",
    "-254,  1, false, 100, true",
    " 999,  1, false, 254, false",
    "-100,  1, false,   1, false",
  })
  void filesMultiply(int value, int weight, boolean reverse, int priority, boolean fault) {
    Tracking tracking =
        new Tracking(
            List.of(), List.of(), List.of(new Entry("f", weight, reverse)), List.of(), List.of());
    var verdict = EffectivePriority.of(config(100), tracking, up("eth0").withFile("f", value));
    assertThat(verdict.priority()).isEqualTo(priority);
    assertThat(!verdict.faults().isEmpty()).isEqualTo(fault);
  }

  @Test
  void sumIsClampedOnlyAtTheEnd() {
    Tracking tracking =
        new Tracking(
            List.of(new Entry("eth0", 200, false), new Entry("eth9", -150, false)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(EffectivePriority.of(config(100), tracking, up("eth0")).priority()).isEqualTo(150);
  }

  @Test
  void anOwnerStaysAt255() {
    Tracking tracking =
        new Tracking(
            List.of(new Entry("eth9", -150, false)), List.of(), List.of(), List.of(), List.of());
    assertThat(EffectivePriority.of(config(255), tracking, up("eth0")).priority()).isEqualTo(255);
  }

  @Test
  void scriptsWithoutAResultContributeNothingOrHoldBack() {
    for (int weight : new int[] {0, 50, -50}) {
      Tracking tracking =
          new Tracking(
              List.of(), List.of(new Entry("s", weight, false)), List.of(), List.of(), List.of());
      var verdict = EffectivePriority.of(config(100), tracking, up("eth0"));
      assertThat(verdict.priority()).isEqualTo(100);
      assertThat(verdict.faults())
          .isEqualTo(weight == 0 ? List.of(new Fault(Fault.Kind.PENDING, "script s")) : List.of());
    }
  }

  @Test
  void twoInterfacesDownNeedTwoToComeBack() {
    Tracking tracking =
        new Tracking(
            List.of(new Entry("a", 0, false), new Entry("b", 0, false)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    var views = new java.util.HashMap<>(up("eth0").interfaces());
    views.put("a", new InterfaceView("a", 5, true, true, List.of()));
    var verdict =
        EffectivePriority.of(config(100), tracking, TrackStatus.EMPTY.withInterfaces(views));
    assertThat(verdict.faults())
        .containsExactly(new Fault(Fault.Kind.INTERFACE, "interface b is down"));
  }

  @Test
  void rule11p5InterfacesOfAddressesRoutesAndRulesAreTrackedUnlessToldNotTo() {
    IpPrefix net = new IpPrefix(Addresses.parse("192.0.2.0"), 24);
    VipAddress address = VipAddress.of(Addresses.parse("10.0.1.100"), 32, "eth1");
    IpRule rule = IpRule.of(net, 100, 7);
    VrrpInstance config =
        config(100).toBuilder()
            .excludedAddresses(List.of(address))
            .routes(List.of(IpRoute.of(net, Optional.empty(), "eth2")))
            .rules(List.of(rule))
            .build();
    assertThat(EffectivePriority.implicit(config))
        .containsExactlyInAnyOrder("eth0", "eth1", "eth2");
    assertThat(EffectivePriority.of(config, Tracking.NONE, up("eth0")).faults())
        .extracting(Fault::text)
        .containsExactly("interface eth1 is down", "interface eth2 is down");
  }

  @Test
  void rule11p5TheOwnInterfaceIsNotTrackedWhereToldSo() {
    VrrpInstance config =
        Bench.instance("VI")
            .behaviour(Behaviours.dontTrackPrimary())
            .virtualAddresses(List.of(VipAddress.of(Addresses.parse("10.0.1.100"), 32, "eth1")))
            .build();
    assertThat(EffectivePriority.implicit(config)).containsExactly("eth1");
    assertThat(EffectivePriority.of(config, Tracking.NONE, up("eth1")).faults()).isEmpty();
  }

  private static VrrpInstance config(int priority) {
    return Bench.instance("VI").priority(priority).build();
  }

  private static TrackStatus up(String name) {
    return TrackStatus.EMPTY.withInterfaces(
        Map.of(name, new InterfaceView(name, 2, true, true, List.of())));
  }
}
