package org.lvsdirector.linux.netlink;

/** The data types of nft(8): the number only tells nft how to print, the length is what counts. */
public enum NftType {
  NF_PROTOCOL(2, 1),
  IPV4_ADDRESS(7, 4),
  IPV6_ADDRESS(8, 16),
  INTERNET_PROTOCOL(12, 1),
  INTERNET_SERVICE(13, 2),
  MARK(19, 4),
  INTERFACE_INDEX(20, 4),
  ICMP6_TYPE(29, 1),
  INTERFACE_NAME(41, 16),
  VERDICT(1, 16);

  private final int number;
  private final int length;

  NftType(int number, int length) {
    this.number = number;
    this.length = length;
  }

  public int number() {
    return number;
  }

  /** True for numbers in host order, false for network order. */
  public boolean isHostOrder() {
    return this == MARK || this == INTERFACE_INDEX;
  }

  /** Bytes of a value. */
  public int length() {
    return length;
  }

  /** Bytes a value takes in registers and concatenations. */
  public int paddedLength() {
    return (length + 3) & ~3;
  }
}
