package org.lvsdirector.linux.netlink;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A policy routing rule, as wanted or as the kernel describes it (linux/fib_rules.h).
 *
 * @param family {@link IpBytes#AF_INET} or {@link IpBytes#AF_INET6}
 * @param action {@code ACTION_} number
 * @param table the table looked up, 0 unless the action is {@link #ACTION_TABLE}
 * @param priority position among the rules; the kernel picks one if absent
 * @param invert the rule holds when the selectors do not
 * @param select what it matches
 * @param target the rule number to go to, for {@link #ACTION_GOTO}
 * @param suppress when a found route does not count
 * @param realms source realm in the upper, destination realm in the lower 16 bits
 * @param l3mdev look up the table of the VRF the packet belongs to
 * @param protocol who added it; 18 is keepalived
 */
public record RuleInfo(
    int family,
    int action,
    long table,
    OptionalLong priority,
    boolean invert,
    Selector select,
    OptionalLong target,
    Suppress suppress,
    OptionalLong realms,
    boolean l3mdev,
    int protocol) {

  public static final int ACTION_TABLE = 1;
  public static final int ACTION_GOTO = 2;
  public static final int ACTION_NOP = 3;
  public static final int ACTION_BLACKHOLE = 6;
  public static final int ACTION_UNREACHABLE = 7;
  public static final int ACTION_PROHIBIT = 8;

  /** A rule "all packets: look up this table" with protocol 18. */
  public static RuleInfo lookup(int family, long table) {
    return new RuleInfo(
        family,
        ACTION_TABLE,
        table,
        OptionalLong.empty(),
        false,
        Selector.ALL,
        OptionalLong.empty(),
        Suppress.NONE,
        OptionalLong.empty(),
        false,
        RouteInfo.PROTOCOL_KEEPALIVED);
  }

  public RuleInfo withPriority(long value) {
    return new RuleInfo(
        family,
        action,
        table,
        OptionalLong.of(value),
        invert,
        select,
        target,
        suppress,
        realms,
        l3mdev,
        protocol);
  }

  public RuleInfo withSelector(Selector value) {
    return new RuleInfo(
        family, action, table, priority, invert, value, target, suppress, realms, l3mdev, protocol);
  }

  /** An unsigned range, both ends included. */
  public record Range(long from, long to) {}

  /** Suppressors: a route is skipped if its prefix is this short, or its device in this group. */
  public record Suppress(OptionalLong prefixLength, OptionalLong interfaceGroup) {
    public static final Suppress NONE = new Suppress(OptionalLong.empty(), OptionalLong.empty());
  }

  /**
   * What a rule matches; everything absent matches all.
   *
   * @param from source prefix
   * @param to destination prefix
   * @param inputInterface name of the incoming interface
   * @param outputInterface name of the outgoing interface
   * @param tos type of service, 0 any
   * @param mark firewall mark
   * @param markMask bits of the mark that count
   * @param tunnelId tunnel key
   * @param protocol IP protocol number
   * @param sourcePorts of TCP, UDP, SCTP, DCCP
   * @param destinationPorts of the same
   * @param users user ids of the sending process
   */
  public record Selector(
      Optional<IpPrefix> from,
      Optional<IpPrefix> to,
      Optional<String> inputInterface,
      Optional<String> outputInterface,
      int tos,
      OptionalLong mark,
      OptionalLong markMask,
      OptionalLong tunnelId,
      OptionalInt protocol,
      Optional<Range> sourcePorts,
      Optional<Range> destinationPorts,
      Optional<Range> users) {

    /** Every packet. */
    public static final Selector ALL =
        new Selector(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Selector from(IpPrefix value) {
      return new Selector(
          Optional.of(value),
          to,
          inputInterface,
          outputInterface,
          tos,
          mark,
          markMask,
          tunnelId,
          protocol,
          sourcePorts,
          destinationPorts,
          users);
    }

    public Selector to(IpPrefix value) {
      return new Selector(
          from,
          Optional.of(value),
          inputInterface,
          outputInterface,
          tos,
          mark,
          markMask,
          tunnelId,
          protocol,
          sourcePorts,
          destinationPorts,
          users);
    }

    public Selector mark(long value) {
      return new Selector(
          from,
          to,
          inputInterface,
          outputInterface,
          tos,
          OptionalLong.of(value),
          markMask,
          tunnelId,
          protocol,
          sourcePorts,
          destinationPorts,
          users);
    }
  }
}
