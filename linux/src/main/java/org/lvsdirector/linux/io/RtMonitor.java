package org.lvsdirector.linux.io;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.linux.netlink.NlDecoded;
import org.lvsdirector.linux.netlink.NlMessage;
import org.lvsdirector.linux.netlink.RouteInfo;
import org.lvsdirector.linux.netlink.RouteMessages;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.linux.netlink.RtMessages;
import org.lvsdirector.linux.netlink.RuleInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one consumer about every change of links, addresses, routes and rules, on a platform thread
 * of its own. The first event is a {@link RtEvent.Snapshot}; another one follows whenever messages
 * were lost (ENOBUFS), so a consumer that believes the snapshots is never wrong for long. An
 * exception of the consumer is logged and the monitor goes on.
 */
public final class RtMonitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RtMonitor.class);

  /** Long enough to cost nothing, short enough that a lost wake-up could not hang a shutdown. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final int RECEIVE_BUFFER = 1 << 20;

  private final Watch watch;
  private final NetlinkSocket events;
  private final RtNetlink tables;
  private final Poller poller;
  private final Consumer<RtEvent> consumer;
  private final Thread thread;
  private volatile boolean closing;

  private RtMonitor(Watch watch, Consumer<RtEvent> consumer, NetlinkSocket events, RtNetlink tables)
      throws LinuxException {
    this.watch = watch;
    this.consumer = consumer;
    this.events = events;
    this.tables = tables;
    this.poller = new Poller();
    poller.add(events);
    thread = Thread.ofPlatform().daemon().name("rtnetlink-monitor").unstarted(this::run);
  }

  /**
   * What to tell about besides links and addresses.
   *
   * @param routes of this protocol; {@link Watch#ALL_ROUTES} for all, {@link Watch#NO_ROUTES} for
   *     none
   * @param rules policy routing rules
   */
  public record Watch(int routes, boolean rules) {
    public static final int ALL_ROUTES = -1;
    public static final int NO_ROUTES = -2;

    /** Rules, and the routes with keepalived's protocol number 18, which are the ones we add. */
    public static final Watch OURS = new Watch(RouteInfo.PROTOCOL_KEEPALIVED, true);

    private boolean wants(NlMessage message) {
      boolean route =
          message.type() == RouteMessages.RTM_NEWROUTE
              || message.type() == RouteMessages.RTM_DELROUTE;
      // Byte 5 of struct rtmsg is the protocol; looked at before anything is decoded.
      return !route
          || routes == ALL_ROUTES
          || (message.payload().length > 5 && (message.payload()[5] & 0xff) == routes);
    }

    private List<Integer> groups() {
      List<Integer> groups = new ArrayList<>();
      groups.add(RtMessages.GROUP_LINK);
      groups.add(RtMessages.GROUP_IPV4_ADDRESS);
      groups.add(RtMessages.GROUP_IPV6_ADDRESS);
      if (routes != NO_ROUTES) {
        groups.add(RtMessages.GROUP_IPV4_ROUTE);
        groups.add(RtMessages.GROUP_IPV6_ROUTE);
      }
      if (rules) {
        groups.add(RtMessages.GROUP_IPV4_RULE);
        groups.add(RtMessages.GROUP_IPV6_RULE);
      }
      return groups;
    }
  }

  /**
   * Starts a monitor of {@link Watch#OURS} in the caller's namespace or a named one.
   *
   * @param receiveBuffer bytes, or empty for 1 MiB; forced beyond the system limit if permitted
   */
  public static RtMonitor start(
      Optional<String> namespace, Optional<Integer> receiveBuffer, Consumer<RtEvent> consumer)
      throws LinuxException {
    return start(namespace, receiveBuffer, Watch.OURS, consumer);
  }

  /** Starts a monitor. It has subscribed before this returns, so nothing later is missed. */
  public static RtMonitor start(
      Optional<String> namespace,
      Optional<Integer> receiveBuffer,
      Watch watch,
      Consumer<RtEvent> consumer)
      throws LinuxException {
    NetlinkSocket events =
        NetworkNamespace.call(namespace, () -> NetlinkSocket.open(NetlinkSocket.ROUTE));
    try {
      events.growReceiveBuffer(receiveBuffer.orElse(RECEIVE_BUFFER));
      for (int group : watch.groups()) {
        events.join(group);
      }
      RtNetlink tables = NetworkNamespace.call(namespace, () -> RtNetlink.open());
      if (receiveBuffer.isPresent()) {
        tables.growReceiveBuffer(receiveBuffer.get());
      }
      RtMonitor monitor = new RtMonitor(watch, consumer, events, tables);
      monitor.thread.start();
      return monitor;
    } catch (LinuxException e) {
      events.close();
      throw e;
    }
  }

  private void run() {
    boolean synced = false;
    while (!closing) {
      try {
        if (!synced) {
          tell(snapshot());
          synced = true;
        }
        if (!poller.await(IDLE).isEmpty()) {
          drain();
        }
      } catch (LinuxException e) {
        synced = false;
        if (!e.is(Errno.ENOBUFS)) {
          LOG.warn("network monitor: {}; reading the whole state again", e.getMessage());
          pause();
        }
      }
    }
    poller.close();
    events.close();
    tables.close();
  }

  /** After an unexpected error: not at once again, and still quick to close. */
  private void pause() {
    try (Poller quiet = new Poller()) {
      List<Pollable> _ = quiet.await(Duration.ofMillis(200));
    } catch (LinuxException e) {
      LOG.warn("network monitor: {}", e.getMessage());
    }
  }

  private RtEvent snapshot() throws LinuxException {
    List<RouteInfo> routes =
        switch (watch.routes()) {
          case Watch.NO_ROUTES -> List.of();
          case Watch.ALL_ROUTES -> tables.routes();
          default -> tables.routes(watch.routes());
        };
    List<RuleInfo> rules = watch.rules() ? tables.rules() : List.of();
    return new RtEvent.Snapshot(tables.links(), tables.addresses(), routes, rules);
  }

  private void drain() throws LinuxException {
    while (!closing) {
      List<NlMessage> messages;
      try {
        messages = events.receiveNow();
      } catch (LinuxException e) {
        if (e.is(Errno.EAGAIN)) {
          return;
        }
        throw e;
      }
      for (NlMessage message : messages) {
        if (watch.wants(message)
            && RtMessages.event(message) instanceof NlDecoded.Ok<RtEvent>(var event)) {
          tell(event);
        }
      }
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // a consumer's bug must not end the notifications
  private void tell(RtEvent event) {
    try {
      consumer.accept(event);
    } catch (RuntimeException e) {
      LOG.error("network monitor: a consumer failed on {}", event, e);
    }
  }

  /** Stops the thread; at most one more event may be delivered meanwhile. */
  @Override
  public void close() {
    closing = true;
    poller.wakeup();
  }
}
