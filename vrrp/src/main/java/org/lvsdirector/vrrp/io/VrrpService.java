package org.lvsdirector.vrrp.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.io.RtMonitor;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.VrrpGlobals;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.group.VrrpRouters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * VRRP as the daemon sees it: start, reload, stop, look. All methods may be called from any thread.
 */
public final class VrrpService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VrrpService.class);

  /** What a resuming instance may need beyond its listening. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final VrrpLoop loop;
  private final Edge edge;
  private final VrrpOptions options;
  private final Trackers trackers;
  private volatile @Nullable RtMonitor monitor;

  // Of the loop thread alone.
  private @Nullable LinkPoller links;
  private int linkPolls;
  private Instant began = Instant.EPOCH;
  private boolean stopped;

  private VrrpService(VrrpLoop loop, Edge edge, VrrpOptions options) {
    this.loop = loop;
    this.edge = edge;
    this.options = options;
    this.trackers = new Trackers(options.namespace(), loop::post);
  }

  /**
   * Starts all instances of the file.
   *
   * @throws LinuxException if netlink or packet sockets can not be had (CAP_NET_ADMIN, CAP_NET_RAW)
   */
  public static VrrpService start(
      KeepalivedConfig config, VrrpOptions options, VrrpListener listener) throws LinuxException {
    var poller = new Poller();
    Edge edge;
    try {
      edge = Edge.open(options, poller, listener);
    } catch (LinuxException e) {
      poller.close();
      throw e;
    }
    var loop = new VrrpLoop(poller, edge, VrrpRouters.initial(config.vrrp(), Instant.now()));
    var service = new VrrpService(loop, edge, options);
    loop.start();
    try {
      loop.call(() -> service.begin(config));
    } catch (LinuxException | RuntimeException e) {
      loop.call(loop::end);
      throw e;
    }
    return service;
  }

  /** Loop thread: the first thing the kernel tells is everything there is. */
  private boolean begin(KeepalivedConfig config) throws LinuxException {
    var first = new CompletableFuture<RtEvent>();
    monitor =
        RtMonitor.start(
            options.namespace(),
            config.global().vrrp().monitorBuffer().wanted(),
            event -> {
              if (!first.complete(event)) {
                loop.post(event);
              }
            });
    var _ = edge.kernel(first.join());
    Edge.prepareThread(config.global().vrrpProcess());
    loop.autoPriority().configure(config.global());
    edge.use(config);
    HandOver before = options.predecessor();
    Map<String, Duration> resuming = before.resuming(config.vrrp().instances(), System.nanoTime());
    edge.removeLeftovers(loop.routers(), resuming.keySet());
    loop.step(new RouterEvent.NetworkSeen(edge.network().views()));
    Trackers.createFiles(config);
    Trackers.firstLook(config).forEach(loop::step);
    loop.intervalsChanged();
    loop.step(new RouterEvent.SequencesHandedOver(before.ahSequences()));
    began = loop.now();
    if (resuming.isEmpty()) {
      loop.step(new RouterEvent.Started(startupEnd(config.global().vrrp())));
    } else {
      LOG.info("going on as MASTER: {}", String.join(", ", resuming.keySet()));
      Trackers.asBefore(config, before).forEach(loop::step);
      loop.step(new RouterEvent.Started(loop.now(), resuming));
      afterwards(Collections.max(resuming.values()).plus(GRACE));
    }
    trackers.start(config);
    pollLinks(config);
    return true;
  }

  /** Loop thread: what drivers say of their links from now on. */
  private void pollLinks(KeepalivedConfig config) throws LinuxException {
    var wanted = LinkPoller.wanted(config);
    if (!wanted.isEmpty()) {
      int poll = ++linkPolls;
      var poller = new LinkPoller(wanted, (name, up) -> linkPolled(poll, name, up));
      links = poller;
      poller.start(options.namespace());
    }
  }

  private void endLinkPoll() {
    if (links != null) {
      links.close();
      links = null;
    }
    edge.network().forgetPolled();
  }

  private void linkPolled(int poll, String interfaceName, boolean up) {
    try {
      loop.call(
          () -> {
            if (poll != linkPolls) {
              return false; // of the file before
            }
            edge.network().polled(interfaceName, up);
            loop.step(new RouterEvent.NetworkSeen(edge.network().views()));
            return true;
          });
    } catch (LinuxException e) {
      LOG.warn("linkbeat of {}: {}", interfaceName, e.getMessage());
    }
  }

  /** An instance that did not become MASTER again must not keep the addresses it was left. */
  private void afterwards(Duration wait) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(wait);
                loop.call(
                    () -> {
                      edge.removeLeftovers(loop.routers(), HandOver.masters(loop.routers()));
                      return true;
                    });
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              } catch (LinuxException e) {
                LOG.warn("leftover addresses: {}", e.getMessage());
              }
            });
  }

  /** The end of the longer of both start-up delays (keepalived reference, VRRP 27). */
  private Instant startupEnd(VrrpGlobals globals) {
    Instant delayed = began.plus(globals.startupDelay());
    Instant afterBoot = loop.now().minus(uptime()).plus(globals.delayAfterBoot());
    return delayed.isAfter(afterBoot) ? delayed : afterBoot;
  }

  private static Duration uptime() {
    try {
      String text = Files.readString(Path.of("/proc/uptime"));
      double seconds = Double.parseDouble(text.substring(0, text.indexOf(' ')));
      return Duration.ofMillis((long) (seconds * 1000));
    } catch (IOException e) {
      // Without /proc nobody knows; then the machine counts as booted long ago.
      return Duration.ofDays(1);
    }
  }

  /** Goes over to a new file; returns when everything has been changed. */
  public void reload(KeepalivedConfig config) throws LinuxException {
    loop.call(
        () -> {
          trackers.close();
          endLinkPoll();
          loop.step(new RouterEvent.StartupDelayMoved(startupEnd(config.global().vrrp())));
          loop.step(new RouterEvent.Reloaded(config.vrrp()));
          edge.use(config);
          loop.autoPriority().configure(config.global());
          loop.step(new RouterEvent.NetworkSeen(edge.network().views()));
          Trackers.firstLook(config).forEach(loop::step);
          loop.intervalsChanged();
          trackers.start(config);
          pollLinks(config);
          return true;
        });
  }

  /** How often the loop has turned: every five seconds at least, or it is stuck. */
  public long turns() {
    return loop.turns();
  }

  /** A tracker outside of this module has news; see {@link RouterEvent}. */
  public void report(RouterEvent event) {
    loop.post(event);
  }

  /** Another number than before means that {@link #snapshot} shows something else. */
  public long version() {
    return loop.version();
  }

  /** How everything is, as of the last turn of the loop. */
  public VrrpSnapshot snapshot() {
    return loop.snapshot();
  }

  /**
   * Priority 0 first, then the addresses go; returns when all is done. Further calls do nothing.
   */
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    RtMonitor running = monitor;
    if (running != null) {
      running.close();
    }
    try {
      loop.call(
          () -> {
            trackers.close();
            endLinkPoll();
            loop.step(new RouterEvent.Stopped(options.releaseOnStop()));
            if (options.releaseOnStop()) {
              edge.release();
            }
            return loop.end();
          });
    } catch (LinuxException e) {
      LOG.error("stopping VRRP: {}", e.getMessage());
    }
    loop.awaitEnd();
  }

  /**
   * Ends without a word to the segment, leaving everything in place for the program that follows at
   * once. {@link #stop} does nothing any more.
   *
   * @throws LinuxException if the loop cannot be reached
   */
  public synchronized HandOver handOver() throws LinuxException {
    stopped = true;
    RtMonitor running = monitor;
    if (running != null) {
      running.close();
    }
    loop.call(
        () -> {
          trackers.close();
          endLinkPoll();
          return loop.end();
        });
    loop.awaitEnd();
    return HandOver.of(loop.routers(), System.nanoTime());
  }

  @Override
  public void close() {
    stop();
  }
}
