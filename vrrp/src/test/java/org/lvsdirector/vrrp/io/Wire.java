package org.lvsdirector.vrrp.io;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.linux.io.Frame;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.PacketSocket;
import org.lvsdirector.linux.io.Pollable;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.vrrp.packet.Octets;

/** Everything that one host says, heard at the other end of its cable, with the time of arrival. */
final class Wire implements AutoCloseable {
  private static final int EVERYTHING = 0x0003;

  private final PacketSocket socket;
  private final Poller poller;
  private final Thread thread = Thread.ofPlatform().name("wire").unstarted(this::listen);
  private final List<Heard> heard = new ArrayList<>();
  private volatile boolean open = true;

  /**
   * A frame.
   *
   * @param nanos {@link System#nanoTime} when it was read
   */
  record Heard(Octets frame, long nanos) {
    /** Octet {@code at} of the frame, unsigned; 0 behind its end. */
    int octet(int at) {
      return at < frame.length() ? frame.at(at) : 0;
    }

    private int etherType() {
      return octet(12) << 8 | octet(13);
    }

    /** Where the VRRP message begins; empty if this is something else. */
    Optional<Integer> advert() {
      return switch (etherType()) {
        case 0x0800 ->
            switch (octet(23)) {
              case 112 -> Optional.of(34);
              case 51 -> Optional.of(58);
              default -> Optional.empty();
            };
        case 0x86dd -> octet(20) == 112 ? Optional.of(54) : Optional.empty();
        default -> Optional.empty();
      };
    }

    boolean advertOf(int priority) {
      return advert().filter(at -> octet(at + 2) == priority).isPresent();
    }

    int vrid() {
      return advert().map(at -> octet(at + 1)).orElse(-1);
    }

    /** Gratuitous ARP, or an unsolicited neighbour advertisement to all nodes. */
    boolean announcement() {
      boolean arp = etherType() == 0x0806;
      boolean na = etherType() == 0x86dd && octet(20) == 58 && octet(54) == 136;
      return (arp && octet(28) == octet(38) && octet(31) == octet(41))
          || (na && octet(38) == 0xff && octet(53) == 1);
    }

    @Override
    public String toString() {
      return frame.toString();
    }
  }

  private Wire(PacketSocket socket, Poller poller) {
    this.socket = socket;
    this.poller = poller;
  }

  static Wire listen(String namespace, String device) throws LinuxException {
    PacketSocket socket =
        NetworkNamespace.call(
            namespace,
            () -> {
              try (RtNetlink netlink = RtNetlink.open()) {
                int index = netlink.link(device).orElseThrow().index();
                return PacketSocket.listening(EVERYTHING, index);
              }
            });
    var poller = new Poller();
    poller.add(socket);
    var wire = new Wire(socket, poller);
    wire.thread.start();
    return wire;
  }

  private void listen() {
    try {
      while (open) {
        for (Pollable _ : poller.await(Duration.ofSeconds(1))) {
          read();
        }
      }
    } catch (LinuxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() throws LinuxException {
    for (Optional<Frame> f = socket.receive(); f.isPresent(); f = socket.receive()) {
      var one = new Heard(Octets.of(f.get().bytes()), System.nanoTime());
      synchronized (heard) {
        heard.add(one);
      }
    }
  }

  List<Heard> frames() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  List<Heard> adverts() {
    return frames().stream().filter(h -> h.advert().isPresent()).toList();
  }

  @Override
  public void close() {
    open = false;
    poller.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    socket.close();
    poller.close();
  }
}
