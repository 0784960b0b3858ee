package org.lvsdirector.ipvs.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.ipvs.codec.IpvsMessages;
import org.lvsdirector.ipvs.codec.IpvsReplies;
import org.lvsdirector.ipvs.codec.IpvsReply;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsInfo;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.LiveDestination;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.OptionSocket;
import org.lvsdirector.linux.netlink.NlMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernel's IPVS over generic netlink. The namespace is that of the moment it was opened in. */
public final class NetlinkIpvs implements Ipvs {
  private static final Logger LOG = LoggerFactory.getLogger(NetlinkIpvs.class);

  /** Seen from the folder of named namespaces. */
  private static final String FIRST_PROCESS = "../../proc/1/ns/net";

  private final IpvsSocket socket;
  private final Optional<OptionSocket> options;
  private final TableLook look;
  private final Consumer<List<LiveService>> witness;

  private NetlinkIpvs(
      IpvsSocket socket, Optional<OptionSocket> options, Consumer<List<LiveService>> witness) {
    this.socket = socket;
    this.options = options;
    TableLook.@Nullable OptionReader reader = options.isPresent() ? options.get()::read : null;
    this.look = new TableLook(reader, this::pool);
    this.witness = witness;
  }

  /**
   * Connects to the IPVS of the caller's network namespace.
   *
   * @throws LinuxException ENOENT when the kernel has no IPVS and cannot load it by itself
   */
  public static NetlinkIpvs open() throws LinuxException {
    return open(Optional.empty());
  }

  /**
   * Connects to the IPVS of a named network namespace ({@code net_namespace_ipvs}).
   *
   * @param namespace the caller's own if empty; an empty name is the one of process 1
   */
  public static NetlinkIpvs open(Optional<String> namespace) throws LinuxException {
    return open(namespace, _ -> {});
  }

  /**
   * The same with a witness of everything that is read.
   *
   * @param witness told of all services, with their counters and without their destinations, each
   *     time they have been read, for whatever purpose; must not block
   */
  public static NetlinkIpvs open(Optional<String> namespace, Consumer<List<LiveService>> witness)
      throws LinuxException {
    return NetworkNamespace.call(
        namespace.map(name -> name.isEmpty() ? FIRST_PROCESS : name),
        () -> new NetlinkIpvs(IpvsSocket.open(), options(), witness));
  }

