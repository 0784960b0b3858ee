package org.lvsdirector.ipvs.model;

/**
 * Address family of a service or destination, with the number Linux uses ({@code AF_INET}, {@code
 * AF_INET6}).
 */
public enum Family {
  INET(2, 32),
  INET6(10, 128);

  private final int number;
  private final int bits;

  Family(int number, int bits) {
    this.number = number;
    this.bits = bits;
  }

  /** The number in kernel messages: 2 or 10. */
  public int number() {
    return number;
  }

  /** Bits of an address: 32 or 128. */
  public int bits() {
    return bits;
  }
}
