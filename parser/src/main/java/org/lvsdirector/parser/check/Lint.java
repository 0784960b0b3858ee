package org.lvsdirector.parser.check;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.KeptFindings;
import org.lvsdirector.parser.source.SourceRange;

/**
 * The lints, each with its name and the reason it exists. What keepalived complains of itself is
 * not said twice: its finding gets the name and the reason ({@link #explain}).
 */
public enum Lint {
  /** A strict instance drops traffic to its own addresses. */
  STRICT_NO_ACCEPT(
      "strict-no-accept",
      "strict mode makes a router that is not the address owner drop all traffic to the address, ping included;"
          + " remove vrrp_strict, or write version 3 and accept"),
  /** An address lies in no network of this host. */
  VIP_OUTSIDE_SUBNETS(
      "vip-outside-subnets",
      "hosts reach an address by ARP only within one of their networks; check for a typing mistake, or route it here"),
  /** A server for direct routing is behind a router. */
  DR_NOT_CONNECTED(
      "dr-not-connected",
      "direct routing rewrites the MAC address only, so the server must be in a network of this host; use TUN otherwise"),
  /** A master that shall not preempt. */
  MASTER_NOPREEMPT(
      "master-nopreempt",
      "a router that starts as master takes the addresses from one that works; write state BACKUP on both routers"),
  /** A password of which a part is not used. */
  LONG_PASSWORD(
      "auth-pass-length",
      "the field of the packet holds 8 octets, so passwords that differ after them only are the same"),
  /** Two virtual routers with one number in one network. */
  DUPLICATE_VRID(
      "duplicate-vrid",
      "each would take the other's adverts for its own; give every instance on an interface a number of its own"),
  /** An interface that is not there. */
  MISSING_INTERFACE(
      "missing-interface",
      "check for a typing mistake; if it appears later, set dynamic_interfaces in global_defs"),
  /** Nothing says how packets are forwarded. */
  NO_FORWARDING(
      "no-lvs-method",
      "NAT needs the replies to come back through this host, which is seldom what a file without lvs_method means"),
  /** A server for direct routing or a tunnel has a port of its own. */
  PORT_NOT_TRANSLATED(
      "dr-port",
      "only NAT rewrites ports: with DR and TUN the server gets the packet as the client sent it"),
  /** Persistence of no seconds. */
  PERSISTENCE_ZERO(
      "persistence-timeout-zero", "to have no persistence leave persistence_timeout out"),
  /** Members of a sync group have different intervals. */
  SYNC_GROUP_INTERVALS(
      "sync-group-intervals",
      "members that notice a dead master at different times change state one after the other"),
  /** A check may take longer than its interval. */
  SLOW_CHECK(
      "slow-check",
      "the next run waits for the end of this one, so a dead server is noticed later than delay_loop promises"),
  /** The router id is one that another director has too. */
  SAMPLE_ROUTER_ID(
      "sample-router-id",
      "mails of two directors with one router_id cannot be told apart; give each its own"),
  /** Nobody looks whether a server is alive. */
  NO_CHECKER("no-checker", "a server without any check stays in the table when it is dead"),
  /** State MASTER alone means priority 255. */
  MASTER_WITHOUT_PRIORITY(
      "state-master-priority",
      "state MASTER without a priority makes this router the address owner (255), which no other can outrank;"
          + " write a priority"),
  /** A script that others than root may change. */
  SCRIPT_INSECURE(
      "script-insecure",
      "who can change a script that root runs, is root; tighten its permissions and set enable_script_security"),
  /** A script that cannot be run. */
  SCRIPT_UNUSABLE("script-unusable", "keepalived logs this once and goes on without the script"),
  /** Keyword that has no effect here. */
  UNSUPPORTED_KEYWORD(
      "unsupported-keyword", "the setting is read and checked, but nothing acts on it yet"),
  /** Keyword that needs no effect. */
  IGNORED_KEYWORD("ignored-keyword", "nothing is lost by ignoring it"),
  /** A name in lint_off that is no lint. */
  UNKNOWN_LINT("unknown-lint", "a lint that does not exist cannot be switched off");

  private final String lintName;
  private final String why;

  Lint(String lintName, String why) {
    this.lintName = lintName;
    this.why = why;
  }

  /** The name, as {@code lint_off} takes it. */
  public String lintName() {
    return lintName;
  }

  /** Why it is worth saying. */
  public String why() {
    return why;
  }

  /** The lint of that name. */
  public static Optional<Lint> named(String name) {
    return Arrays.stream(values()).filter(l -> l.lintName.equals(name)).findFirst();
  }

  /** A finding that keepalived has too, with our name and reason; it counts as before. */
  public Diagnostic explain(Diagnostic finding) {
    return finding.withHint(finding.hint().orElse(why)).withLint(lintName);
  }

  /** Adds a finding of this lint; the message is only asked for if it is kept. */
  public void addTo(KeptFindings found, SourceRange range, Supplier<String> message) {
    found.add(lintName, () -> at(range, message.get()));
  }

  /** A finding of this lint. */
  public Diagnostic at(SourceRange range, String message) {
    return Diagnostic.lint(lintName, message, range).withHint(why);
  }
}
