package org.lvsdirector.linux.netlink;

import java.util.function.Function;

/**
 * The route family as a whole: its multicast groups, and the event a message stands for. The single
 * kinds are in {@link LinkMessages}, {@link AddressMessages}, {@link RouteMessages} and {@link
 * RuleMessages}.
 */
public final class RtMessages {

  public static final int GROUP_LINK = 1;
  public static final int GROUP_IPV4_ADDRESS = 5;
  public static final int GROUP_IPV4_ROUTE = 7;
  public static final int GROUP_IPV4_RULE = 8;
  public static final int GROUP_IPV6_ADDRESS = 9;
  public static final int GROUP_IPV6_ROUTE = 11;
  public static final int GROUP_IPV6_RULE = 19;

  private RtMessages() {}

  /**
   * Reads a notification. Messages of other kinds read as malformed, with their type in the reason.
   */
  public static NlDecoded<RtEvent> event(NlMessage message) {
    return switch (message.type()) {
      case LinkMessages.RTM_NEWLINK -> as(LinkMessages.decode(message), RtEvent.LinkChanged::new);
      case LinkMessages.RTM_DELLINK -> as(LinkMessages.decode(message), RtEvent.LinkRemoved::new);
      case AddressMessages.RTM_NEWADDR ->
          as(AddressMessages.decode(message), RtEvent.AddressChanged::new);
      case AddressMessages.RTM_DELADDR ->
          as(AddressMessages.decode(message), RtEvent.AddressRemoved::new);
      case RouteMessages.RTM_NEWROUTE ->
          as(RouteMessages.decode(message), RtEvent.RouteChanged::new);
      case RouteMessages.RTM_DELROUTE ->
          as(RouteMessages.decode(message), RtEvent.RouteRemoved::new);
      case RuleMessages.RTM_NEWRULE -> as(RuleMessages.decode(message), RtEvent.RuleChanged::new);
      case RuleMessages.RTM_DELRULE -> as(RuleMessages.decode(message), RtEvent.RuleRemoved::new);
      default -> NlDecoded.malformed("route message of type " + message.type());
    };
  }

  private static <T> NlDecoded<RtEvent> as(NlDecoded<T> decoded, Function<T, RtEvent> event) {
    return decoded.then(value -> new NlDecoded.Ok<>(event.apply(value)));
  }
}
