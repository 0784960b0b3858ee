package org.lvsdirector.linux.netlink;

import java.util.List;
import java.util.Optional;

/**
 * A named set or map of nftables.
 *
 * @param name up to 63 characters
 * @param key the type of a key: one field, or several that are concatenated
 * @param value what a map gives; absent for a set
 * @param intervals keys may be ranges
 */
public record NftSet(String name, List<NftType> key, Optional<NftType> value, boolean intervals) {

  public NftSet {
    key = List.copyOf(key);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("set " + name + " without a key type");
    }
  }

  /** A set of single values. */
  public static NftSet of(String name, NftType key) {
    return new NftSet(name, List.of(key), Optional.empty(), false);
  }

  /** Length of a key in bytes, each field rounded up to four. */
  public int keyLength() {
    return key.size() == 1
        ? key.getFirst().length()
        : key.stream().mapToInt(NftType::paddedLength).sum();
  }

  /** The number nft(8) uses to print the key: six bits for each field. */
  public int keyType() {
    int type = 0;
    for (NftType field : key) {
      type = type << 6 | field.number();
    }
    return type;
  }
}
