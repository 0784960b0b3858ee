package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.track.InterfaceView;

/** What counts of what the kernel tells: keepalived reference, VRRP 13. */
class NetworkTableTest {
  private static final InetAddress SOURCE = Addresses.parse("fe80::1");

  private final NetworkTable network = new NetworkTable();

  NetworkTableTest() {
    var _ = network.apply(new RtEvent.LinkChanged(eth0()));
  }

  @Test
  void rule13p3ATentativeAddressIsNotThereUntilItIsKnownToBeOurs() {
    AddressInfo settled = AddressInfo.of(SOURCE, 64, 2);
    assertThat(seenAfter(settled.withFlags(AddressInfo.F_TENTATIVE))).isEmpty();
    assertThat(seenAfter(settled)).containsExactly(SOURCE);
    assertThat(seenAfter(settled.withFlags(AddressInfo.F_DADFAILED))).isEmpty();
  }

  private List<InetAddress> seenAfter(AddressInfo address) {
    var _ = network.apply(new RtEvent.AddressChanged(address));
    return Optional.ofNullable(network.views().get("eth0"))
        .map(InterfaceView::addresses)
        .orElseThrow();
  }

  private static LinkInfo eth0() {
    return new LinkInfo(
        2,
        "eth0",
        LinkInfo.IFF_UP,
        1500,
        LinkInfo.OperState.UP,
        1,
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        0,
        LinkInfo.Detail.NONE);
  }
}
