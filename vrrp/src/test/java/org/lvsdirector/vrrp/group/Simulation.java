package org.lvsdirector.vrrp.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.Behaviours;
import org.lvsdirector.vrrp.fsm.Behaviours.Switch;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.fsm.VrrpTimers;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.AdvertisementCodec;
import org.lvsdirector.vrrp.packet.ChecksumRule;
import org.lvsdirector.vrrp.packet.Envelope;
import org.lvsdirector.vrrp.packet.ReceivedPacket;
import org.lvsdirector.vrrp.packet.SendSecurity;
import org.lvsdirector.vrrp.track.InterfaceView;

/** One run: a troubled time, then a quiet one in which the invariants are checked. */
final class Simulation {
  private static final Duration TROUBLE = Duration.ofSeconds(20);
  private static final List<String> NAME = List.of("VI");

  private final SplittableRandom random;
  private final List<Host> hosts = new ArrayList<>();
  private final PriorityQueue<Delivery> wire =
      new PriorityQueue<>(Comparator.comparing(Delivery::at).thenComparingLong(Delivery::number));
  private final Deque<String> history = new ArrayDeque<>();
  private final boolean[][] cut;
  private final Duration maxDelay;
  private final boolean preemptive;
  private double loss;
  private Instant now = Bench.EPOCH;
  private long packets;
  private long takeovers;

  private static final class Host {
    final VrrpInstance config;
    final InetAddress address;
    final Deque<ReceivedPacket> inbox = new ArrayDeque<>();
    VrrpRouters routers;
    Instant pausedUntil = Instant.MIN;
    boolean alive = true;

    Host(VrrpInstance config, InetAddress address, Instant now) {
      this.config = config;
      this.address = address;
      routers = VrrpRouters.initial(VrrpConfig.of(List.of(config), List.of()), now);
    }

    Router router() {
      return routers.router("VI").orElseThrow();
    }

    boolean master() {
      return alive && router().reported() == Reported.MASTER;
    }
  }

  private record Delivery(Instant at, long number, int to, ReceivedPacket packet) {}

  Simulation(SplittableRandom random) {
    this.random = random;
    int count = random.nextInt(2, 6);
    int version = random.nextInt(2, 4);
    Duration interval = Duration.ofSeconds(1).multipliedBy(version == 2 ? random.nextInt(1, 3) : 1);
    preemptive = random.nextInt(4) != 0;
    maxDelay = Duration.ofMillis(random.nextInt(1, 200));
    cut = new boolean[count][count];
    for (int i = 0; i < count; i++) {
      InetAddress address = Addresses.parse("10.0.0." + (i + 1));
      hosts.add(new Host(config(version, interval), address, now));
    }
  }

  private VrrpInstance config(int version, Duration interval) {
    Set<Switch> turned = EnumSet.noneOf(Switch.class);
    if (!preemptive) {
      turned.add(Switch.NOPREEMPT);
    }
    if (random.nextInt(8) == 0) {
      turned.add(Switch.LOWER_PRIO_NO_ADVERT);
    }
    if (random.nextInt(4) == 0) {
      turned.add(Switch.HIGHER_PRIO_SEND_ADVERT);
    }
    return Bench.instance("VI")
        .version(version)
        .advertInterval(interval)
        .priority(random.nextInt(3) == 0 ? 100 : random.nextInt(1, 255))
        .behaviour(Behaviours.of(turned))
        .build();
  }

  void run() {
    for (Host host : hosts) {
      var view = new InterfaceView("eth0", 2, true, true, List.of(host.address));
      step(host, new RouterEvent.NetworkSeen(Map.of("eth0", view)));
      step(host, new RouterEvent.Started(now));
    }
    Instant quiet = now.plus(TROUBLE);
    while (now.isBefore(quiet)) {
      trouble();
      Instant next = now.plusMillis(random.nextInt(200, 3000));
      play(next.isAfter(quiet) ? quiet : next, Optional.empty());
    }
    peace();
    Duration slowest = slowestDown();
    Instant settled = now.plus(slowest).plus(maxDelay.multipliedBy(2)).plusMillis(1);
    play(settled, Optional.empty());
    assertThat(masters()).as("a master within the down interval").isNotEmpty();
    // Equal rivals need one more exchange of adverts.
    play(
        now.plus(hosts.getFirst().config.advertInterval().multipliedBy(2)).plus(maxDelay),
        Optional.empty());
    assertThat(masters()).as("masters once quiet").hasSize(1);
    Host master = masters().getFirst();
    play(now.plus(slowest.multipliedBy(2)), Optional.of(master));
    if (preemptive) {
      int best = hosts.stream().mapToInt(h -> h.config.priority()).max().orElseThrow();
      assertThat(master.config.priority()).as("the best one is master").isEqualTo(best);
    }
  }

