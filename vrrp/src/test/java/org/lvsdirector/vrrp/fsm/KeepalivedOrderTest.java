package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.owner;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.started;
import static org.lvsdirector.vrrp.group.Bench.deeds;
import static org.lvsdirector.vrrp.group.Bench.instance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Counter;

/**
 * The rules of the keepalived reference, VRRP 8 and 9, about what is done in which order, and what
 * is not done at all.
 */
class KeepalivedOrderTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);
  private static final IpPrefix NET = new IpPrefix(Addresses.parse("192.0.2.0"), 24);

  @Test
  void rule8p4TheAdvertGoesBeforeTheAddressesAndTheNotificationLast() {
    Bench bench = started(instance("VI").garp(Behaviours.quietGarp()));
    List<String> deeds = deeds(bench.advance(DOWN));
    assertThat(deeds.getFirst()).contains("send advert");
    assertThat(deeds.get(1)).contains("address add");
    assertThat(deeds.getLast()).contains("notify MASTER");
  }

  @Test
  void rule8p6RulesAndRoutesGoBeforeTheAddresses() {
    Bench bench =
        master(
            instance("VI")
                .routes(List.of(IpRoute.of(NET, Optional.empty(), "eth0")))
                .rules(List.of(IpRule.of(NET, 100, 777))));
    List<Class<?>> order =
        bench.hear("VI", 200).stream()
            .<Class<?>>map(Object::getClass)
            .filter(c -> c.getSimpleName().startsWith("Remove"))
            .toList();
    assertThat(order)
        .containsExactly(
            VrrpEffect.RemoveRule.class,
            VrrpEffect.RemoveRoute.class,
            VrrpEffect.RemoveAddress.class);
  }

  @Test
  void rule9p1AnOwnerKeepsItsPriorityWhateverTheTrackersSay() {
    Bench bench = started(owner());
    bench.advance(Duration.ofMillis(1));
    Step step =
        VirtualRouter.step(bench.router("VI"), new VrrpEvent.PriorityChanged(100), bench.now());
    assertThat(step.router().priority()).isEqualTo(255);
    assertThat(step.effects()).isEmpty();
  }

  @Test
  void rule9p4AnOrdinaryWayToBackupSendsNoPriorityZero() {
    Bench bench = master(instance("VI"));
    assertThat(deeds(bench.hear("VI", 200))).noneMatch(d -> d.contains("priority=0"));
    assertThat(bench.router("VI").counters().get(Counter.PRI_ZERO_SENT)).isZero();
  }

  @Test
  void rule9p5WithNopreemptEveryValidAdvertKeepsABackup() {
    Bench bench = started(instance("VI").behaviour(Behaviours.nopreempt()));
    for (int i = 0; i < 5; i++) {
      bench.advance(Duration.ofSeconds(3));
      bench.hear("VI", 1);
      assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
      assertThat(bench.deadline("VI")).contains(DOWN);
    }
  }

  @Test
  void rule23p2ClearedStatisticsCostNothingElse() {
    Bench bench = master(instance("VI"));
    assertThat(bench.step(new RouterEvent.CountersCleared())).isEmpty();
    assertThat(bench.router("VI").counters()).isEqualTo(Counters.ZERO);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(bench.deadline("VI")).contains(Duration.ofSeconds(1));
  }
}
