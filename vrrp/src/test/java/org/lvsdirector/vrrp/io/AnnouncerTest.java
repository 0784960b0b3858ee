package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.parser.model.GarpGroup;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.vrrp.packet.Addresses;

/**
 * When gratuitous ARP and neighbour advertisements leave: keepalived reference, VRRP 15.4, 15.5.
 */
class AnnouncerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> sent = new ArrayList<>();
  private final Announcer announcer = new Announcer(new Recorder());
  private Instant now = Instant.parse("2026-11-22T00:00:00Z");

  private final class Recorder implements Announcer.Wire {
    @Override
    public void send(Announcer.Target target) {
      sent.add(target.link().name() + " " + Addresses.text(target.address()));
    }

    @Override
    public void close() {
      sent.add("closed");
    }
  }

  @Test
  void rule15p4WithoutAGapAllLeaveAtOnceRoundByRound() {
    announce(2, "eth0", "10.0.0.1", "10.0.0.2");
    assertThat(sent)
        .containsExactly("eth0 10.0.0.1", "eth0 10.0.0.2", "eth0 10.0.0.1", "eth0 10.0.0.2");
    assertThat(announcer.nextDeadline()).isEmpty();
  }

  @Test
  void rule15p4WithAGapTheAddressesTakeTurns() {
    pace(SECOND, Duration.ZERO);
    announce(2, "eth0", "10.0.0.1", "10.0.0.2");
    assertThat(taken()).containsExactly("eth0 10.0.0.1");
    assertThat(announcer.nextDeadline()).contains(now.plus(SECOND));
    pass(Duration.ofMillis(999));
    assertThat(taken()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(taken()).containsExactly("eth0 10.0.0.2");
    pass(SECOND);
    assertThat(taken()).containsExactly("eth0 10.0.0.1");
    pass(SECOND);
    assertThat(taken()).containsExactly("eth0 10.0.0.2");
    assertThat(announcer.nextDeadline()).isEmpty();
  }

  /** A refresh that comes sooner than all have left must not make the queue grow for ever. */
  @Test
  void rule15p4NoAddressWaitsMoreOftenThanItIsRepeated() {
    pace(SECOND, Duration.ZERO);
    for (int refresh = 0; refresh < 10; refresh++) {
      announce(2, "eth0", "10.0.0.1", "10.0.0.2");
    }
    int left = sent.size();
    for (int i = 0; i < 20; i++) {
      pass(SECOND);
    }
    assertThat(left).isEqualTo(1);
    assertThat(sent).hasSize(1 + 4);
    announce(2, "eth0", "10.0.0.1");
    pass(SECOND);
    pass(SECOND);
    assertThat(sent).as("later ones count anew").hasSize(1 + 4 + 2);
  }

  @Test
  void rule15p4TheInterfacesOfAGroupShareTheGapAndOthersDoNot() {
    announcer.use(
        new Announcer.Paces(
            Duration.ZERO,
            Duration.ZERO,
            List.of(
                new GarpGroup(SECOND, Duration.ZERO, List.of("eth0", "eth1"), SourceRange.NONE))));
    announce(1, "eth0", "10.0.0.1");
    announce(1, "eth1", "10.0.1.1");
    announce(1, "eth2", "10.0.2.1");
    assertThat(taken()).containsExactly("eth0 10.0.0.1", "eth2 10.0.2.1");
    pass(SECOND);
    assertThat(taken()).containsExactly("eth1 10.0.1.1");
  }

  @Test
  void rule15p4NeighbourAdvertisementsHaveAGapOfTheirOwn() {
    pace(SECOND, Duration.ofSeconds(3));
    announce(1, "eth0", "10.0.0.1", "10.0.0.2", "2001:db8::1", "2001:db8::2");
    assertThat(taken()).containsExactly("eth0 10.0.0.1", "eth0 2001:db8::1");
    pass(SECOND);
    assertThat(taken()).containsExactly("eth0 10.0.0.2");
    pass(SECOND);
    assertThat(taken()).isEmpty();
    pass(SECOND);
    assertThat(taken()).containsExactly("eth0 2001:db8::2");
  }

  @Test
  void rule15p4WhatIsNoLongerOursIsNotAnnounced() {
    pace(SECOND, Duration.ZERO);
    announce(2, "eth0", "10.0.0.1", "10.0.0.2");
    announcer.forget(Addresses.parse("10.0.0.2"));
    pass(SECOND);
    pass(SECOND);
    assertThat(taken()).containsExactly("eth0 10.0.0.1", "eth0 10.0.0.1");
  }

  @Test
  void rule15p5AnInterfaceWithoutArpIsPassedOver() {
    announcer.announce(
        new Announcer.Target(
            link("eth0", LinkInfo.IFF_UP | LinkInfo.IFF_NOARP), Addresses.parse("10.0.0.1"), false),
        1,
        now);
    assertThat(sent).isEmpty();
  }

  private void pace(Duration garp, Duration gna) {
    announcer.use(new Announcer.Paces(garp, gna, List.of()));
  }

  private void announce(long rounds, String link, String... addresses) {
    for (long round = 0; round < rounds; round++) {
      for (String address : addresses) {
        announcer.announce(
            new Announcer.Target(
                link(link, LinkInfo.IFF_UP | LinkInfo.IFF_RUNNING),
                Addresses.parse(address),
                false),
            rounds,
            now);
      }
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
    announcer.due(now);
  }

  private List<String> taken() {
    List<String> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  private static LinkInfo link(String name, int flags) {
    return new LinkInfo(
        2 + name.charAt(3) - '0',
        name,
        flags,
        1500,
        LinkInfo.OperState.UP,
        1,
        HardwareAddress.parse("02:00:00:00:00:01"),
        OptionalInt.empty(),
        OptionalInt.empty(),
        0,
        LinkInfo.Detail.NONE);
  }
}
