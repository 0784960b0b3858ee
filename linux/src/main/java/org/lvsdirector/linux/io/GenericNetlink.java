package org.lvsdirector.linux.io;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.linux.netlink.GenlMessage;
import org.lvsdirector.linux.netlink.NlDecoded;
import org.lvsdirector.linux.netlink.NlMessage;

/** A generic netlink socket: finds families by name and talks to them. Threads may share one. */
public final class GenericNetlink implements Pollable {

  private final NetlinkSocket socket;

  private GenericNetlink(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Opens a socket in the namespace of the calling thread. */
  public static GenericNetlink open() throws LinuxException {
    return new GenericNetlink(NetlinkSocket.open(NetlinkSocket.GENERIC));
  }

  /** The socket below, for batches and for its settings. */
  public NetlinkSocket socket() {
    return socket;
  }

  @Override
  public Fd fd() {
    return socket.fd();
  }

  /**
   * The number of a family. ENOENT when the kernel does not have it: the module is not loaded. The
   * question may load it where the kernel can.
   */
  public int resolve(String family) throws LinuxException {
    NlReply reply =
        socket.exchange(GenlMessage.resolve(family)).orThrow("find netlink family", family);
    for (NlMessage message : reply.messages()) {
      if (GenlMessage.resolved(message) instanceof NlDecoded.Ok<Integer>(var id)) {
        return id;
      }
    }
    throw new LinuxException(
        "find netlink family", family, Errno.EPROTO, Optional.of("answer without a number"));
  }

  /** Sends one request, see {@link GenlMessage#request}, and waits for its answer. */
  public NlReply exchange(NlMessage request) throws LinuxException {
    return socket.exchange(request);
  }

  /** Sends many requests in few datagrams; answers in the same order. */
  public List<NlReply> exchange(List<NlMessage> requests) throws LinuxException {
    return socket.exchange(requests);
  }

  /** Asks for a table; {@code what} names it in errors. */
  public List<NlMessage> dump(NlMessage request, String what) throws LinuxException {
    return socket.dump(request, what);
  }
}
