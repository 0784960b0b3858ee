package org.lvsdirector.ipvs.model;

/** Transport protocols IPVS balances, with their IANA numbers. */
public enum Protocol {
  TCP(6),
  UDP(17),
  SCTP(132);

  private final int number;

  Protocol(int number) {
    this.number = number;
  }

  /** The IP protocol number. */
  public int number() {
    return number;
  }
}
