package org.lvsdirector.vrrp.io;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.Pollable;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.group.VrrpRouters;
import org.lvsdirector.vrrp.packet.ReceivedPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of VRRP: waits for packets, events and the next deadline, and lets the routers
 * decide. What has arrived is always read before a deadline is acted upon, so that a thread that
 * was stopped for a while hears the master before it believes it dead.
 */
final class VrrpLoop {
  private static final Logger LOG = LoggerFactory.getLogger(VrrpLoop.class);
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** Rest after a failure, so that one that repeats does not eat the processor. */
  private static final Duration BREATH = Duration.ofMillis(10);

  /** Packets taken from one socket before others get their turn. */
  private static final int BURST = 256;

  /** Bursts taken before deadlines when the loop was late: more than any receive buffer holds. */
  private static final int CATCH_UP = 32;

  private final InstantSource clock = new MonotonicClock();
  private final Poller poller;
  private final Edge edge;
  private final LoopInbox inbox;
  private final AtomicLong turns = new AtomicLong();
  private final Lateness lateness = new Lateness();
  private final AutoPriority autoPriority = new AutoPriority();
  private final Thread thread;
  private VrrpRouters routers;
  private VrrpRouters previous;
  private Duration shortestInterval = Duration.ofSeconds(1);
  private boolean running = true;
  private boolean networkChanged;
  private boolean stepped;
  private final List<RouterEvent> removedByOthers = new ArrayList<>();
  private final LoopView view;

  VrrpLoop(Poller poller, Edge edge, VrrpRouters routers) {
    this.poller = poller;
    this.inbox = new LoopInbox(poller);
    this.edge = edge;
    this.routers = routers;
    this.view = new LoopView(routers, lateness.status());
    this.thread = Thread.ofPlatform().name("vrrp").unstarted(this::run);
    this.previous = routers;
    edge.executor().lookUp(name -> this.routers.router(name).or(() -> previous.router(name)));
  }

  void start() {
    thread.start();
  }

  Instant now() {
    return clock.instant();
  }

  void post(RouterEvent event) {
    inbox.post(event);
  }

  void post(RtEvent event) {
    inbox.post(event);
  }

  /** Runs work on the loop thread and waits for its end; does nothing once the loop has ended. */
  void call(NetworkNamespace.Work<Boolean> work) throws LinuxException {
    if (Thread.currentThread().equals(thread)) {
      boolean _ = work.run();
      return;
    }
    inbox.call(work);
  }

  /** See {@link LoopView}; any thread. */
  VrrpSnapshot snapshot() {
    return view.snapshot();
  }

  VrrpRouters routers() {
    return routers;
  }

  /** Ends the thread after the present turn; loop thread only. */
  boolean end() {
    running = false;
    return true;
  }

  void awaitEnd() {
    inbox.awaitEnd();
  }

  private void run() {
    try {
      while (running) {
        contain("a turn", this::turn);
      }
    } finally {
      edge.close();
      poller.close();
      inbox.end();
    }
  }

  /** How often the loop has turned; any thread. */
  long turns() {
    return turns.get();
  }

  private void turn() {
    turns.incrementAndGet();
    Optional<Instant> deadline = deadline();
    Instant before = clock.instant();
    Duration wait = deadline.map(d -> Duration.between(before, d)).orElse(IDLE);
    List<Pollable> ready = await(wait.compareTo(IDLE) > 0 ? IDLE : wait);
    Instant now = clock.instant();
    deadline.filter(d -> !now.isBefore(d)).ifPresent(d -> late(d, now));
    boolean overslept = deadline.filter(d -> now.isAfter(d.plus(shortestInterval))).isPresent();
    ready.forEach(source -> contain("receiving", () -> receive(source, overslept ? CATCH_UP : 1)));
    for (LoopMessage message = inbox.poll(); message != null && running; message = inbox.poll()) {
      handle(message);
    }
    contain("looking at the network", this::networkSeen);
    if (running) {
      contain("acting on a deadline", this::due);
    }
    publish();
  }

  /**
   * If waiting itself fails there is still the clock: adverts go on, packets are looked for
   * everywhere.
   */
  private List<Pollable> await(Duration wait) {
    try {
      return poller.await(wait);
    } catch (LinuxException e) {
      LOG.error("waiting for adverts: {}", e.getMessage());
      LockSupport.parkNanos(BREATH.toNanos());
      return edge.sockets().all();
    }
  }

