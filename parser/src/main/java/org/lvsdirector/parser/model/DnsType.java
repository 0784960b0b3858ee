package org.lvsdirector.parser.model;

/** {@code type} of a DNS_CHECK. */
public enum DnsType {
  /** Host address. */
  A(1),
  /** Name server. */
  NS(2),
  /** Canonical name. */
  CNAME(5),
  /** Start of authority, the default. */
  SOA(6),
  /** Mail exchange. */
  MX(15),
  /** Text. */
  TXT(16),
  /** IPv6 host address. */
  AAAA(28),
  /** DNSSEC signature. */
  RRSIG(46),
  /** DNSSEC key. */
  DNSKEY(48);

  private final int number;

  DnsType(int number) {
    this.number = number;
  }

  /** The number on the wire (RFC 1035, 3596, 4034). */
  public int number() {
    return number;
  }
}
