package org.lvsdirector.parser.decode;

/**
 * Allowed whole numbers, both ends included.
 *
 * @param low least
 * @param high greatest
 */
record Range(long low, long high) {
  static final Range UINT32 = new Range(0, 0xffff_ffffL);
  static final Range PORT = new Range(1, 65535);

  static Range of(long low, long high) {
    return new Range(low, high);
  }

  boolean contains(long value) {
    return value >= low && value <= high;
  }

  @Override
  public String toString() {
    return low + ".." + high;
  }
}
