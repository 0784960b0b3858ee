package org.lvsdirector.vrrp.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpNotifications;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.packet.Addresses;

/** keepalived reference, VRRP 10. */
class SyncGroupTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);

  @Test
  void rule10p1AGroupOfOwnersStartsAsMaster() {
    Bench bench = Bench.group(owner("A", 51), owner("B", 52));
    bench.start();
    List<VrrpEffect> effects = bench.advance(Duration.ofMillis(1));
    assertThat(states(bench)).containsExactly(Reported.MASTER, Reported.MASTER);
    assertThat(only(effects, VrrpEffect.NotifyGroup.class))
        .extracting(VrrpEffect.NotifyGroup::state)
        .containsExactly(Reported.MASTER);
  }

  @Test
  void rule10p1AnOwnerAmongOthersIsHeldBack() {
    Bench bench = Bench.group(owner("A", 51), member("B", 52));
    bench.start();
    assertThat(states(bench)).containsExactly(Reported.BACKUP, Reported.BACKUP);
    assertThat(bench.deadline("A")).contains(Duration.ofNanos(1_003_906_000L));
  }

  @Test
  void rule10p2AMemberWaitsForTheOthers() {
    Bench bench = Bench.group(member("A", 51), member("B", 52));
    bench.start();
    bench.advance(Duration.ofSeconds(2));
    bench.hear("B", 200);
    bench.advance(DOWN.minusSeconds(2));
    assertThat(states(bench)).containsExactly(Reported.BACKUP, Reported.BACKUP);
    assertThat(bench.deadline("A")).contains(DOWN);
    bench.advance(Duration.ofSeconds(2));
    assertThat(states(bench)).containsExactly(Reported.MASTER, Reported.MASTER);
  }

  @Test
  void rule10p2AnAcceptedAdvertTakesTheAgreementBack() {
    Bench bench = Bench.group(member("A", 51), member("B", 52));
    bench.start();
    bench.advance(Duration.ofSeconds(2));
    bench.hear("B", 200);
    bench.advance(DOWN.minusSeconds(2));
    bench.hear("A", 200);
    bench.advance(Duration.ofSeconds(2));
    assertThat(states(bench)).containsExactly(Reported.BACKUP, Reported.BACKUP);
  }

  @Test
  void rule10p3OneBackupPullsTheOthersWithoutPriorityZero() {
    Bench bench = masters();
    List<VrrpEffect> effects = bench.hear("A", 200);
    assertThat(states(bench)).containsExactly(Reported.BACKUP, Reported.BACKUP);
    assertThat(only(effects, VrrpEffect.SendAdvert.class)).isEmpty();
    assertThat(only(effects, VrrpEffect.NotifyGroup.class)).hasSize(1);
  }

  @Test
  void rule10p4OneFaultPullsAllAndMastersSayGoodbye() {
    Bench bench = masters();
    List<VrrpEffect> effects = bench.link("eth1", false);
    assertThat(states(bench)).containsExactly(Reported.FAULT, Reported.FAULT);
    assertThat(only(effects, VrrpEffect.SendAdvert.class))
        .hasSize(4)
        .allMatch(e -> e.advertisement().priority() == 0);
  }

  @Test
  void rule10p4TheGroupLeavesFaultOnlyTogether() {
    Bench bench = masters();
    bench.link("eth0", false);
    bench.link("eth1", false);
    bench.link("eth0", true);
    assertThat(states(bench)).containsExactly(Reported.FAULT, Reported.FAULT);
    bench.link("eth1", true);
    assertThat(states(bench)).containsExactly(Reported.BACKUP, Reported.BACKUP);
  }

  @Test
  void rule8p9ALostAddressMovesTheWholeGroupBriefly() {
    Bench bench = masters();
    List<VrrpEffect> effects =
        bench.step(new RouterEvent.AddressRemoved("eth0", Addresses.parse("10.0.0.100"), 32));
    assertThat(only(effects, VrrpEffect.SendAdvert.class)).hasSize(2);
    assertThat(states(bench)).containsExactly(Reported.BACKUP, Reported.BACKUP);
    bench.advance(Duration.ofSeconds(1));
    assertThat(states(bench)).containsExactly(Reported.MASTER, Reported.MASTER);
  }

  @Test
  void rule8p5LowerPriorityMakesTheOthersAnnounceToo() {
    Bench bench = masters();
    List<VrrpEffect> effects = bench.hear("A", 50);
    assertThat(only(effects, VrrpEffect.Announce.class))
        .extracting(VrrpEffect.Announce::instance)
        .containsExactlyInAnyOrder("A", "B");
  }

  @Test
  void rule10p5AGroupTrackerConcernsEveryMember() {
    Tracking tracking =
        new Tracking(
            List.of(new Tracking.Entry("eth2", 0, false)),
            List.of(),
            List.of(new Tracking.Entry("f", 1, false)),
            List.of(),
            List.of());
    Bench bench = tracking(tracking);
    bench.step(new RouterEvent.FileRead("f", 7));
    assertThat(bench.router("A").priority()).isEqualTo(107);
    assertThat(bench.router("B").priority()).isEqualTo(107);
    bench.link("eth2", false);
    assertThat(states(bench)).containsExactly(Reported.FAULT, Reported.FAULT);
    bench.link("eth2", true);
    assertThat(states(bench)).containsExactly(Reported.BACKUP, Reported.BACKUP);
  }

  private static Bench tracking(Tracking tracking) {
    List<VrrpInstance> members =
        List.of(
            member("A", 51).toBuilder().syncGroup("G").build(),
            member("B", 52).toBuilder().syncGroup("G").build());
    var group =
        new VrrpSyncGroup(
            "G", List.of("A", "B"), tracking, VrrpNotifications.NONE, false, SourceRange.NONE);
    Bench bench = Bench.of(VrrpConfig.of(members, List.of(group)));
    bench.start();
    return bench;
  }

  @Test
  void rule10p6EachMemberAndThenTheGroupIsNotifiedOnce() {
    Bench bench = Bench.group(member("A", 51), member("B", 52));
    bench.start();
    List<VrrpEffect> effects = bench.advance(DOWN);
    assertThat(Bench.deeds(effects).stream().filter(t -> t.contains("notify")))
        .containsExactly("B notify MASTER 100", "A notify MASTER 100", "G notify group MASTER");
  }

  /** Seen of keepalived 2.2.7: the last to agree, to give way or to recover comes first. */
  @Test
  void rule10p6TheMemberThatGivesTheOccasionComesFirst() {
    Bench bench = masters();
    assertThat(notices(bench.hear("B", 200)))
        .containsExactly("B notify BACKUP 100", "A notify BACKUP 100", "G notify group BACKUP");
    bench.advance(DOWN);
    assertThat(states(bench)).containsExactly(Reported.MASTER, Reported.MASTER);
    assertThat(notices(bench.link("eth1", false)))
        .containsExactly("B notify FAULT 100", "A notify FAULT 100", "G notify group FAULT");
    bench.link("eth0", false);
    bench.link("eth1", true);
    assertThat(notices(bench.link("eth0", true)))
        .containsExactly("A notify BACKUP 100", "B notify BACKUP 100", "G notify group BACKUP");
  }

  @Test
  void rule10p7AGroupOfOneDecidesForItself() {
    Bench bench = Bench.group(instance("VI").build());
    bench.start();
    List<VrrpEffect> effects = bench.advance(DOWN);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(only(effects, VrrpEffect.NotifyGroup.class))
        .extracting(VrrpEffect.NotifyGroup::state)
        .containsExactly(Reported.MASTER);
  }

  private static List<String> notices(List<VrrpEffect> effects) {
    return Bench.deeds(effects).stream().filter(t -> t.contains("notify")).toList();
  }

  @Test
  void rule29p2GroupsStopAfterTheirMembers() {
    Bench bench = masters();
    List<VrrpEffect> effects = bench.step(new RouterEvent.Stopped(true));
    assertThat(Bench.deeds(effects).stream().filter(t -> t.contains("notify")))
        .containsExactly("A notify STOP 100", "B notify STOP 100", "G notify group STOP");
  }

  private static Bench masters() {
    Bench bench = Bench.group(member("A", 51), member("B", 52));
    bench.start();
    bench.advance(DOWN);
    assertThat(states(bench)).containsExactly(Reported.MASTER, Reported.MASTER);
    return bench;
  }

  private static VrrpInstance member(String name, int vrid) {
    return instance(name)
        .virtualRouterId(vrid)
        .interfaceName(name.equals("A") ? "eth0" : "eth1")
        .virtualAddresses(
            List.of(
                name.equals("A")
                    ? Bench.vip("10.0.0.100")
                    : org.lvsdirector.parser.model.VipAddress.of(
                        Addresses.parse("10.0.1.100"), 32, "eth1")))
        .build();
  }

  private static VrrpInstance owner(String name, int vrid) {
    return member(name, vrid).toBuilder()
        .priority(255)
        .initialState(VrrpInstance.InitialState.MASTER)
        .build();
  }

  private static List<Reported> states(Bench bench) {
    return List.of(bench.state("A"), bench.state("B"));
  }
}
