package org.lvsdirector.linux.io;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.linux.netlink.NlMessage;
import org.lvsdirector.linux.netlink.ProcEvent;

/**
 * Hears of every process that starts, changes or ends on this host (CAP_NET_ADMIN in the first
 * network and user namespace, CONFIG_PROC_EVENTS). For {@code track_process}. Wait with a {@link
 * Poller}.
 */
public final class ProcConnector implements Pollable {

  private final NetlinkSocket socket;

  private ProcConnector(NetlinkSocket socket) {
    this.socket = socket;
  }

  /**
   * Subscribes. EPROTONOSUPPORT when the kernel has no connector.
   *
   * @param receiveBuffer bytes, forced beyond the system limit
   */
  public static ProcConnector open(int receiveBuffer) throws LinuxException {
    NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.CONNECTOR);
    try {
      socket.receiveBuffer(receiveBuffer, true);
      socket.join(ProcEvent.GROUP);
      socket.send(ProcEvent.listen(true).encode());
      return new ProcConnector(socket);
    } catch (LinuxException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public Fd fd() {
    return socket.fd();
  }

  /**
   * The events that are there; empty if none. ENOBUFS means that some were lost: look at /proc for
   * everything again.
   */
  public List<ProcEvent> read() throws LinuxException {
    List<ProcEvent> events = new ArrayList<>();
    while (true) {
      try {
        for (NlMessage message : socket.receiveNow()) {
          ProcEvent.decode(message).ifPresent(events::add);
        }
      } catch (LinuxException e) {
        if (e.is(Errno.EAGAIN)) {
          return events;
        }
        throw e;
      }
    }
  }
}
