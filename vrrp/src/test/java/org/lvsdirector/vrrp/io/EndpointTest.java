package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstanceBuilder;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.vrrp.packet.Addresses;

/**
 * Which instances share sockets, and what these are for: keepalived reference, VRRP 5.1 and 6.4.
 */
class EndpointTest {
  private static final InetAddress SOURCE = Addresses.parse("fe80::1");
  private static final InetAddress GROUP = Addresses.parse("ff02::12");
  private static final Optional<String> DEVICE = Optional.of("eth0");

  @Test
  void rule5p1InstancesOfOneGroupShareASocketAndUnicastHasItsOwn() {
    Endpoint one = Endpoint.of(instance().build(), DEVICE, 2, SOURCE);
    Endpoint two = Endpoint.of(instance().virtualRouterId(52).build(), DEVICE, 2, SOURCE);
    assertThat(one).isEqualTo(two);
    assertThat(Endpoint.of(unicast(), DEVICE, 2, SOURCE)).isNotEqualTo(one);
    assertThat(Endpoint.of(instance().build(), Optional.of("eth1"), 3, SOURCE)).isNotEqualTo(one);
  }

  @Test
  void rule6p4AMulticastSocketTakesNoUnicastAndTheReverse() {
    Endpoint multicast = Endpoint.of(instance().build(), DEVICE, 2, SOURCE);
    assertThat(multicast.expects(GROUP)).isTrue();
    assertThat(multicast.expects(SOURCE)).isFalse();
    Endpoint unicast = Endpoint.of(unicast(), DEVICE, 2, SOURCE);
    assertThat(unicast.expects(SOURCE)).isTrue();
    assertThat(unicast.expects(GROUP)).isFalse();
  }

  private static VrrpInstanceBuilder instance() {
    return VrrpInstance.builder("VI_1")
        .version(3)
        .family(AddressFamily.INET6)
        .transport(VrrpTransport.multicast(AddressFamily.INET6));
  }

  private static VrrpInstance unicast() {
    List<UnicastPeer> peers = List.of(UnicastPeer.of(Addresses.parse("fe80::2")));
    return instance().transport(VrrpTransport.unicast(SOURCE, peers)).build();
  }
}
