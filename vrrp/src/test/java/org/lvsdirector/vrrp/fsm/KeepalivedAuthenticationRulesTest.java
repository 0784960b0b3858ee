package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.started;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.AuthHmac;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.packet.Counter;
import org.lvsdirector.vrrp.packet.HmacSequence;
import org.lvsdirector.vrrp.packet.SendSecurity;

/** Rules of the keepalived reference, VRRP 4, as far as they last longer than one packet. */
class KeepalivedAuthenticationRulesTest {
  private static final Duration DOWN = Duration.ofNanos(3_609_375_000L);
  private static final VrrpInstance AH =
      instance("VI")
          .priority(150)
          .authentication(
              new Authentication(
                  Authentication.Type.AH, Octets.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})))
          .build();
  private static final VrrpInstance HMAC =
      instance("VI")
          .authHmac(
              new AuthHmac(
                  Map.of(7, Octets.of(new byte[32])),
                  7,
                  Duration.ofSeconds(5),
                  AuthHmac.AntiReplay.TIME,
                  AuthHmac.Mode.ENFORCE))
          .build();

  /** The other backups refuse what does not count up from what they heard last. */
  @Test
  void rule4p2WhoTakesOverGoesOnFromTheSequenceOfTheMasterBefore() {
    Bench bench = started(AH.toBuilder());
    signed(bench, 200, 5000);
    assertThat(sequences(bench.advance(DOWN))).containsExactly(5001L);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    assertThat(sequences(bench.advance(Duration.ofSeconds(1)))).containsExactly(5002L);
  }

  @Test
  void rule4p2AMasterGoesOnFromTheSequenceOfALowerOneAndLeavesOneOut() {
    Bench bench = master(AH.toBuilder());
    assertThat(bench.router("VI").ahSequence()).isEqualTo(1);
    assertThat(sequences(signed(bench, 100, 5000))).containsExactly(5002L);
    assertThat(sequences(bench.advance(Duration.ofSeconds(1)))).containsExactly(5003L);
  }

  @Test
  void rule4p2WhatDoesNotCountUpFromOurOwnSequenceIsRefused() {
    Bench bench = master(AH.toBuilder());
    bench.advance(Duration.ofSeconds(10));
    assertThat(bench.router("VI").ahSequence()).isEqualTo(11);
    signed(bench, 200, 11);
    assertThat(failures(bench)).isEqualTo(1);
    assertThat(bench.state("VI")).isEqualTo(Reported.MASTER);
    signed(bench, 200, 12);
    assertThat(bench.state("VI")).isEqualTo(Reported.BACKUP);
  }

  @Test
  void rule4p2TheSequenceSurvivesAReload() {
    Bench bench = master(AH.toBuilder());
    signed(bench, 100, 5000);
    assertThat(sequences(reload(bench, AH))).containsExactly(5003L);
    signed(bench, 100, 5000);
    assertThat(failures(bench)).as("what was heard before is not heard again").isEqualTo(1);
  }

  @Test
  void rule4p2TheProgramThatFollowsInPlaceCountsOn() {
    Bench bench = Bench.of(AH);
    bench.step(new RouterEvent.SequencesHandedOver(Map.of("VI", 5000L, "gone", 9L)));
    bench.start();
    assertThat(sequences(bench.advance(DOWN))).containsExactly(5001L);
  }

  /** keepalived forgets, and hears a replay once after each reload. */
  @Test
  void rule4p5AReplayIsRefusedAfterAReloadToo() {
    Bench bench = started(HMAC.toBuilder());
    var signed =
        new SendSecurity.Hmac(
            7,
            org.lvsdirector.vrrp.packet.Octets.of(new byte[32]),
            HmacSequence.ofClock(bench.now()));
    bench.hearSecured("VI", PacketSettings.advertisement(HMAC, 200), signed);
    assertThat(bench.router("VI").counters().get(Counter.ADVERT_RCVD)).isEqualTo(1);
    reload(bench, HMAC);
    bench.advance(Duration.ofSeconds(1));
    bench.hearSecured("VI", PacketSettings.advertisement(HMAC, 200), signed);
    assertThat(bench.router("VI").counters().get(Counter.AUTH_EXT_REPLAY)).isEqualTo(1);
    assertThat(bench.deadline("VI")).contains(DOWN.minusSeconds(1));
  }

  private static List<VrrpEffect> signed(Bench bench, int priority, long sequence) {
    return bench.hearSigned("VI", PacketSettings.advertisement(AH, priority), sequence);
  }

  private static List<VrrpEffect> reload(Bench bench, VrrpInstance config) {
    return bench.step(new RouterEvent.Reloaded(VrrpConfig.of(List.of(config), List.of())));
  }

  private static List<Long> sequences(List<VrrpEffect> effects) {
    return only(effects, VrrpEffect.SendAdvert.class).stream()
        .map(VrrpEffect.SendAdvert::ahSequence)
        .toList();
  }

  private static long failures(Bench bench) {
    return bench.router("VI").counters().get(Counter.AUTH_FAILURE);
  }
}
