package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The {@code encap} of a route or nexthop (LWTUNNEL_ENCAP_*). */
public sealed interface RouteEncap {
  /**
   * {@code encap ip} or {@code encap ip6}.
   *
   * @param family outer family
   * @param id {@code id}: tunnel key, unsigned 64 bits
   * @param destination {@code dst}
   * @param source {@code src}
   * @param tos {@code tos} or {@code tc}, 0..255
   * @param ttl {@code ttl} or {@code hoplimit}, 0..255
   * @param flags {@code flags}, 16 bits
   */
  record Ip(
      AddressFamily family,
      OptionalLong id,
      Optional<InetAddress> destination,
      Optional<InetAddress> source,
      OptionalInt tos,
      OptionalInt ttl,
      OptionalInt flags)
      implements RouteEncap {}

  /**
   * {@code encap mpls LABEL[/LABEL...] [ttl N]}.
   *
   * @param labels labels from the top of the stack down, 20 bits each
   * @param ttl 0..255
   */
  record Mpls(List<Integer> labels, OptionalInt ttl) implements RouteEncap {
    /** Copies the labels. */
    public Mpls {
      labels = List.copyOf(labels);
    }
  }

  /**
   * {@code encap ila LOCATOR}.
   *
   * @param locator upper 64 bits of the address
   */
  record Ila(long locator) implements RouteEncap {}
}
