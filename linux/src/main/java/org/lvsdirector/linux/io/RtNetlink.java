package org.lvsdirector.linux.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.AddressMessages;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.IpFamily;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.LinkMessages;
import org.lvsdirector.linux.netlink.NewLink;
import org.lvsdirector.linux.netlink.NlDecoded;
import org.lvsdirector.linux.netlink.NlMessage;
import org.lvsdirector.linux.netlink.RouteInfo;
import org.lvsdirector.linux.netlink.RouteMessages;
import org.lvsdirector.linux.netlink.RuleInfo;
import org.lvsdirector.linux.netlink.RuleMessages;

/**
 * Links, addresses, routes and rules of one network namespace. Threads may share one. For many
 * changes at once build the messages and use {@link #exchange}; for notifications use {@link
 * RtMonitor}.
 */
public final class RtNetlink implements Pollable {

  private final NetlinkSocket socket;

  private RtNetlink(NetlinkSocket socket) {
    this.socket = socket;
    socket.filteredDumps();
  }

  /** Opens a socket in the namespace of the calling thread. */
  public static RtNetlink open() throws LinuxException {
    return new RtNetlink(NetlinkSocket.open(NetlinkSocket.ROUTE));
  }

  /** Opens a socket in a named network namespace. */
  public static RtNetlink open(String namespace) throws LinuxException {
    return new RtNetlink(NetlinkSocket.open(NetlinkSocket.ROUTE, namespace));
  }

  /**
   * Sets the receive buffer in bytes; {@code force} goes beyond net.core.rmem_max (CAP_NET_ADMIN).
   */
  public void receiveBuffer(int bytes, boolean force) throws LinuxException {
    socket.receiveBuffer(bytes, force);
  }

  /** The same beyond net.core.rmem_max where that is allowed, else up to it. */
  void growReceiveBuffer(int bytes) throws LinuxException {
    socket.growReceiveBuffer(bytes);
  }

  @Override
  public Fd fd() {
    return socket.fd();
  }

  /** Sends messages of this family in few datagrams; answers in the same order. */
  public List<NlReply> exchange(List<NlMessage> requests) throws LinuxException {
    return socket.exchange(requests);
  }

  /** All interfaces, by the order of the kernel. */
  public List<LinkInfo> links() throws LinuxException {
    return decode(socket.dump(LinkMessages.dump(), "links"), LinkMessages::decode);
  }

  /** The interface of this name; empty when there is none. */
  public Optional<LinkInfo> link(String name) throws LinuxException {
    NlReply reply = socket.exchange(LinkMessages.get(name));
    if (reply.failure().filter(Errno.ENODEV::equals).isPresent()) {
      return Optional.empty();
    }
    List<NlMessage> found = reply.orThrow("look up interface", name).messages();
    return decode(found, LinkMessages::decode).stream().findFirst();
  }

  /** All addresses of both families. */
  public List<AddressInfo> addresses() throws LinuxException {
    return decode(socket.dump(AddressMessages.dump(0), "addresses"), AddressMessages::decode);
  }

  /** All routes of both families and all tables, cloned and multicast ones excepted. */
  public List<RouteInfo> routes() throws LinuxException {
    return decode(socket.dump(RouteMessages.dump(0), "routes"), RouteMessages::decode);
  }

