package org.lvsdirector.parser.decode;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.Environment.RoutingTable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.IpRule.Action;
import org.lvsdirector.parser.model.IpRule.Interval;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads one rule line (keepalived reference, VRRP 16.6). A single port is the interval of that
 * port; keepalived 2.4.3 refuses it (parser 24.3).
 */
final class RuleLine {
  private static final Map<String, Integer> PROTOCOLS =
      Map.of(
          "icmp",
          1,
          "tcp",
          6,
          "udp",
          17,
          "dccp",
          33,
          "gre",
          47,
          "esp",
          50,
          "ah",
          51,
          "ipv6-icmp",
          58,
          "sctp",
          132);

  private final LineReader line;
  private final boolean isStatic;
  private @Nullable AddressFamily family;
  private boolean inverted;
  private Optional<IpPrefix> from = Optional.empty();
  private Optional<IpPrefix> to = Optional.empty();
  private @Nullable Action action;
  private OptionalLong priority = OptionalLong.empty();
  private OptionalInt tos = OptionalInt.empty();
  private OptionalLong mark = OptionalLong.empty();
  private OptionalLong mask = OptionalLong.empty();
  private OptionalLong realms = OptionalLong.empty();
  private OptionalInt suppressLength = OptionalInt.empty();
  private OptionalInt suppressGroup = OptionalInt.empty();
  private Optional<String> iif = Optional.empty();
  private Optional<String> oif = Optional.empty();
  private OptionalLong tunnel = OptionalLong.empty();
  private Optional<Interval> users = Optional.empty();
  private OptionalInt ipProtocol = OptionalInt.empty();
  private Optional<Interval> sport = Optional.empty();
  private Optional<Interval> dport = Optional.empty();
  private int protocol = IpRoute.PROTOCOL_KEEPALIVED;
  private boolean noTrack;
  private boolean tableOption;
  private Optional<String> trackGroup = Optional.empty();

  RuleLine(VrrpDraft.Context context, Statement s, boolean isStatic, String where) {
    this.line = LineReader.ofRouting(context, s, " in rule" + where);
    this.isStatic = isStatic;
  }

  /** The rule, or empty and reported if the line is not usable. */
  Optional<IpRule> rule() {
    while (!line.failed && line.more()) {
      String word = line.next();
      if (!selector(word) && !numbers(word) && !action(word)) {
        line.drop("\"" + word + "\" is not an option of a rule");
      }
    }
    if (!line.failed && action == null) {
      line.drop("a rule needs an action");
    }
    if (!line.failed
        && action instanceof Action.Goto(long target)
        && (priority.isEmpty() || priority.getAsLong() >= target)) {
      line.drop("goto needs a preference below its target");
    }
    if (!line.failed
        && tableOption
        && !(action instanceof Action.Table || action instanceof Action.L3mdev)) {
      line.drop("realms and suppress_* need a table");
    }
    if (line.failed || action == null) {
      return Optional.empty();
    }
    if (!noTrack && protocol != IpRoute.PROTOCOL_KEEPALIVED) {
      line.error("a rule with a protocol of its own needs no_track, protocol is ignored");
    }
    if (trackGroup.isPresent() && iif.isEmpty()) {
      line.error("track_group needs dev, ignored");
      trackGroup = Optional.empty();
    }
    return Optional.of(built(action));
  }

  private IpRule built(Action settled) {
    AddressFamily rules = family == null ? AddressFamily.INET : family;
    if (priority.isEmpty()) {
      priority = OptionalLong.of(line.context.draft().nextRulePriority(rules));
      line.context
          .out()
          .warning(
              line.s.range(),
              "a rule without preference gets "
                  + priority.getAsLong()
                  + ", which is probably not what is wanted"
                  + line.where);
    }
    var selector =
        new IpRule.Selector(tos, mark, mask, iif, oif, tunnel, users, ipProtocol, sport, dport);
    return new IpRule(
        rules,
        inverted,
        from,
        to,
        selector,
        settled,
        priority.getAsLong(),
        realms,
        suppressLength,
        suppressGroup,
        noTrack ? protocol : IpRoute.PROTOCOL_KEEPALIVED,
        noTrack,
        trackGroup,
        line.s.range());
  }

  private Optional<IpPrefix> prefix(String option) {
    String word = line.argument(option);
    if (line.failed) {
      return Optional.empty();
    }
    if (word.equals("default") || word.equals("any") || word.equals("all")) {
      return Optional.empty();
    }
    Optional<IpPrefix> prefix = Prefixes.parse(word);
    if (prefix.isEmpty()) {
      line.drop(option + ": \"" + word + "\" is not a prefix");
      return prefix;
    }
    if (family != null && family != prefix.get().family()) {
      line.drop("IPv4 and IPv6 cannot be mixed");
    }
    family = prefix.get().family();
    return prefix;
  }

