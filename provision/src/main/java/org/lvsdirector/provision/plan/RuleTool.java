package org.lvsdirector.provision.plan;

import java.util.Locale;

/** The programs that hold single rules. */
public enum RuleTool {
  /** ARP rules, table filter. */
  ARPTABLES,
  /** IPv4 rules, table nat. */
  IPTABLES,
  /** IPv6 rules, table nat. */
  IP6TABLES;

  /** The program's name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
