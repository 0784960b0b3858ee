package org.lvsdirector.vrrp.io;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.parser.model.GarpGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends gratuitous ARP and unsolicited neighbour advertisements, at once or paced by {@code
 * garp_interval} and {@code gna_interval} (keepalived reference, VRRP 15.4). Belongs to the loop
 * thread.
 */
final class Announcer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  /**
   * Frames sent in one turn of the loop. A thousand instances that announce themselves together
   * have thousands, and adverts must not wait behind them.
   */
  private static final int BURST = 128;

  /** Between bursts, so that queues of the kernel, often of 1,000 frames, do not overflow. */
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Wire wire;
  private final Map<Pace, Queue> queues = new HashMap<>();
  private final Deque<Target> backlog = new ArrayDeque<>();
  private Instant backlogAt = Instant.EPOCH;
  private int budget = BURST;
  private Paces paces = new Paces(Duration.ZERO, Duration.ZERO, List.of());

  /** Interfaces that share one gap. */
  private record Pace(String interfaces, boolean ipv6) {}

  /** The configured gaps. */
  record Paces(Duration garp, Duration gna, List<GarpGroup> groups) {
    Paces {
      groups = List.copyOf(groups);
    }
  }

  /**
   * What is announced where.
   *
   * @param router whether this host forwards IPv6 on that interface, for the flag of that name
   */
  record Target(LinkInfo link, InetAddress address, boolean router) {}

  /** Where the frames go. */
  interface Wire extends AutoCloseable {
    void send(Target target) throws LinuxException;

    @Override
    void close();
  }

  /** An address on an interface. */
  private record Place(InetAddress address, int index) {
    static Place of(Target target) {
      return new Place(target.address(), target.link().index());
    }
  }

  private static final class Queue {
    private final Deque<Target> waiting = new ArrayDeque<>();
    private final Map<Place, Integer> pending = new HashMap<>();
    private Instant next = Instant.MIN;

    /** No address waits more often than it is to be announced (keepalived reference, VRRP 15.4). */
    void add(Target target, long rounds) {
      if (pending.getOrDefault(Place.of(target), 0) < rounds) {
        pending.merge(Place.of(target), 1, Integer::sum);
        waiting.add(target);
      }
    }

    Target take() {
      Target first = waiting.remove();
      pending.computeIfPresent(Place.of(first), (_, count) -> count > 1 ? count - 1 : null);
      return first;
    }

    void forget(InetAddress address) {
      waiting.removeIf(t -> t.address().equals(address));
      pending.keySet().removeIf(place -> place.address().equals(address));
    }
  }

  Announcer(Wire wire) {
    this.wire = wire;
  }

  static Announcer open() throws LinuxException {
    return new Announcer(AnnouncementSockets.open());
  }

  void use(Paces next) {
    paces = next;
  }

  /**
   * As many adverts are about to be sent as a burst has frames, or more: announcements wait until
   * they are out.
   */
  void giveWay(int adverts, Instant now) {
    if (adverts >= BURST) {
      budget = 0;
      backlogAt = now.plus(PAUSE);
    }
  }

  /**
   * At once, or when its turn comes.
   *
   * @param rounds how often this is called for the target on the same occasion
   */
  void announce(Target target, long rounds, Instant now) {
    LinkInfo link = target.link();
    if (link.isNoArp() || link.address().isEmpty()) {
      return;
    }
    Duration gap = gap(link.name(), target.address() instanceof Inet6Address);
    if (gap.isZero()) {
      if (backlog.isEmpty() && budget == 0) {
        backlogAt = now.plus(PAUSE);
      }
      backlog.add(target);
      sendBacklog();
      return;
    }
    Queue queue = queues.computeIfAbsent(pace(target), _ -> new Queue());
    queue.add(target, rounds);
    flush(queue, gap, now);
  }

  /** Sends what is due. */
  void due(Instant now) {
    if (!now.isBefore(backlogAt)) {
      budget = BURST;
      backlogAt = now.plus(PAUSE);
      sendBacklog();
    }
    queues.forEach(
        (pace, queue) -> {
          if (!queue.waiting.isEmpty()) {
            Target first = queue.waiting.peek();
            flush(queue, gap(first.link().name(), pace.ipv6()), now);
          }
        });
  }

  Optional<Instant> nextDeadline() {
    if (!backlog.isEmpty()) {
      return Optional.of(backlogAt);
    }
    return queues.values().stream()
        .filter(q -> !q.waiting.isEmpty())
        .map(q -> q.next)
        .min(Instant::compareTo);
  }

  /** Drops what waits for an address that is no longer ours. */
  void forget(InetAddress address) {
    backlog.removeIf(t -> t.address().equals(address));
    queues.values().forEach(q -> q.forget(address));
  }

  private void sendBacklog() {
    for (; budget > 0 && !backlog.isEmpty(); budget--) {
      send(backlog.remove());
    }
  }

  private void flush(Queue queue, Duration gap, Instant now) {
    while (!queue.waiting.isEmpty() && !now.isBefore(queue.next)) {
      send(queue.take());
      queue.next = now.plus(gap);
    }
  }

  private Duration gap(String interfaceName, boolean ipv6) {
    return paces.groups().stream()
        .filter(g -> g.interfaces().contains(interfaceName))
        .findFirst()
        .map(g -> ipv6 ? g.gnaInterval() : g.garpInterval())
        .orElse(ipv6 ? paces.gna() : paces.garp());
  }

  private Pace pace(Target target) {
    String name = target.link().name();
    String shared =
        paces.groups().stream()
            .filter(g -> g.interfaces().contains(name))
            .findFirst()
            .map(g -> String.join(",", g.interfaces()))
            .orElse(name);
    return new Pace(shared, target.address() instanceof Inet6Address);
  }

  private void send(Target target) {
    try {
      wire.send(target);
    } catch (LinuxException e) {
      LOG.warn("announcing {} on {}: {}", target.address(), target.link().name(), e.getMessage());
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
