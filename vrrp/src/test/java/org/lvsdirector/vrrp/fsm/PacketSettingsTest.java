package org.lvsdirector.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.fsm.Rfc9568Section6Test.master;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.AuthHmac;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.model.VrrpBehaviour;
import org.lvsdirector.parser.model.VrrpBehaviour.OldChecksum;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.vrrp.group.Bench;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.AdvertisementCodec;
import org.lvsdirector.vrrp.packet.ChecksumForm;
import org.lvsdirector.vrrp.packet.ChecksumRule;
import org.lvsdirector.vrrp.packet.Envelope;
import org.lvsdirector.vrrp.packet.ReceivedPacket;
import org.lvsdirector.vrrp.packet.SendSecurity;

/** What keywords mean for packets: keepalived reference, VRRP 3.4, 3.5 and 4.6. */
class PacketSettingsTest {
  @Test
  void rule3p4V3ChecksumAsV2HasNoPseudoHeader() {
    assertThat(form(multicast(Behaviours.v3ChecksumAsV2()))).isEqualTo(ChecksumForm.AS_VERSION_2);
    assertThat(form(multicast(VrrpBehaviour.DEFAULT))).isEqualTo(ChecksumForm.PSEUDO_HEADER);
  }

  @Test
  void rule3p5TheOldChecksumIsForUnicastAlone() {
    VrrpBehaviour always = Behaviours.oldChecksum(OldChecksum.ALWAYS);
    assertThat(form(unicast(always))).isEqualTo(ChecksumForm.OLD_UNICAST);
    assertThat(form(multicast(always))).isEqualTo(ChecksumForm.PSEUDO_HEADER);
  }

  @Test
  void rule3p5ItIsOnlyLearnedWhereTheFileSaysNothing() {
    assertThat(learns(unicast(VrrpBehaviour.DEFAULT))).isTrue();
    assertThat(learns(unicast(Behaviours.oldChecksum(OldChecksum.NEVER)))).isFalse();
    assertThat(learns(multicast(VrrpBehaviour.DEFAULT))).isFalse();
  }

  @Test
  void rule3p5WhatIsLearnedOfAPeerIsUsedFromThenOnAndAfterAReload() {
    VrrpInstance config = unicast(VrrpBehaviour.DEFAULT);
    Bench bench = master(config.toBuilder());
    assertThat(old(bench.advance(Duration.ofSeconds(1)))).containsExactly(false);
    byte[] octets =
        AdvertisementCodec.encode(
            PacketSettings.advertisement(config, 50),
            new Envelope(Addresses.parse("10.0.0.2"), Addresses.parse("10.0.0.1"), 255, 1),
            new SendSecurity.Plain(),
            new ChecksumRule(ChecksumForm.OLD_UNICAST, config.transport().multicastGroup()));
    bench.step(
        new RouterEvent.PacketReceived(
            List.of("VI"), ReceivedPacket.ipv4(octets).orElseThrow(), bench.now()));
    assertThat(old(bench.advance(Duration.ofSeconds(1)))).containsExactly(true);
    bench.step(
        new RouterEvent.Reloaded(
            org.lvsdirector.parser.model.VrrpConfig.of(List.of(config), List.of())));
    assertThat(old(bench.advance(Duration.ofSeconds(1)))).containsExactly(true);
  }

  @Test
  void rule4p6OnlyReceiveOnlyDoesNotSign() {
    for (AuthHmac.Mode mode : AuthHmac.Mode.values()) {
      var hmac =
          new AuthHmac(
              Map.of(7, Octets.of(new byte[32])),
              7,
              Duration.ofSeconds(5),
              AuthHmac.AntiReplay.TIME,
              mode);
      assertThat(PacketSettings.signing(instance("VI").authHmac(hmac).build()).isPresent())
          .as("%s", mode)
          .isEqualTo(mode != AuthHmac.Mode.RECEIVE_ONLY);
    }
  }

  private static VrrpInstance multicast(VrrpBehaviour behaviour) {
    return instance("VI").version(3).behaviour(behaviour).build();
  }

  private static VrrpInstance unicast(VrrpBehaviour behaviour) {
    List<UnicastPeer> peers = List.of(UnicastPeer.of(Addresses.parse("10.0.0.2")));
    return multicast(behaviour).toBuilder()
        .transport(VrrpTransport.unicast(Addresses.parse("10.0.0.1"), peers))
        .build();
  }

  private static ChecksumForm form(VrrpInstance config) {
    return PacketSettings.checksum(config, false).form();
  }

  private static boolean learns(VrrpInstance config) {
    return PacketSettings.receive(config).oldUnicastAllowed();
  }

  private static List<Boolean> old(List<VrrpEffect> effects) {
    return only(effects, VrrpEffect.SendAdvert.class).stream()
        .map(VrrpEffect.SendAdvert::oldUnicast)
        .toList();
  }
}
