package org.lvsdirector.linux.netlink;

import java.util.Optional;

/**
 * An element of a set or map, as the kernel wants it. Use the factories.
 *
 * <p>An interval in a set of one field is two elements, the second marking the first value that is
 * outside; in a concatenation it is one element with both ends.
 */
public final class NftElement {

  private static final int KEY = 1;
  private static final int DATA = 2;
  private static final int FLAGS = 3;
  private static final int KEY_END = 10;
  private static final int INTERVAL_END = 1;

  private final NlAttributesBuilder element;

  private NftElement(NlAttributesBuilder element) {
    this.element = element;
  }

  NlAttributesBuilder element() {
    return element;
  }

  private static NlAttributesBuilder value(byte[] bytes) {
    return NlAttributes.builder().bytes(1, bytes);
  }

  /** A member of a set. */
  public static NftElement key(byte[] key) {
    return new NftElement(NlAttributes.builder().nested(KEY, value(key)));
  }

  /** The value just behind an interval in a set of one field. */
  public static NftElement intervalEnd(byte[] key) {
    return new NftElement(
        NlAttributes.builder().u32be(FLAGS, INTERVAL_END).nested(KEY, value(key)));
  }

  /** Key and value of a map. */
  public static NftElement mapping(byte[] key, byte[] data) {
    return new NftElement(NlAttributes.builder().nested(KEY, value(key)).nested(DATA, value(data)));
  }

  /** Key and verdict of a verdict map. */
  public static NftElement mapping(byte[] key, NftExpression.Verdict verdict) {
    NlAttributesBuilder data = NlAttributes.builder().nested(2, NftExpression.encode(verdict));
    return new NftElement(NlAttributes.builder().nested(KEY, value(key)).nested(DATA, data));
  }

  /**
   * A range in a concatenated key, both ends included; single fields have equal ends.
   *
   * @param data the value of a map, absent for a set
   */
  public static NftElement range(byte[] from, byte[] to, Optional<byte[]> data) {
    NlAttributesBuilder out =
        NlAttributes.builder().nested(KEY, value(from)).nested(KEY_END, value(to));
    data.ifPresent(bytes -> out.nested(DATA, value(bytes)));
    return new NftElement(out);
  }
}
