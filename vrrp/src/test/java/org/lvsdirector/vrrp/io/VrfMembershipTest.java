package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.RtEvent;

/** keepalived reference, VRRP 13.5 and 17.3. */
class VrfMembershipTest {
  private static final int BLUE = 7;
  private static final int RED = 8;
  private static final int BRIDGE = 9;

  private final NetworkTable network = new NetworkTable();

  VrfMembershipTest() {
    List<LinkInfo> masters =
        List.of(
            link("blue", BLUE, 0, "vrf"),
            link("red", RED, 0, "vrf"),
            link("br0", BRIDGE, 0, "bridge"));
    var _ = network.apply(new RtEvent.Snapshot(masters, List.of(), List.of(), List.of()));
  }

  @Test
  void rule17p3AVmacJoinsTheVrfOfItsParent() {
    assertThat(change(0, BLUE)).hasValue(BLUE);
    assertThat(change(0, 0)).isEmpty();
    assertThat(change(BLUE, BLUE)).isEmpty();
  }

  @Test
  void rule17p3ABridgeIsNotJoined() {
    assertThat(change(0, BRIDGE)).isEmpty();
  }

  @Test
  void rule13p5AVmacFollowsItsParentIntoAnotherVrfAndOutOfIt() {
    assertThat(change(BLUE, RED)).hasValue(RED);
    assertThat(change(BLUE, 0)).hasValue(VrfMembership.NONE);
  }

  private OptionalInt change(int ofVmac, int ofParent) {
    return VrfMembership.change(
        link("vrrp.51", 3, ofVmac, "macvlan"), link("eth0", 2, ofParent, ""), network);
  }

  private static LinkInfo link(String name, int index, int master, String kind) {
    OptionalInt none = OptionalInt.empty();
    var detail = new LinkInfo.Detail(Optional.of(kind).filter(k -> !k.isEmpty()), none, none, none);
    return new LinkInfo(
        index,
        name,
        LinkInfo.IFF_UP,
        1500,
        LinkInfo.OperState.UP,
        1,
        Optional.empty(),
        none,
        master == 0 ? none : OptionalInt.of(master),
        0,
        detail);
  }
}
