package org.lvsdirector.parser.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lvsdirector.parser.source.SourceRange;

/**
 * One line of {@code virtual_rules} or {@code static_rules} (keepalived reference, VRRP 16.6).
 *
 * @param family family of the rule
 * @param inverted {@code not}
 * @param from {@code from}; empty for all
 * @param to {@code to}; empty for all
 * @param selector the other conditions
 * @param action what the rule does
 * @param priority {@code preference}, {@code order} or {@code priority}, unsigned 32 bits; lines
 *     without one count down from 16384 per family
 * @param realms {@code realms}: source realm in the upper, destination realm in the lower 16 bits;
 *     IPv4, table action only
 * @param suppressPrefixLength {@code suppress_prefixlength}, 0..2147483647
 * @param suppressGroup {@code suppress_ifgroup}, as a number
 * @param protocol {@code protocol}; 18 (keepalived) unless the line has {@code no_track}
 * @param noTrack {@code no_track}
 * @param trackGroup {@code track_group} (static lines only)
 * @param range where the line stands
 */
public record IpRule(
    AddressFamily family,
    boolean inverted,
    Optional<IpPrefix> from,
    Optional<IpPrefix> to,
    Selector selector,
    Action action,
    long priority,
    OptionalLong realms,
    OptionalInt suppressPrefixLength,
    OptionalInt suppressGroup,
    int protocol,
    boolean noTrack,
    Optional<String> trackGroup,
    SourceRange range) {

  /** What a rule does with a packet it matches. */
  public sealed interface Action {
    /**
     * {@code table} or {@code lookup}.
     *
     * @param number the table, never 0
     */
    record Table(long number) implements Action {}

    /**
     * {@code goto}.
     *
     * @param priority priority of the rule to go on with, greater than the rule's own
     */
    record Goto(long priority) implements Action {}

    /** {@code nop}. */
    record Nop() implements Action {}

    /** {@code l3mdev}: the table of the L3 master device. */
    record L3mdev() implements Action {}

    /** {@code blackhole}. */
    record Blackhole() implements Action {}

    /** {@code unreachable}. */
    record Unreachable() implements Action {}

    /** {@code prohibit}. */
    record Prohibit() implements Action {}
  }

  /**
   * A closed interval, of ports or user ids.
   *
   * @param first lower end, included
   * @param last upper end, included
   */
  public record Interval(long first, long last) {}

  /**
   * Conditions besides the addresses.
   *
   * @param tos {@code tos} or {@code dsfield}, 0..255
   * @param mark {@code fwmark}, unsigned 32 bits
   * @param mask mask of the mark, unsigned 32 bits
   * @param inputInterface {@code iif} or {@code dev}
   * @param outputInterface {@code oif}
   * @param tunnelId {@code tunnel-id}, unsigned 64 bits
   * @param userIds {@code uidrange}
   * @param ipProtocol {@code ipproto}, 0..255
   * @param sourcePorts {@code sport}
   * @param destinationPorts {@code dport}
   */
  public record Selector(
      OptionalInt tos,
      OptionalLong mark,
      OptionalLong mask,
      Optional<String> inputInterface,
      Optional<String> outputInterface,
      OptionalLong tunnelId,
      Optional<Interval> userIds,
      OptionalInt ipProtocol,
      Optional<Interval> sourcePorts,
      Optional<Interval> destinationPorts) {
    /** No condition. */
    public static final Selector ANY =
        new Selector(
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** A rule that sends packets from a prefix to a table, for tests. */
  public static IpRule of(IpPrefix from, long table, long priority) {
    return new IpRule(
        from.family(),
        false,
        Optional.of(from),
        Optional.empty(),
        Selector.ANY,
        new Action.Table(table),
        priority,
        OptionalLong.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        IpRoute.PROTOCOL_KEEPALIVED,
        false,
        Optional.empty(),
        SourceRange.NONE);
  }
}
