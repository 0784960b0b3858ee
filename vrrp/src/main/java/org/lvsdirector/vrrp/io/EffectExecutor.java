package org.lvsdirector.vrrp.io;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.vrrp.fsm.AddressKey;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the effects, in order, on the loop thread. A failure is logged with its remedy and the rest
 * goes on.
 */
final class EffectExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(EffectExecutor.class);

  private final RtNetlink netlink;
  private final NetworkTable network;
  private final SocketPool sockets;
  private final Announcer announcer;
  private final RouteTable routes;
  private final Firewall firewall;
  private final VirtualLinks virtual;
  private final AdvertSender sender = new AdvertSender();
  private final SendFailures failures = new SendFailures();
  private final List<String> unsent = new ArrayList<>();
  private final Notices notices;
  private final Map<AddressKey, AddressInfo> installed = new LinkedHashMap<>();
  private final Set<AddressKey> refused = new LinkedHashSet<>();
  private Map<AddressKey, AddressInfo> installedCopy = Map.of();
  private boolean installedChanged;
  private Function<String, Optional<Router>> routers = _ -> Optional.empty();
  private Predicate<LinkInfo> forwards = _ -> false;

  EffectExecutor(Edge.Parts parts, Notices notices) {
    this.netlink = parts.netlink();
    this.network = parts.network();
    this.sockets = parts.sockets();
    this.announcer = parts.announcer();
    this.routes = parts.routes();
    this.firewall = parts.firewall();
    this.virtual = parts.virtual();
    this.notices = notices;
  }

  /** Where the executor looks up the instance an effect is for. */
  void lookUp(Function<String, Optional<Router>> source) {
    routers = source;
  }

  /** Whether an interface forwards IPv6, which neighbour advertisements have to tell. */
  void forwarding(Predicate<LinkInfo> test) {
    forwards = test;
  }

  void run(List<VrrpEffect> effects, Instant now) {
    announcer.giveWay(
        (int) effects.stream().filter(VrrpEffect.SendAdvert.class::isInstance).count(), now);
    for (VrrpEffect effect : effects) {
      try {
        run(effect, now);
      } catch (LinuxException e) {
        LOG.error("({}) {}", effect.instance(), e.getMessage());
      } catch (RuntimeException e) {
        // The effects behind it matter: an address that is not taken off is a second master.
        LOG.error("({}) {} failed; going on", effect.instance(), effect, e);
      }
    }
  }

  private void run(VrrpEffect effect, Instant now) throws LinuxException {
    switch (effect) {
      case VrrpEffect.SendAdvert advert -> advertise(advert, now);
      case VrrpEffect.AddAddress(String name, VipAddress address) -> add(name, address);
      case VrrpEffect.RemoveAddress(String name, VipAddress address) -> remove(name, address);
      case VrrpEffect.Announce(String name, List<VipAddress> addresses, long rounds) ->
          announce(name, addresses, rounds, now);
      case VrrpEffect.AnnounceSource(String name, InetAddress source) ->
          ownDevice(name)
              .ifPresent(l -> announcer.announce(new Announcer.Target(l, source, false), 1, now));
      case VrrpEffect.AddRoute(String name, IpRoute route) -> routes.add(name, route);
      case VrrpEffect.RemoveRoute(_, IpRoute route) -> routes.remove(route);
      case VrrpEffect.AddRule(String name, IpRule rule) -> routes.add(name, rule);
      case VrrpEffect.RemoveRule(_, IpRule rule) -> routes.remove(rule);
      case VrrpEffect.Firewall block -> firewall(block);
      case VrrpEffect.Transition transition -> {
        notices.tell(transition);
        if (transition.from() == Reported.MASTER) {
          failures
              .left(transition.instance())
              .ifPresent(text -> LOG.warn("({}) {}", transition.instance(), text));
        }
      }
      case VrrpEffect.Notify _,
          VrrpEffect.NotifyGroup _,
          VrrpEffect.PriorityMoved _,
          VrrpEffect.LowerPriorityHeard _,
          VrrpEffect.SplitBrain _,
          VrrpEffect.SplitBrainHealed _,
          VrrpEffect.Said _ ->
          notices.tell(effect);
    }
  }

  private void advertise(VrrpEffect.SendAdvert effect, Instant now) {
    Optional<Router> router = routers.apply(effect.instance());
    Optional<InetAddress> source = router.flatMap(Router::source);
    Optional<VrrpSocket> socket = sockets.of(effect.instance());
    if (router.isEmpty() || source.isEmpty() || socket.isEmpty()) {
      return;
    }
    try {
      sender.send(effect, router.get().config(), source.get(), socket.get());
      failures
          .sent(effect.instance())
          .ifPresent(text -> LOG.warn("({}) {}", effect.instance(), text));
    } catch (LinuxException e) {
      unsent(effect, e, now);
    }
  }

  private void unsent(VrrpEffect.SendAdvert effect, LinuxException e, Instant now) {
    unsent.add(effect.instance());
    // Saying goodbye on a link that is down or gone can not work (keepalived reference, VRRP 5.6).
    boolean farewell = effect.advertisement().priority() == 0;
    if (farewell && (e.is(Errno.ENETUNREACH) || e.is(Errno.ENETDOWN) || e.is(Errno.ENODEV))) {
      return;
    }
    failures
        .failed(effect.instance(), String.valueOf(e.getMessage()), now)
        .ifPresent(text -> LOG.error("({}) {}", effect.instance(), text));
  }

  /** The instances whose adverts could not be sent since the last call, once for each advert. */
  List<String> takeUnsent() {
    if (unsent.isEmpty()) {
      return List.of();
    }
    List<String> taken = List.copyOf(unsent);
    unsent.clear();
    return taken;
  }

  private void add(String name, VipAddress address) throws LinuxException {
    refused.add(AddressKey.of(address));
    Optional<LinkInfo> link = device(name, address);
    if (link.isEmpty()) {
      LOG.error("({}) no interface for {}", name, AddressKey.of(address));
      return;
    }
    AddressInfo info = AddressLines.info(address, link.get().index());
    try {
      netlink.addAddress(info);
    } catch (LinuxException e) {
      if (!e.is(Errno.EEXIST)) {
        throw e;
      }
    }
    refused.remove(AddressKey.of(address));
    installed.put(AddressKey.of(address), info);
    installedChanged = true;
  }

  private void remove(String name, VipAddress address) throws LinuxException {
    announcer.forget(address.address());
    refused.remove(AddressKey.of(address));
    AddressInfo known = installed.remove(AddressKey.of(address));
    installedChanged = true;
    Optional<AddressInfo> info =
        known != null
            ? Optional.of(known)
            : device(name, address).map(l -> AddressLines.info(address, l.index()));
    if (info.isPresent()) {
      delete(info.get());
    }
  }

  /** Removes an address; that it is gone already is success. */
  void delete(AddressInfo info) throws LinuxException {
    network.expectDeletion(info);
    try {
      netlink.deleteAddress(info);
    } catch (LinuxException e) {
      network.expectNoDeletion(info);
      if (!e.is(Errno.EADDRNOTAVAIL) && !e.is(Errno.ENODEV)) {
        throw e;
      }
    }
  }

  private void firewall(VrrpEffect.Firewall effect) throws LinuxException {
    List<Firewall.Blocked> entries =
        effect.addresses().stream()
            .flatMap(
                a ->
                    device(effect.instance(), a).stream()
                        .map(l -> new Firewall.Blocked(a.address(), l)))
            .toList();
    firewall.set(effect.blocked(), entries);
  }

  private void announce(String name, List<VipAddress> addresses, long rounds, Instant now) {
    List<Announcer.Target> targets =
        addresses.stream()
            .flatMap(a -> device(name, a).stream().map(l -> target(l, a.address())))
            .toList();
    for (long round = 0; round < rounds; round++) {
      targets.forEach(target -> announcer.announce(target, rounds, now));
    }
  }

  /** To ask whether an interface forwards is a file to be read; ARP has no use for it. */
  private Announcer.Target target(LinkInfo link, InetAddress address) {
    boolean router = address instanceof Inet6Address && forwards.test(link);
    return new Announcer.Target(link, address, router);
  }

  /** A VMAC stands in for the configured interface of its instance. */
  private Optional<LinkInfo> ownDevice(String name) {
    return routers
        .apply(name)
        .map(Router::config)
        .flatMap(virtual::ownDevice)
        .flatMap(network::link);
  }

  private Optional<LinkInfo> device(String name, VipAddress address) {
    return routers
        .apply(name)
        .map(Router::config)
        .flatMap(c -> virtual.addressDevice(c, address))
        .or(address::interfaceName)
        .flatMap(network::link);
  }

  /**
   * Wanted, but the kernel would not have them when asked. A virtual interface that another program
   * removes reports its addresses first, so that they may be put back on what is no longer there.
   */
  Set<AddressKey> refused() {
    return Set.copyOf(refused);
  }

  /** What we believe to have installed; copied when asked for, not with each of a thousand. */
  Map<AddressKey, AddressInfo> installed() {
    if (installedChanged) {
      installedChanged = false;
      installedCopy = Map.copyOf(installed);
    }
    return installedCopy;
  }
}