  private boolean selector(String word) {
    switch (word) {
      case "inet" -> family = AddressFamily.INET;
      case "inet6" -> family = AddressFamily.INET6;
      case "not" -> inverted = true;
      case "from" -> from = prefix(word);
      case "to" -> to = prefix(word);
      case "iif", "dev" -> iif = line.device(word);
      case "oif" -> oif = line.device(word);
      case "tos", "dsfield" -> tos = line.octet(word, RoutingTable.DSFIELD);
      case "fwmark" -> mark();
      case "tunnel-id" ->
          tunnel = OptionalLong.of(line.number(word, Range.of(0, Long.MAX_VALUE), 0));
      case "uidrange" -> users = interval(word, Range.UINT32, false);
      case "sport" -> sport = interval(word, Range.of(0, 65535), true);
      case "dport" -> dport = interval(word, Range.of(0, 65535), true);
      case "ipproto" -> ipProtocol = ipProtocol();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean numbers(String word) {
    switch (word) {
      case "preference", "order", "priority" -> {
        long value = line.anyBase(word, Range.UINT32, -1);
        priority = value < 0 ? priority : OptionalLong.of(value);
      }
      case "realms" -> {
        tableOption = true;
        realms = line.realms(word);
        if (family == AddressFamily.INET6) {
          line.drop("realms are for IPv4");
        }
        family = AddressFamily.INET;
      }
      case "suppress_prefixlength", "sup_pl" -> {
        tableOption = true;
        suppressLength = OptionalInt.of((int) line.number(word, Range.of(0, Integer.MAX_VALUE), 0));
      }
      case "suppress_ifgroup", "sup_group" -> {
        tableOption = true;
        OptionalLong group = line.named(word, RoutingTable.GROUPS);
        if (group.isPresent()) {
          suppressGroup = OptionalInt.of((int) group.getAsLong());
        }
      }
      case "protocol" -> protocol = line.octet(word, RoutingTable.PROTOCOLS).orElse(protocol);
      case "no_track" -> noTrack = true;
      case "track_group" -> {
        if (!isStatic) {
          return false;
        }
        trackGroup = line.trackGroup();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean action(String word) {
    switch (word) {
      case "table", "lookup" -> {
        OptionalLong table = line.named(word, RoutingTable.TABLES);
        if (table.isPresent() && table.getAsLong() == 0) {
          line.drop(word + ": table 0 cannot be used");
        } else if (table.isPresent()) {
          act(new Action.Table(table.getAsLong()));
        }
      }
      case "goto" -> act(new Action.Goto(line.number(word, Range.UINT32, 0)));
      case "type" -> {
        // says nothing by itself, but an action must follow
        if (!action(line.argument(word)) && !line.failed) {
          line.drop("type: expected an action after it");
        }
      }
      case "nop" -> act(new Action.Nop());
      case "l3mdev" -> act(new Action.L3mdev());
      case "blackhole" -> act(new Action.Blackhole());
      case "unreachable" -> act(new Action.Unreachable());
      case "prohibit" -> act(new Action.Prohibit());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void act(Action wanted) {
    if (action != null && !line.failed) {
      line.drop("a rule has one action");
    }
    action = wanted;
  }

  private void mark() {
    String word = line.argument("fwmark");
    if (line.failed) {
      return;
    }
    int slash = word.indexOf('/');
    Numbers.Parsed value = Numbers.integer(slash < 0 ? word : word.substring(0, slash), 0);
    Numbers.Parsed bits = slash < 0 ? null : Numbers.integer(word.substring(slash + 1), 0);
    boolean good = value.whole() && Range.UINT32.contains(value.value());
    if (!good || (bits != null && !(bits.whole() && Range.UINT32.contains(bits.value())))) {
      line.drop("fwmark: \"" + word + "\" (expected N or N/MASK)");
      return;
    }
    mark = OptionalLong.of(value.value());
    mask = bits == null ? OptionalLong.empty() : OptionalLong.of(bits.value());
  }

  private Optional<Interval> interval(String option, Range range, boolean single) {
    String word = line.argument(option);
    if (line.failed) {
      return Optional.empty();
    }
    int dash = word.indexOf('-');
    Numbers.Parsed low = Numbers.integer(dash < 0 ? word : word.substring(0, dash), 10);
    Numbers.Parsed high = dash < 0 ? low : Numbers.integer(word.substring(dash + 1), 10);
    boolean good = low.whole() && high.whole() && (dash >= 0 || single);
    if (!good
        || !range.contains(low.value())
        || !range.contains(high.value())
        || low.value() > high.value()) {
      line.drop(option + ": \"" + word + "\" (expected LOW-HIGH within " + range + ")");
      return Optional.empty();
    }
    return Optional.of(new Interval(low.value(), high.value()));
  }

  private OptionalInt ipProtocol() {
    String word = line.argument("ipproto");
    if (line.failed) {
      return OptionalInt.empty();
    }
    Integer known = PROTOCOLS.get(word);
    Numbers.Parsed number = Numbers.integer(word, 0);
    if (known == null && (!number.whole() || number.value() < 0 || number.value() > 255)) {
      line.drop("ipproto: \"" + word + "\" is neither a number 0..255 nor a known protocol");
      return OptionalInt.empty();
    }
    return OptionalInt.of(known == null ? (int) number.value() : known);
  }
}
