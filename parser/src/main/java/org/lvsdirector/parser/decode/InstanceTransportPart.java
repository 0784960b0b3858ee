package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.syntax.Statement;

/** How adverts travel: sources, groups, peers (keepalived reference, VRRP 1.8, 14). */
final class InstanceTransportPart implements GlobalDefsDecoder.Part {
  private static final Range TTL = Range.of(0, 255);

  private final InstanceDecoder in;
  private final InstanceDraft vi;

  InstanceTransportPart(InstanceDecoder in, InstanceDraft vi) {
    this.in = in;
    this.vi = vi;
  }

  @Override
  public boolean accept(Statement s) {
    switch (s.keyword().text()) {
      case "mcast_src_ip" -> source(s);
      case "unicast_src_ip" -> {
        vi.unicastKeyword = true;
        source(s);
      }
      case "mcast_dst_ip" -> group(s);
      case "track_src_ip" -> vi.trackSource = true;
      case "unicast_peer" -> {
        vi.unicastKeyword = true;
        s.children().forEach(this::peer);
      }
      case "unicast_fault_no_peer" -> vi.unicastFaultNoPeer = true;
      case "check_unicast_src" -> {
        vi.unicastKeyword = true;
        vi.checkUnicastSource = true;
      }
      case "unicast_ttl" -> {
        vi.unicastTtlRange = s.range();
        in.integer(s, 0, TTL).ifPresent(v -> vi.unicastTtl = OptionalInt.of((int) v));
      }
      case "kernel_rx_buf_size" ->
          in.integer(s, 0, Range.UINT32).ifPresent(v -> vi.receiveBuffer = v);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void source(Statement s) {
    in.address(s, 0).flatMap(a -> in.ofFamily(s, a)).ifPresent(a -> vi.source = a);
  }

  private void group(Statement s) {
    Optional<InetAddress> group = in.address(s, 0);
    if (group.isEmpty()) {
      return;
    }
    InetAddress address = group.get();
    boolean inet6 = AddressFamily.of(address) == AddressFamily.INET6;
    if (!address.isMulticastAddress() || (inet6 && !address.isMCLinkLocal())) {
      in.error(
          s,
          "mcast_dst_ip: "
              + BlockDecoder.text(s, 0)
              + " (expected a multicast address, for IPv6 a link-local one), ignored");
      return;
    }
    in.ofFamily(s, address).ifPresent(a -> vi.group = a);
  }

  private void peer(Statement s) {
    Optional<InetAddress> address =
        Literals.cutAddress(s.keyword().text()).flatMap(a -> in.ofFamily(s, a));
    if (address.isEmpty()) {
      if (Literals.cutAddress(s.keyword().text()).isEmpty()) {
        in.error(s, "unicast_peer: \"" + s.keyword().text() + "\" is not an address, ignored");
      }
      return;
    }
    if (!vi.peerAddresses.add(address.get())) {
      in.error(s, "unicast_peer " + s.keyword().text() + " is written again, ignored");
      return;
    }
    int min = 0;
    int max = 255;
    for (int i = 0; i < s.args().size(); i++) {
      String word = BlockDecoder.text(s, i);
      if (word.endsWith("_ttl") && i + 1 >= s.args().size()) {
        in.error(s, "unicast_peer: " + word + " is missing a value (expected 0..255)");
        continue;
      }
      switch (word) {
        case "min_ttl" -> min = (int) in.integer(word, s, ++i, TTL).orElse(min);
        case "max_ttl" -> max = (int) in.integer(word, s, ++i, TTL).orElse(max);
        default -> {
          in.error(s, "unicast_peer: \"" + word + "\" (expected min_ttl or max_ttl)");
          continue;
        }
      }
      vi.checkUnicastSource = true;
    }
    vi.peers.add(new UnicastPeer(address.get(), min, max));
  }
}
