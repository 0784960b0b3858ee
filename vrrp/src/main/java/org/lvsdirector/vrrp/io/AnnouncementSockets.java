package org.lvsdirector.vrrp.io;

import java.net.Inet4Address;
import java.net.Inet6Address;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.PacketSocket;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.vrrp.packet.GratuitousArp;
import org.lvsdirector.vrrp.packet.MacAddress;
import org.lvsdirector.vrrp.packet.NeighborAdvertisement;

/** Packet sockets for gratuitous ARP and unsolicited neighbour advertisements. */
final class AnnouncementSockets implements Announcer.Wire {
  private static final int INFINIBAND_LINK = 32;
  private static final MacAddress INFINIBAND_BROADCAST =
      MacAddress.of("00:ff:ff:ff:ff:12:40:1b:00:00:00:00:00:00:00:00:ff:ff:ff:ff");

  private final PacketSocket frames;
  private final PacketSocket cooked;

  private AnnouncementSockets(PacketSocket frames, PacketSocket cooked) {
    this.frames = frames;
    this.cooked = cooked;
  }

  static AnnouncementSockets open() throws LinuxException {
    PacketSocket frames = PacketSocket.forSending();
    try {
      return new AnnouncementSockets(frames, PacketSocket.cookedForSending());
    } catch (LinuxException e) {
      frames.close();
      throw e;
    }
  }

  @Override
  public void send(Announcer.Target target) throws LinuxException {
    LinkInfo link = target.link();
    byte[] mac = link.address().map(HardwareAddress::toBytes).orElse(new byte[6]);
    switch (target.address()) {
      case Inet4Address v4 when link.hardwareType() == INFINIBAND_LINK ->
          cooked.send(
              GratuitousArp.payload(
                  GratuitousArp.HARDWARE_INFINIBAND, MacAddress.of(mac), INFINIBAND_BROADCAST, v4),
              link.index(),
              PacketSocket.ETHERTYPE_ARP,
              HardwareAddress.of(INFINIBAND_BROADCAST.octets().toArray()));
      case Inet4Address v4 ->
          frames.send(GratuitousArp.frame(MacAddress.of(mac), v4), link.index());
      case Inet6Address v6 ->
          frames.send(
              NeighborAdvertisement.frame(MacAddress.of(mac), v6, target.router()), link.index());
      default -> throw new IllegalStateException("address family of " + target.address());
    }
  }

  @Override
  public void close() {
    frames.close();
    cooked.close();
  }
}
