package org.lvsdirector.linux.io;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.linux.ffi.Sys;
import org.lvsdirector.linux.netlink.NlDecoded;
import org.lvsdirector.linux.netlink.NlError;
import org.lvsdirector.linux.netlink.NlMessage;

/**
 * A netlink socket of any protocol. Use one socket for requests and another for notifications, so
 * that an overrun by notifications never costs an answer.
 *
 * <p>{@link #exchange} and {@link #dump} are synchronized: several threads may share a socket. An
 * answer not here within the timeout (5 seconds unless set) is ETIMEDOUT.
 */
public final class NetlinkSocket implements Pollable {

  public static final int ROUTE = 0;
  public static final int CONNECTOR = 11;
  public static final int NETFILTER = 12;
  public static final int GENERIC = 16;

  private static final int DATA_SIZE = 64 * 1024;

  /** Requests per datagram: their acknowledgements must fit the receive buffer all at once. */
  private static final int WINDOW = 64;

  private static final int DUMP_TRIES = 5;

  private final Fd fd;
  private final String name;
  private final MessageBuffer buffer = new MessageBuffer(DATA_SIZE);
  private int sequence = 1;

  private NetlinkSocket(Fd fd, String name) {
    this.fd = fd;
    this.name = name;
  }

  /** Opens a socket in the namespace of the calling thread. */
  public static NetlinkSocket open(int protocol) throws LinuxException {
    String name = "netlink socket " + protocol;
    Fd fd = SockOpt.socket(Const.AF_NETLINK, Const.SOCK_RAW, protocol, name);
    NetlinkSocket socket = new NetlinkSocket(fd, name);
    try {
      SockOpt.bind(fd, SockAddr.netlink(), name);
      socket.timeout(Duration.ofSeconds(5));
      // Both are refinements: a kernel without them answers longer or without words.
      socket.tryOption(Const.NETLINK_CAP_ACK);
      socket.tryOption(Const.NETLINK_EXT_ACK);
      return socket;
    } catch (LinuxException e) {
      fd.close();
      throw e;
    }
  }

  /** Opens a socket in a named network namespace ({@code /run/netns/NAME}). */
  public static NetlinkSocket open(int protocol, String namespace) throws LinuxException {
    return NetworkNamespace.call(namespace, () -> open(protocol));
  }

  private void tryOption(int option) {
    byte[] on = SockOpt.host(4).putInt(1).array();
    int _ = Sys.LIBC.setsockopt(fd.number(), Const.SOL_NETLINK, option, on, on.length);
  }

  @Override
  public Fd fd() {
    return fd;
  }

  /** Joins a multicast group by its number. */
  public void join(int group) throws LinuxException {
    SockOpt.setInt(
        fd, Const.SOL_NETLINK, Const.NETLINK_ADD_MEMBERSHIP, group, name + " group " + group);
  }

  /**
   * Sets the receive buffer in bytes; {@code force} goes beyond net.core.rmem_max (CAP_NET_ADMIN).
   */
  public void receiveBuffer(int bytes, boolean force) throws LinuxException {
    SockOpt.receiveBuffer(fd, bytes, force);
  }

  /** The same beyond net.core.rmem_max where that is allowed, else up to it. */
  void growReceiveBuffer(int bytes) throws LinuxException {
    try {
      receiveBuffer(bytes, true);
    } catch (LinuxException e) {
      if (!e.is(Errno.EPERM)) {
        throw e;
      }
      receiveBuffer(bytes, false);
    }
  }

  /**
   * Lets the kernel apply the filters in a dump's header; kernels before 4.20 cannot, and do not.
   */
  public void filteredDumps() {
    tryOption(Const.NETLINK_GET_STRICT_CHK);
  }

  /** How long a receive may block; zero for ever. */
  public void timeout(Duration limit) throws LinuxException {
    byte[] value =
        SockOpt.host(16).putLong(limit.toSeconds()).putLong(limit.toNanosPart() / 1000).array();
    SockOpt.set(fd, Const.SOL_SOCKET, Const.SO_RCVTIMEO, value, "timeout of " + name);
  }

  /** Sends one request and waits for its answer. */
  public NlReply exchange(NlMessage request) throws LinuxException {
    return exchange(List.of(request)).getFirst();
  }

  /**
   * Sends requests, many in one datagram, and collects the answers behind them, in the order of the
   * requests. The kernel executes them in order; one that fails does not stop the next.
   */
  public synchronized List<NlReply> exchange(List<NlMessage> requests) throws LinuxException {
    List<NlReply> replies = new ArrayList<>(requests.size());
    List<NlMessage> window = new ArrayList<>();
    int size = 0;
    for (NlMessage request : requests) {
      int length = NlMessage.align(request.length());
      if (!window.isEmpty() && (window.size() == WINDOW || size + length > DATA_SIZE / 2)) {
        replies.addAll(exchangeWindow(window));
        window.clear();
        size = 0;
      }
      window.add(request.withFlags(NlMessage.F_ACK).withSequence(sequence++));
      size += length;
    }
    if (!window.isEmpty()) {
      replies.addAll(exchangeWindow(window));
    }
    return replies;
  }

