package org.lvsdirector.provision.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a real server is made to accept packets for a virtual address without answering ARP for it.
 */
public enum Method {
  /**
   * The address on lo, ARP silenced by arp_ignore and arp_announce. The default for Direct Routing.
   */
  SYSCTL,
  /**
   * The address on the serving interface, ARP silenced by arptables, or by an nft table of family
   * arp.
   */
  ARPTABLES,
  /** No address at all: a nat REDIRECT of address and port by iptables or nft. */
  IPTABLES,
  /** For TUN services: the address on tunl0 or ip6tnl0. */
  TUN,
  /** For NAT services: the default route goes to the director. */
  NAT;

  /** The word used in files and options, lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a method by its word, in any case. */
  public static Optional<Method> byWord(String word) {
    return Arrays.stream(values()).filter(m -> m.name().equalsIgnoreCase(word)).findFirst();
  }

  /** The words of all methods, for messages. */
  public static String words() {
    return String.join(", ", Arrays.stream(values()).map(Method::word).toList());
  }
}