  /**
   * The routes that one protocol added, e.g. 18; on a router with a full table the only wise
   * question.
   */
  public List<RouteInfo> routes(int protocol) throws LinuxException {
    List<RouteInfo> found = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      NlMessage question = RouteMessages.dump(family.number(), protocol);
      found.addAll(decode(socket.dump(question, "routes"), RouteMessages::decode));
    }
    found.removeIf(route -> route.protocol() != protocol);
    return found;
  }

  /** All rules of both families. */
  public List<RuleInfo> rules() throws LinuxException {
    return decode(socket.dump(RuleMessages.dump(0), "rules"), RuleMessages::decode);
  }

  /** Adds an address. EEXIST when it is there. */
  public void addAddress(AddressInfo address) throws LinuxException {
    run(AddressMessages.add(address), "add address", text(address));
  }

  /** Adds an address, or sets flags and lifetime of the one that is there. */
  public void replaceAddress(AddressInfo address) throws LinuxException {
    run(AddressMessages.replace(address), "set address", text(address));
  }

  /** Removes an address. EADDRNOTAVAIL when it is not there. */
  public void deleteAddress(AddressInfo address) throws LinuxException {
    run(AddressMessages.delete(address), "delete address", text(address));
  }

  /** Adds a route. EEXIST when it is there (mode ADD, or PREPEND of an identical one). */
  public void addRoute(RouteInfo route, RouteMessages.Mode mode) throws LinuxException {
    run(RouteMessages.add(route, mode), "add route", text(route));
  }

  /** Removes a route. ESRCH when it is not there. */
  public void deleteRoute(RouteInfo route) throws LinuxException {
    run(RouteMessages.delete(route), "delete route", text(route));
  }

  /** Adds a rule. EEXIST when it is there. */
  public void addRule(RuleInfo rule) throws LinuxException {
    run(RuleMessages.add(rule), "add rule", text(rule));
  }

  /** Removes a rule. ENOENT when it is not there. */
  public void deleteRule(RuleInfo rule) throws LinuxException {
    run(RuleMessages.delete(rule), "delete rule", text(rule));
  }

  /** Creates an interface and answers what the kernel made of it. EEXIST when the name is taken. */
  public LinkInfo createLink(NewLink link) throws LinuxException {
    run(LinkMessages.create(link), "create " + link.kind().word(), link.name());
    return link(link.name())
        .orElseThrow(
            () -> new LinuxException("create " + link.kind().word(), link.name(), Errno.ENODEV));
  }

  /** Removes an interface. ENODEV when it is not there. */
  public void deleteLink(int index) throws LinuxException {
    run(LinkMessages.delete(index), "delete interface", Integer.toString(index));
  }

  /** Sets an interface up or down. */
  public void setLinkUp(int index, boolean up) throws LinuxException {
    run(LinkMessages.setUp(index, up), up ? "set up interface" : "set down interface", "" + index);
  }

  /** Sets the interface group. */
  public void setLinkGroup(int index, long group) throws LinuxException {
    run(LinkMessages.setGroup(index, group), "set group of interface", "" + index);
  }

  /** Sets the MTU in bytes. */
  public void setLinkMtu(int index, long mtu) throws LinuxException {
    run(LinkMessages.setMtu(index, mtu), "set MTU of interface", "" + index);
  }

  /** Sets the link-layer address. */
  public void setLinkAddress(int index, HardwareAddress address) throws LinuxException {
    run(LinkMessages.setAddress(index, address), "set MAC of interface", "" + index);
  }

  /** Puts an interface under a bridge or VRF; 0 takes it out. */
  public void setLinkMaster(int index, int master) throws LinuxException {
    run(LinkMessages.setMaster(index, master), "set master of interface", "" + index);
  }

  /** Sets how IPv6 link-local addresses are made: 0 from the MAC, 1 not at all. */
  public void setAddressGeneration(int index, int mode) throws LinuxException {
    NlMessage message = LinkMessages.setAddressGeneration(index, mode);
    run(message, "set IPv6 address generation of interface", "" + index);
  }

  private void run(NlMessage request, String call, String target) throws LinuxException {
    NlReply _ = socket.exchange(request).orThrow(call, target);
  }

  static String text(AddressInfo address) {
    return address.address().getHostAddress()
        + "/"
        + address.prefixLength()
        + " dev "
        + address.interfaceIndex();
  }

  private static String text(RouteInfo route) {
    return route.destination() + " table " + route.table();
  }

  private static String text(RuleInfo rule) {
    String from = rule.select().from().map(p -> " from " + p).orElse("");
    String to = rule.select().to().map(p -> " to " + p).orElse("");
    return (rule.priority().isPresent() ? rule.priority().getAsLong() + ":" : "")
        + from
        + to
        + " table "
        + rule.table();
  }

  /** Entries of other families (bridge, multicast routing) are not ours and are left out. */
  private static <T> List<T> decode(
      List<NlMessage> messages, Function<NlMessage, NlDecoded<T>> decoder) {
    List<T> found = new ArrayList<>(messages.size());
    for (NlMessage message : messages) {
      decoder.apply(message).toOptional().ifPresent(found::add);
    }
    return found;
  }
}
