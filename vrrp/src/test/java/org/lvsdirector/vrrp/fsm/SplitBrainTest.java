package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.packet.Addresses;

/** Two masters on one VRID: noticed, said once with the probable cause, and over. */
class SplitBrainTest {
  @Test
  void splitBrainIsSaidOnceAndItsEndToo() {
    Bench bench = master(instance("VI").priority(200));
    List<VrrpEffect> meanwhile = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      meanwhile.addAll(bench.hear("VI", 100));
      meanwhile.addAll(bench.advance(Duration.ofSeconds(1)));
    }
    assertThat(only(meanwhile, VrrpEffect.SplitBrain.class)).hasSize(1);
    assertThat(only(meanwhile, VrrpEffect.SplitBrainHealed.class)).isEmpty();
    List<VrrpEffect> after = bench.advance(Duration.ofSeconds(5));
    assertThat(only(after, VrrpEffect.SplitBrainHealed.class)).hasSize(1);
  }

  /** Switches may still point at the loser. */
  @Test
  void theWinnerAnnouncesItsAddressesAgainOnceTheSplitIsOver() {
    Bench bench = master(instance("VI").priority(200).garp(Behaviours.quietGarp()));
    for (int i = 0; i < 4; i++) {
      bench.hear("VI", 100);
      assertThat(only(bench.advance(Duration.ofSeconds(1)), VrrpEffect.Announce.class)).isEmpty();
    }
    List<VrrpEffect> after = bench.advance(Duration.ofSeconds(5));
    assertThat(only(after, VrrpEffect.Announce.class))
        .containsExactly(new VrrpEffect.Announce("VI", List.of(Bench.vip("10.0.0.100")), 1));
    assertThat(only(bench.advance(Duration.ofMinutes(1)), VrrpEffect.Announce.class)).isEmpty();
  }

  static Stream<Arguments> theCauseIsThatOfTheCheckThatFailed() {
    VrrpInstance other = instance("VI").build();
    return Stream.of(
        arguments(
            other.toBuilder().advertInterval(Duration.ofSeconds(2)).build(),
            "different advert_int: advert_int 2 s (expected 1 s)"),
        arguments(
            other.toBuilder()
                .authentication(
                    new Authentication(Authentication.Type.PASS, Octets.of(new byte[8])))
                .build(),
            "different authentication: auth type 1, not NONE"),
        arguments(
            other.toBuilder().virtualAddresses(List.of(Bench.vip("10.0.0.200"))).build(),
            "it has other virtual addresses: another virtual router with the same"
                + " virtual_router_id, or different virtual_ipaddress lists"),
        arguments(
            other, "it does not hear us: multicast or protocol 112 is filtered in one direction"));
  }

  @ParameterizedTest
  @MethodSource
  void theCauseIsThatOfTheCheckThatFailed(VrrpInstance other, String cause) {
    Bench bench = master(instance("VI").priority(200));
    List<VrrpEffect> effects = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      effects.addAll(bench.hear("VI", PacketSettings.advertisement(other, 100), "10.0.0.2"));
      effects.addAll(bench.advance(Duration.ofSeconds(1)));
    }
    assertThat(only(effects, VrrpEffect.SplitBrain.class))
        .containsExactly(new VrrpEffect.SplitBrain("VI", "10.0.0.1", "10.0.0.2", cause));
  }

  @Test
  void aClaimByArpAloneIsASplitToo() {
    Bench bench = master(instance("VI"));
    var claim =
        new RouterEvent.AddressClaimed(Addresses.parse("10.0.0.100"), "eth0", "02:00:00:00:00:09");
    assertThat(bench.step(claim)).as("just after a takeover").isEmpty();
    bench.advance(Duration.ofSeconds(4));
    assertThat(only(bench.step(claim), VrrpEffect.SplitBrain.class))
        .extracting(VrrpEffect.SplitBrain::other)
        .containsExactly("02:00:00:00:00:09");
    assertThat(bench.step(claim)).as("said once").isEmpty();
  }

  @Test
  void aFastRivalThatCouldNotHearUsYetIsNoSplit() {
    Bench bench = master(instance("VI").priority(200).behaviour(Behaviours.lowerPrioNoAdvert()));
    for (int i = 0; i < 8; i++) {
      assertThat(only(bench.hear("VI", 100), VrrpEffect.SplitBrain.class)).isEmpty();
      bench.advance(Duration.ofMillis(100));
    }
  }
}
