package org.lvsdirector.vrrp.io;

import java.net.InetAddress;
import java.util.Optional;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RawPacket;
import org.lvsdirector.linux.io.RawSocket;
import org.lvsdirector.linux.netlink.IpFamily;
import org.lvsdirector.vrrp.packet.AddressFamily;
import org.lvsdirector.vrrp.packet.Octets;
import org.lvsdirector.vrrp.packet.ReceivedPacket;

/** The receiving and the sending raw socket of one endpoint (keepalived reference, VRRP 5). */
final class VrrpSocket implements AutoCloseable {
  private static final int CHECKSUM_OFFSET = 6;
  private static final int INTERNETWORK_CONTROL = 0xc0;
  private static final int CONTROL_PRIORITY = 6;

  private final Endpoint endpoint;
  private final RawSocket receiver;
  private final RawSocket sender;

  private VrrpSocket(Endpoint endpoint, RawSocket receiver, RawSocket sender) {
    this.endpoint = endpoint;
    this.receiver = receiver;
    this.sender = sender;
  }

  /** Opens both in the namespace of the calling thread. */
  static VrrpSocket open(Endpoint endpoint, int receiveBuffer) throws LinuxException {
    IpFamily family = endpoint.ipv4() ? IpFamily.IPV4 : IpFamily.IPV6;
    RawSocket receiver = RawSocket.open(family, endpoint.protocol());
    try {
      prepareReceiver(endpoint, receiver, receiveBuffer);
      RawSocket sender = RawSocket.open(family, endpoint.protocol());
      try {
        prepareSender(endpoint, sender);
        return new VrrpSocket(endpoint, receiver, sender);
      } catch (LinuxException e) {
        sender.close();
        throw e;
      }
    } catch (LinuxException e) {
      receiver.close();
      throw e;
    }
  }

  private static void prepareReceiver(Endpoint endpoint, RawSocket socket, int receiveBuffer)
      throws LinuxException {
    if (receiveBuffer > 0) {
      socket.receiveBuffer(receiveBuffer, true);
    }
    if (endpoint.device().isPresent()) {
      socket.bindToDevice(endpoint.device().get());
    }
    if (!endpoint.ipv4()) {
      socket.checksumOffset(CHECKSUM_OFFSET);
    }
    socket.multicastAll(false);
    if (endpoint.group().isPresent()) {
      socket.joinMulticast(endpoint.group().get(), endpoint.index());
      socket.bind(endpoint.group().get(), endpoint.index());
    } else if (endpoint.local().isPresent()) {
      socket.freeBind(true);
      socket.bind(endpoint.local().get(), endpoint.index());
    }
  }

  private static void prepareSender(Endpoint endpoint, RawSocket socket) throws LinuxException {
    if (endpoint.device().isPresent()) {
      socket.bindToDevice(endpoint.device().get());
    }
    if (endpoint.ipv4()) {
      socket.headerIncluded(true);
    } else {
      socket.checksumOffset(CHECKSUM_OFFSET);
      socket.trafficClass(INTERNETWORK_CONTROL);
      if (endpoint.hopLimit().isPresent()) {
        socket.hopLimit(endpoint.hopLimit().get());
      }
    }
    if (endpoint.group().isPresent()) {
      socket.multicastLoop(false);
      socket.multicastInterface(endpoint.index());
    }
    socket.priority(CONTROL_PRIORITY);
    socket.receiveNothing();
  }

  RawSocket receiver() {
    return receiver;
  }

  /** One waiting packet, if there is any. */
  Optional<ReceivedPacket> receive() throws LinuxException {
    while (true) {
      Optional<RawPacket> raw = receiver.receive();
      if (raw.isEmpty()) {
        return Optional.empty();
      }
      Optional<ReceivedPacket> packet = convert(raw.get());
      if (packet.isPresent()) {
        return packet;
      }
    }
  }

  private Optional<ReceivedPacket> convert(RawPacket raw) {
    if (endpoint.ipv4()) {
      return ReceivedPacket.ipv4(raw.bytes());
    }
    return endpoint.expects(raw.destination())
        ? Optional.of(
            new ReceivedPacket(
                AddressFamily.IPV6,
                Octets.of(raw.bytes()),
                raw.source(),
                raw.destination(),
                raw.hopLimit().orElse(0)))
        : Optional.empty();
  }

  void send(byte[] packet, InetAddress source, InetAddress destination) throws LinuxException {
    boolean multicast = destination.isMulticastAddress();
    sender.send(
        packet,
        new RawSocket.SendTo(
            destination,
            multicast || destination.isLinkLocalAddress() ? endpoint.index() : 0,
            endpoint.ipv4() ? Optional.empty() : Optional.of(source),
            multicast));
  }

  @Override
  public void close() {
    receiver.close();
    sender.close();
  }
}