  private Duration slowestDown() {
    return hosts.stream()
        .map(h -> VrrpTimers.masterDown(h.router()))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private List<Host> masters() {
    return hosts.stream().filter(Host::master).toList();
  }

  /** Something goes wrong, or right again. */
  private void trouble() {
    int a = random.nextInt(hosts.size());
    int b = random.nextInt(hosts.size());
    switch (random.nextInt(7)) {
      case 0 -> loss = random.nextDouble();
      case 1 -> loss = 0;
      case 2 -> partition(random.nextInt(1, hosts.size()));
      case 3 -> heal();
      case 4 -> cut[a][b] = true;
      case 5 -> hosts.get(a).pausedUntil = now.plusMillis(random.nextInt(10_000));
      default -> restart(hosts.get(a));
    }
  }

  private void restart(Host host) {
    if (!host.alive) {
      host.alive = true;
      host.routers = VrrpRouters.initial(VrrpConfig.of(List.of(host.config), List.of()), now);
      host.inbox.clear();
      var view = new InterfaceView("eth0", 2, true, true, List.of(host.address));
      step(host, new RouterEvent.NetworkSeen(Map.of("eth0", view)));
      step(host, new RouterEvent.Started(now));
      note("restart", host);
    } else if (random.nextBoolean()) {
      step(host, new RouterEvent.Stopped(true));
      host.alive = false;
      note("stop", host);
    } else {
      host.alive = false;
      note("kill", host);
    }
  }

  private void partition(int size) {
    for (int i = 0; i < hosts.size(); i++) {
      for (int j = 0; j < hosts.size(); j++) {
        cut[i][j] = (i < size) != (j < size);
      }
    }
  }

  private void heal() {
    for (boolean[] row : cut) {
      java.util.Arrays.fill(row, false);
    }
  }

  private void peace() {
    heal();
    loss = 0;
    for (Host host : hosts) {
      host.pausedUntil = Instant.MIN;
      if (!host.alive) {
        restart(host);
      }
      drain(host);
    }
    history.add(now + " peace");
  }

  /**
   * Runs until a moment; with an only master given, there must be that one and no other throughout.
   */
  private void play(Instant end, Optional<Host> only) {
    while (true) {
      Instant next = nextMoment(end);
      now = next.isAfter(now) ? next : now;
      if (!now.isBefore(end)) {
        return;
      }
      while (!wire.isEmpty() && !wire.peek().at().isAfter(now)) {
        Delivery delivery = wire.remove();
        hosts.get(delivery.to()).inbox.add(delivery.packet());
      }
      for (Host host : hosts) {
        drain(host);
      }
      if (only.isPresent()) {
        assertThat(masters()).as("the only master at %s", now).containsExactly(only.get());
      }
    }
  }

  private Instant nextMoment(Instant end) {
    Instant next = end;
    if (!wire.isEmpty() && wire.peek().at().isBefore(next)) {
      next = wire.peek().at();
    }
    for (Host host : hosts) {
      Optional<Instant> deadline = host.alive ? host.routers.nextDeadline() : Optional.empty();
      if (deadline.isPresent()) {
        Instant at = deadline.get().isAfter(host.pausedUntil) ? deadline.get() : host.pausedUntil;
        next = at.isBefore(next) ? at : next;
      }
    }
    return next;
  }

  /** What the loop does on a wake: first what has arrived, then what is due. */
  private void drain(Host host) {
    if (!host.alive || now.isBefore(host.pausedUntil)) {
      return;
    }
    for (ReceivedPacket packet = host.inbox.poll(); packet != null; packet = host.inbox.poll()) {
      step(host, new RouterEvent.PacketReceived(NAME, packet, now));
    }
    if (host.routers.nextDeadline().filter(d -> !d.isAfter(now)).isPresent()) {
      step(host, new RouterEvent.TimePassed());
    }
  }

  private void step(Host host, RouterEvent event) {
    VrrpRouters.Result result = host.routers.step(event, now);
    host.routers = result.routers();
    for (VrrpEffect effect : result.effects()) {
      if (effect instanceof VrrpEffect.SendAdvert advert) {
        send(host, advert);
      } else if (effect instanceof VrrpEffect.Transition transition) {
        takeovers += transition.to() == Reported.MASTER ? 1 : 0;
        note(transition.from() + " -> " + transition.to() + ": " + transition.reason(), host);
      }
    }
  }

  private void note(String what, Host host) {
    history.add(
        now + " " + Addresses.text(host.address) + " (" + host.config.priority() + ") " + what);
  }

  private void send(Host from, VrrpEffect.SendAdvert advert) {
    byte[] octets =
        AdvertisementCodec.encode(
            advert.advertisement(),
            new Envelope(from.address, from.config.transport().multicastGroup(), 255, 1),
            new SendSecurity.Plain(),
            ChecksumRule.RFC);
    ReceivedPacket packet = ReceivedPacket.ipv4(octets).orElseThrow();
    int sender = hosts.indexOf(from);
    for (int to = 0; to < hosts.size(); to++) {
      if (to != sender && !cut[sender][to] && random.nextDouble() >= loss) {
        Instant at = now.plusNanos(random.nextLong(100_000, maxDelay.toNanos()));
        wire.add(new Delivery(at, packets++, to, packet));
      }
    }
  }

  long takeovers() {
    return takeovers;
  }

  String history() {
    return String.join("\n", history);
  }
}