  private List<NlReply> exchangeWindow(List<NlMessage> window) throws LinuxException {
    ByteArrayOutputStream datagram = new ByteArrayOutputStream();
    window.forEach(message -> datagram.writeBytes(message.encode()));
    send(datagram.toByteArray());
    Map<Integer, Pending> pending = new LinkedHashMap<>();
    window.forEach(message -> pending.put(message.sequence(), new Pending()));
    int missing = window.size();
    while (missing > 0) {
      Optional<List<NlMessage>> received = receiveOrOverrun();
      if (received.isEmpty()) {
        break;
      }
      for (NlMessage message : received.get()) {
        Pending request = pending.get(message.sequence());
        if (request != null && request.take(message)) {
          missing--;
        }
      }
    }
    return pending.values().stream().map(Pending::reply).toList();
  }

  /** A request on its way; completed by an acknowledgement or the end of a multi-part answer. */
  private static final class Pending {
    private final List<NlMessage> data = new ArrayList<>();
    private Optional<NlError> result = Optional.empty();

    /** Answers true if this message completes the request. */
    boolean take(NlMessage message) {
      boolean open = result.isEmpty();
      switch (message.type()) {
        case NlMessage.ERROR -> result = NlError.decode(message).toOptional();
        case NlMessage.DONE -> result = Optional.of(NlError.ofDone(message));
        default -> data.add(message);
      }
      return open && result.isPresent();
    }

    NlReply reply() {
      return new NlReply(data, result);
    }
  }

  /**
   * Asks for a table. The answer is one consistent state: when the kernel reports that the table
   * changed meanwhile, the question is asked again (at most five times, then the last answer
   * counts).
   */
  public synchronized List<NlMessage> dump(NlMessage request, String what) throws LinuxException {
    for (int attempt = 1; ; attempt++) {
      NlMessage numbered = request.withFlags(NlMessage.F_DUMP).withSequence(sequence++);
      send(numbered.encode());
      List<NlMessage> parts = new ArrayList<>();
      NlReply reply = collect(numbered.sequence(), parts);
      boolean interrupted = parts.stream().anyMatch(part -> part.hasFlags(NlMessage.F_DUMP_INTR));
      boolean lost = reply.error().isEmpty();
      if (attempt == DUMP_TRIES || (!interrupted && !lost)) {
        reply.orThrow("dump", what);
        return parts;
      }
    }
  }

  private NlReply collect(int number, List<NlMessage> parts) throws LinuxException {
    while (true) {
      Optional<List<NlMessage>> received = receiveOrOverrun();
      if (received.isEmpty()) {
        return new NlReply(List.of(), Optional.empty());
      }
      for (NlMessage message : received.get()) {
        if (message.sequence() != number) {
          continue;
        }
        if (message.type() == NlMessage.DONE) {
          return new NlReply(List.of(), Optional.of(NlError.ofDone(message)));
        }
        if (message.type() == NlMessage.ERROR) {
          return new NlReply(List.of(), NlError.decode(message).toOptional());
        }
        parts.add(message);
      }
    }
  }

  private Optional<List<NlMessage>> receiveOrOverrun() throws LinuxException {
    try {
      return Optional.of(receive());
    } catch (LinuxException e) {
      if (e.is(Errno.ENOBUFS)) {
        return Optional.empty();
      }
      throw e.is(Errno.EAGAIN)
          ? new LinuxException("wait for answer on", name, Errno.ETIMEDOUT, Optional.empty())
          : e;
    }
  }

  /** Sends bytes to the kernel as one datagram. */
  public void send(byte[] datagram) throws LinuxException {
    int rc = buffer.send(fd, datagram, SockAddr.netlink(), new byte[0], 0);
    LinuxException.check(rc, "send to", name);
  }

  /**
   * Receives the messages of one datagram of the kernel; blocks up to the timeout, then EAGAIN.
   * ENOBUFS means that messages were lost. Datagrams of other senders are dropped, answered as
   * none.
   */
  public List<NlMessage> receive() throws LinuxException {
    return receive(0);
  }

  /** The same without waiting: EAGAIN when there is nothing. */
  public List<NlMessage> receiveNow() throws LinuxException {
    return receive(Const.MSG_DONTWAIT);
  }

  private List<NlMessage> receive(int flags) throws LinuxException {
    int length = LinuxException.check(buffer.receive(fd, flags), "receive from", name);
    if (buffer.isTruncated()) {
      throw new LinuxException("receive from", name, Errno.EMSGSIZE);
    }
    byte[] sender = buffer.name();
    // nl_pid of the kernel is 0; a process on this host could write to us, and must not be
    // believed.
    if (sender.length >= 8 && (sender[4] | sender[5] | sender[6] | sender[7]) != 0) {
      return List.of();
    }
    return switch (NlMessage.split(buffer.bytes(length), length)) {
      case NlDecoded.Ok<List<NlMessage>>(var messages) -> messages;
      case NlDecoded.Malformed<List<NlMessage>>(var reason) ->
          throw new LinuxException("receive from", name, Errno.EPROTO, Optional.of(reason));
    };
  }
}