  /** A bug in one turn must not end the loop, and with it the adverts of every instance. */
  private static void contain(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("VRRP: {} failed; going on", what, e);
      LockSupport.parkNanos(BREATH.toNanos());
    }
  }

  private Optional<Instant> deadline() {
    Optional<Instant> own = routers.nextDeadline();
    Optional<Instant> others = edge.nextDeadline();
    return own.isEmpty() || (others.isPresent() && others.get().isBefore(own.get())) ? others : own;
  }

  private void due() {
    Instant now = clock.instant();
    if (routers.nextDeadline().filter(d -> !now.isBefore(d)).isPresent()) {
      step(new RouterEvent.TimePassed());
    }
    edge.due(now);
  }

  AutoPriority autoPriority() {
    return autoPriority;
  }

  private void late(Instant deadline, Instant now) {
    autoPriority.woke(Duration.between(deadline, now));
    lateness
        .woke(deadline, now, shortestInterval)
        .ifPresent(
            late -> {
              String name =
                  routers.config().instances().stream()
                      .filter(i -> i.advertInterval().equals(shortestInterval))
                      .findFirst()
                      .map(VrrpInstance::name)
                      .orElse("");
              edge.notices().pass(new VrrpNotice.Late(name, late));
            });
  }

  private void receive(Pollable ready, int bursts) {
    try {
      edge.claims(ready).forEach(this::step);
      Optional<VrrpSocket> socket = edge.sockets().of(ready);
      for (int i = 0; socket.isPresent() && i < bursts * BURST; i++) {
        Optional<ReceivedPacket> packet = socket.get().receive();
        if (packet.isEmpty()) {
          return;
        }
        List<String> users = edge.sockets().users(socket.get());
        edge.unknownVrids().look(packet.get(), users, routers);
        step(new RouterEvent.PacketReceived(users, packet.get(), Instant.now()));
      }
    } catch (LinuxException e) {
      LOG.warn("receiving adverts: {}", e.getMessage());
    }
  }

  private void handle(LoopMessage message) {
    try {
      switch (message) {
        case LoopMessage.Event(RouterEvent event) -> {
          networkSeen();
          step(event);
        }
        case LoopMessage.Kernel(RtEvent event) -> kernel(event);
        case LoopMessage.Call(
                NetworkNamespace.Work<Boolean> work,
                CompletableFuture<Boolean> done) -> {
          networkSeen();
          call(work, done);
        }
      }
    } catch (RuntimeException e) {
      LOG.error("VRRP: handling {} failed; going on", message, e);
    }
  }

  private void call(NetworkNamespace.Work<Boolean> work, CompletableFuture<Boolean> done) {
    try {
      boolean result = work.run();
      publish();
      done.complete(result);
    } catch (LinuxException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void kernel(RtEvent event) {
    edge.kernel(event).stream()
        .filter(e -> !removedByOthers.contains(e))
        .forEach(removedByOthers::add);
    networkChanged |= !NetworkTable.concernsRoutes(event);
  }

  /**
   * What the kernel told since the last time, in one step: a thousand instances that become MASTER
   * together cause a thousand messages, and each look concerns every instance.
   */
  private void networkSeen() {
    if (networkChanged) {
      networkChanged = false;
      step(new RouterEvent.NetworkSeen(edge.network().views()));
    }
    while (!removedByOthers.isEmpty()) {
      step(removedByOthers.removeFirst());
    }
  }

  /**
   * One step and its effects; loop thread only. Instances that a reload removes still have to say
   * goodbye, so their sockets stay until the effects are done.
   */
  void step(RouterEvent event) {
    Instant now = clock.instant();
    VrrpRouters.Result result = routers.step(event, now);
    previous = routers;
    routers = result.routers();
    stepped = true;
    if (event instanceof RouterEvent.NetworkSeen) {
      syncSockets();
    }
    edge.executor().run(result.effects(), now);
    for (String name : edge.executor().takeUnsent()) {
      routers = routers.step(new RouterEvent.AdvertLost(name), now).routers();
    }
    edge.recovered(result.effects());
    if (event instanceof RouterEvent.Reloaded) {
      syncSockets();
    }
    previous = routers;
  }

  private void syncSockets() {
    edge.sockets().sync(routers.all(), edge.network(), edge.virtualLinks());
    edge.watchClaims(routers);
  }

  /** Loop thread only: after the set of instances has changed. */
  void intervalsChanged() {
    shortestInterval =
        routers.config().instances().stream()
            .map(VrrpInstance::advertInterval)
            .min(Duration::compareTo)
            .orElse(Duration.ofSeconds(1));
  }

  /** Counts up whenever anything that {@link #snapshot} shows may have changed; any thread. */
  long version() {
    return view.version();
  }

  private void publish() {
    view.show(routers, edge.executor().installed(), lateness.status());
    if (stepped) {
      stepped = false;
      view.changed();
    }
  }
}