  private static Optional<OptionSocket> options() {
    try {
      return Optional.of(OptionSocket.open());
    } catch (LinuxException e) {
      LOG.info("IPVS: {}: looking for foreign changes costs more", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public synchronized IpvsInfo info() throws LinuxException {
    return retrying(this::readInfo);
  }

  private IpvsInfo readInfo() throws LinuxException {
    for (NlMessage answer : socket.ask(IpvsMessages.getInfo(), "read IPVS version")) {
      if (reply(answer, Family.INET) instanceof IpvsReply.Version(var info)) {
        return info;
      }
    }
    throw new LinuxException("read IPVS version", "", Errno.EPROTO);
  }

  @Override
  public synchronized Set<ServiceKey> services() throws LinuxException {
    Set<ServiceKey> keys = new LinkedHashSet<>();
    for (LiveService service : retrying(this::readServices)) {
      keys.add(service.service().key());
    }
    return keys;
  }

  @Override
  public synchronized IpvsTable dump() throws LinuxException {
    List<IpvsPool> pools = new ArrayList<>();
    for (LiveService service : retrying(this::readServices)) {
      pools.add(pool(service.service()));
    }
    return IpvsTable.of(pools);
  }

  @Override
  public synchronized IpvsTable dump(Set<ServiceKey> keys) throws LinuxException {
    List<IpvsPool> pools = new ArrayList<>();
    List<ServiceKey> asked = List.copyOf(keys);
    List<Optional<NlMessage>> answers =
        retrying(
            () ->
                socket.askEach(asked.stream().map(IpvsMessages::getService).toList(), Errno.ESRCH));
    for (Optional<NlMessage> answer : answers) {
      if (answer.isPresent()
          && reply(answer.get(), Family.INET) instanceof IpvsReply.Service(var live)) {
        pools.add(pool(live.service()));
      }
    }
    return IpvsTable.of(pools);
  }

  @Override
  public synchronized boolean holds(IpvsTable wanted, Set<ServiceKey> owned) throws LinuxException {
    return look.holds(wanted, owned, retrying(this::readServices));
  }

  @Override
  public synchronized LiveTable statistics() throws LinuxException {
    IpvsInfo info = info();
    List<LiveService> complete = new ArrayList<>();
    for (LiveService service : readServices()) {
      complete.add(
          new LiveService(service.service(), service.stats(), destinations(service.service())));
    }
    return new LiveTable(info, complete);
  }

  @Override
  public synchronized List<ChangeFailure> apply(List<IpvsChange> changes) throws LinuxException {
    return socket.apply(changes);
  }

  @Override
  public synchronized void flush() throws LinuxException {
    socket.command(IpvsMessages.flush(), "flush the IPVS table");
  }

  @Override
  public synchronized void zero(Optional<ServiceKey> key) throws LinuxException {
    socket.command(
        IpvsMessages.zero(key), "zero IPVS counters" + key.map(one -> " of " + one).orElse(""));
  }

  @Override
  public synchronized IpvsTimeouts timeouts() throws LinuxException {
    for (NlMessage answer : socket.ask(IpvsMessages.getTimeouts(), "read IPVS timeouts")) {
      if (reply(answer, Family.INET) instanceof IpvsReply.Timeouts(var timeouts)) {
        return timeouts;
      }
    }
    throw new LinuxException("read IPVS timeouts", "", Errno.EPROTO);
  }

  @Override
  public synchronized void setTimeouts(IpvsTimeouts timeouts) throws LinuxException {
    socket.command(IpvsMessages.setTimeouts(timeouts), "set IPVS timeouts");
  }

  @Override
  public synchronized List<SyncDaemon> syncDaemons() throws LinuxException {
    List<SyncDaemon> daemons = new ArrayList<>();
    for (NlMessage part : socket.dump(IpvsMessages.getDaemons(), "IPVS sync daemons")) {
      if (reply(part, Family.INET) instanceof IpvsReply.Daemon(var daemon)) {
        daemons.add(daemon);
      }
    }
    return daemons;
  }

  @Override
  public synchronized void startSyncDaemon(SyncDaemon daemon) throws LinuxException {
    socket.command(
        IpvsMessages.newDaemon(daemon),
        "start sync daemon " + daemon.role() + " on " + daemon.interfaceName());
  }

  @Override
  public synchronized void stopSyncDaemon(SyncDaemon.Role role) throws LinuxException {
    try {
      socket.command(IpvsMessages.delDaemon(role), "stop sync daemon " + role);
    } catch (LinuxException e) {
      if (!e.is(Errno.ESRCH)) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    options.ifPresent(OptionSocket::close);
    socket.close();
  }

  private List<LiveService> readServices() throws LinuxException {
    List<LiveService> services = new ArrayList<>();
    for (NlMessage part : socket.dump(IpvsMessages.getServices(), "IPVS services")) {
      if (reply(part, Family.INET) instanceof IpvsReply.Service(var live)) {
        services.add(live);
      }
    }
    witness.accept(services);
    return services;
  }

  private IpvsPool pool(IpvsService service) throws LinuxException {
    // The kernel puts new ones in front; the order of creation is that of the wanted table. A list
    // that changes while it is read in parts can name a destination twice; the later part is newer.
    Map<DestinationKey, IpvsDestination> plain = new LinkedHashMap<>();
    for (NlMessage part : destinationParts(service).reversed()) {
      IpvsReply reply = IpvsReplies.decodeSettings(part.payload(), service.key().family());
      if (known(reply) instanceof IpvsReply.Settings(var destination)) {
        plain.putIfAbsent(destination.key(), destination);
      }
    }
    return new IpvsPool(service, List.copyOf(plain.values()));
  }

  private List<LiveDestination> destinations(IpvsService service) throws LinuxException {
    List<LiveDestination> destinations = new ArrayList<>();
    for (NlMessage part : destinationParts(service)) {
      if (reply(part, service.key().family()) instanceof IpvsReply.Destination(var live)) {
        destinations.add(live);
      }
    }
    return destinations;
  }

  private List<NlMessage> destinationParts(IpvsService service) throws LinuxException {
    return socket.dump(IpvsMessages.getDestinations(service.key()), "IPVS destinations");
  }

  private static IpvsReply reply(NlMessage message, Family family) {
    return known(IpvsReplies.decode(message.payload(), family));
  }

  private static IpvsReply known(IpvsReply reply) {
    if (reply instanceof IpvsReply.Rejected(var reason)) {
      LOG.warn("ignored: {}", reason);
    }
    return reply;
  }

  /**
   * Asks again after looking up the family's number when it is gone: the module may have been
   * loaded anew.
   */
  private <T> T retrying(Question<T> question) throws LinuxException {
    try {
      return question.ask();
    } catch (LinuxException e) {
      if (!e.is(Errno.ENOENT)) {
        throw e;
      }
      socket.resolve();
      return question.ask();
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws LinuxException;
  }
}
