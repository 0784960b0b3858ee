package org.lvsdirector.parser.model;

/** {@code protocol} of a virtual server, with the IANA number. */
public enum Protocol {
  /** None: services by firewall mark. */
  NONE("none", 0),
  /** TCP. */
  TCP("tcp", 6),
  /** UDP, the default for addresses. */
  UDP("udp", 17),
  /** SCTP. */
  SCTP("sctp", 132);

  private final String keyword;
  private final int number;

  Protocol(String keyword, int number) {
    this.keyword = keyword;
    this.number = number;
  }

  /** Lower-case name, as in logs, FIFO lines and mails. */
  public String keyword() {
    return keyword;
  }

  /** The IANA protocol number, 0 for none. */
  public int number() {
    return number;
  }
}
