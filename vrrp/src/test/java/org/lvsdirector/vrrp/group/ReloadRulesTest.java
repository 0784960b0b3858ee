package org.lvsdirector.vrrp.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.group.Bench.deeds;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;
import static org.lvsdirector.vrrp.group.Bench.vip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.vrrp.fsm.Behaviours;
import org.lvsdirector.vrrp.fsm.PacketSettings;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.fsm.VrrpState;
import org.lvsdirector.vrrp.packet.Addresses;

/** What a reload keeps, changes and tells: keepalived reference, VRRP 12.8, 20.5 and 28. */
class ReloadRulesTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);
  private static final IpPrefix NET = new IpPrefix(Addresses.parse("192.0.2.0"), 24);
  private static final IpPrefix OTHER = new IpPrefix(Addresses.parse("198.51.100.0"), 24);

  @Test
  void rule20p5TheFirstStateIsTold() {
    assertThat(notices(Bench.of(instance("A").build()).start()))
        .containsExactly("A notify BACKUP 100");
    assertThat(notices(Bench.of(instance("A").interfaceName("eth9").build()).start()))
        .containsExactly("A notify FAULT 100");
  }

  @Test
  void rule20p5AReloadTellsNothingThatHasNotChanged() {
    VrrpInstance a = instance("A").build();
    VrrpInstance b = instance("B").virtualRouterId(52).build();
    Bench bench = master(a, b);
    bench.hear("B", 200);
    assertThat(List.of(bench.state("A"), bench.state("B")))
        .containsExactly(Reported.MASTER, Reported.BACKUP);
    List<VrrpEffect> effects = reload(bench, a, b);
    assertThat(notices(effects)).isEmpty();
    assertThat(only(effects, VrrpEffect.PriorityMoved.class)).isEmpty();
    assertThat(only(effects, VrrpEffect.LowerPriorityHeard.class)).isEmpty();
  }

  @Test
  void rule20p5AReloadTellsAFaultThatItBringsAndItsEnd() {
    VrrpInstance config = instance("A").build();
    Tracking gone =
        new Tracking(
            List.of(new Tracking.Entry("eth9", 0, false)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Bench bench = master(config);
    assertThat(notices(reload(bench, config.toBuilder().tracking(gone).build())))
        .containsExactly("A notify FAULT 100");
    assertThat(notices(reload(bench, config.toBuilder().tracking(gone).build()))).isEmpty();
    assertThat(notices(reload(bench, config))).containsExactly("A notify BACKUP 100");
  }

  @Test
  void rule20p5AGroupIsNotToldAgainEither() {
    VrrpInstance a = instance("A").syncGroup("G").build();
    VrrpInstance b = instance("B").virtualRouterId(52).syncGroup("G").build();
    VrrpConfig config = VrrpConfig.of(List.of(a, b), List.of(VrrpSyncGroup.of("G", "A", "B")));
    Bench bench = Bench.of(config);
    bench.start();
    bench.advance(DOWN);
    assertThat(bench.routers().groups()).containsEntry("G", Reported.MASTER);
    assertThat(notices(bench.step(new RouterEvent.Reloaded(config)))).isEmpty();
  }

  /** keepalived may tell the base priority here; ours is always the effective one. */
  @Test
  void rule20p5TheLastPriorityIsTheEffectiveOne() {
    VrrpInstance config = instance("A").tracking(file(1)).build();
    Bench bench = master(config);
    bench.step(new RouterEvent.FileRead("f", 20));
    reload(bench, config);
    bench.link("eth0", false);
    assertThat(notices(bench.step(new RouterEvent.Stopped(true))))
        .containsExactly("A notify STOP 120");
  }

  @Test
  void rule28p1AReloadBeginsWithOneAdvertOfThePriorityThatWas() {
    Bench bench = master(instance("A").priority(150).build());
    List<VrrpEffect> effects = reload(bench, instance("A").priority(120).build());
    assertThat(deeds(effects).getFirst()).contains("send advert vrid=51 priority=150");
    assertThat(only(bench.advance(Duration.ofSeconds(1)), VrrpEffect.SendAdvert.class))
        .singleElement()
        .extracting(e -> e.advertisement().priority())
        .isEqualTo(120);
  }

  @Test
  void rule28p3LearnedIntervalMasterAndPreemptDelayAreForgotten() {
    VrrpInstance config =
        instance("A").version(3).behaviour(Behaviours.preemptDelay(Duration.ofSeconds(60))).build();
    Bench bench = Bench.of(config);
    bench.start();
    VrrpInstance slow = config.toBuilder().advertInterval(Duration.ofSeconds(4)).build();
    bench.hear("A", PacketSettings.advertisement(slow, 50), "10.0.0.2");
    assertThat(bench.router("A").masterInterval()).isEqualTo(Duration.ofSeconds(4));
    reload(bench, config);
    assertThat(bench.router("A").masterInterval()).isEqualTo(Duration.ofSeconds(1));
    var state = (VrrpState.Backup) bench.router("A").state();
    assertThat(state.preemptAt()).isEmpty();
    assertThat(state.master()).isEmpty();
  }

  @Test
  void rule28p4RulesAndRoutesAreExchangedAndAllRoutesPutBack() {
    IpRoute kept = IpRoute.of(NET, Optional.empty(), "eth0");
    IpRoute old = IpRoute.of(OTHER, Optional.empty(), "eth0");
    VrrpInstance before =
        instance("A")
            .routes(List.of(kept, old))
            .rules(List.of(IpRule.of(NET, 100, 7), IpRule.of(NET, 100, 8)))
            .build();
    VrrpInstance after =
        before.toBuilder()
            .routes(List.of(kept))
            .rules(List.of(IpRule.of(NET, 100, 8), IpRule.of(NET, 100, 9)))
            .build();
    Bench bench = master(before);
    assertThat(deeds(reload(bench, after)))
        .containsExactly(
            "A send advert vrid=51 priority=100 interval=1 vips=10.0.0.100",
            "A rule del 7",
            "A route del 198.51.100.0/24",
            "A route add 192.0.2.0/24",
            "A rule add 9");
  }

  @Test
  void rule28p4NewAddressesAreAnnouncedTwice() {
    Bench bench = master(instance("A").build());
    bench.advance(Duration.ofSeconds(30));
    reload(
        bench,
        instance("A").virtualAddresses(List.of(vip("10.0.0.100"), vip("10.0.0.101"))).build());
    assertThat(only(bench.advance(Duration.ofSeconds(30)), VrrpEffect.Announce.class))
        .extracting(VrrpEffect.Announce::rounds)
        .containsExactly(5L);
  }

  @Test
  void rule28p4AChangeOfAcceptChangesTheFirewall() {
    VrrpInstance open = instance("A").build();
    Bench bench = master(open);
    assertThat(deeds(reload(bench, open.toBuilder().behaviour(Behaviours.noAccept()).build())))
        .contains("A block 10.0.0.100");
    assertThat(deeds(reload(bench, open))).contains("A unblock 10.0.0.100");
  }

  @Test
  void rule28p6TheSameEffectivePriorityIsNoNews() {
    Bench bench = master(instance("A").priority(100).tracking(file(1)).build());
    bench.step(new RouterEvent.FileRead("f", 20));
    assertThat(bench.router("A").priority()).isEqualTo(120);
    List<VrrpEffect> effects = reload(bench, instance("A").priority(80).tracking(file(2)).build());
    assertThat(bench.router("A").priority()).isEqualTo(120);
    assertThat(only(effects, VrrpEffect.PriorityMoved.class)).isEmpty();
  }

  @Test
  void rule12p8AnUnchangedScriptKeepsItsResultAndAChangedOneCausesNoFault() {
    VrrpInstance config = instance("A").tracking(script(10)).build();
    Bench bench = Bench.of(scripted(config, "/bin/one"));
    bench.start();
    bench.step(new RouterEvent.ScriptRan("s", true));
    assertThat(bench.router("A").priority()).isEqualTo(110);
    bench.step(new RouterEvent.Reloaded(scripted(config, "/bin/one")));
    assertThat(bench.router("A").priority()).as("kept").isEqualTo(110);
    VrrpInstance unweighted = instance("A").tracking(script(0)).build();
    bench.step(new RouterEvent.Reloaded(scripted(unweighted, "/bin/two")));
    assertThat(bench.state("A")).isEqualTo(Reported.BACKUP);
    bench.step(new RouterEvent.ScriptRan("s", false));
    assertThat(bench.state("A")).isEqualTo(Reported.FAULT);
  }

  private static VrrpConfig scripted(VrrpInstance instance, String command) {
    VrrpConfig base = VrrpConfig.of(List.of(instance), List.of());
    return new VrrpConfig(
        base.statics(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(VrrpScript.of("s", ScriptCommand.of(command))),
        List.of(),
        base.instances(),
        List.of());
  }

  private static Tracking script(int weight) {
    var entry = new Tracking.Entry("s", weight, false);
    return new Tracking(List.of(), List.of(entry), List.of(), List.of(), List.of());
  }

  private static Tracking file(int weight) {
    var entry = new Tracking.Entry("f", weight, false);
    return new Tracking(List.of(), List.of(), List.of(entry), List.of(), List.of());
  }

  private static List<String> notices(List<VrrpEffect> effects) {
    List<String> lines = new ArrayList<>(deeds(effects));
    lines.removeIf(l -> !l.contains(" notify "));
    return lines;
  }

  private static Bench master(VrrpInstance... instances) {
    Bench bench = Bench.of(instances);
    bench.start();
    bench.advance(DOWN);
    return bench;
  }

  private static List<VrrpEffect> reload(Bench bench, VrrpInstance... instances) {
    return bench.step(new RouterEvent.Reloaded(VrrpConfig.of(List.of(instances), List.of())));
  }
}
