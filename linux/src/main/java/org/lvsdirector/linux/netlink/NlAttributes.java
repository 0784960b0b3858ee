package org.lvsdirector.linux.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The attributes of a netlink message: type, length, value, padded to four bytes.
 *
 * <p>Reading is lenient as the kernel's own old validator: the two flag bits of a type are masked
 * off, an attribute of an unexpected size reads as absent, and the first of several equal types
 * wins unless {@link #all} is asked. Use {@link #builder} to write.
 */
public final class NlAttributes {

  /** Marks an attribute that holds attributes. */
  public static final int NESTED = 0x8000;

  /** Mask for the type proper, without the nested and byte-order bits. */
  public static final int TYPE_MASK = 0x3fff;

  private static final int HEADER = 4;
  private static final NlAttributes EMPTY = new NlAttributes(List.of());

  /** One attribute; the value array is shared, do not write. */
  public static final class Attribute {
    private final int type;
    private final byte[] value;

    Attribute(int type, byte[] value) {
      this.type = type;
      this.value = value;
    }

    /** The type without flag bits. */
    public int type() {
      return type;
    }

    public byte[] value() {
      return value;
    }

    /** The value read as attributes. */
    public NlDecoded<NlAttributes> nested() {
      return parse(value, 0);
    }
  }

  private final List<Attribute> attributes;

  private NlAttributes(List<Attribute> attributes) {
    this.attributes = attributes;
  }

  /** No attributes at all. */
  public static NlAttributes empty() {
    return EMPTY;
  }

  /** Starts an encoder. */
  public static NlAttributesBuilder builder() {
    return new NlAttributesBuilder();
  }

  /** Reads the attributes from {@code offset} to the end of the array. */
  public static NlDecoded<NlAttributes> parse(byte[] bytes, int offset) {
    if (offset < 0 || offset > bytes.length) {
      return NlDecoded.malformed("attributes begin at " + offset + " of " + bytes.length);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    List<Attribute> found = new ArrayList<>();
    int at = offset;
    while (bytes.length - at >= HEADER) {
      int length = Short.toUnsignedInt(in.getShort(at));
      if (length < HEADER || length > bytes.length - at) {
        return NlDecoded.malformed("attribute at " + at + " claims " + length + " bytes");
      }
      int type = Short.toUnsignedInt(in.getShort(at + 2)) & TYPE_MASK;
      found.add(new Attribute(type, Arrays.copyOfRange(bytes, at + HEADER, at + length)));
      at += NlMessage.align(length);
    }
    return new NlDecoded.Ok<>(new NlAttributes(List.copyOf(found)));
  }

  /** Every attribute in wire order. */
  public List<Attribute> all() {
    return attributes;
  }

  /** True if there is an attribute of this type, whatever its size. */
  public boolean has(int type) {
    return bytes(type).isPresent();
  }

  /** The value of the first attribute of this type; shared, do not write. */
  public Optional<byte[]> bytes(int type) {
    for (Attribute attribute : attributes) {
      if (attribute.type == type) {
        return Optional.of(attribute.value);
      }
    }
    return Optional.empty();
  }

  private Optional<ByteBuffer> sized(int type, int size) {
    return bytes(type)
        .filter(value -> value.length == size)
        .map(value -> ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()));
  }

  /** An unsigned byte. */
  public OptionalInt u8(int type) {
    return toInt(sized(type, 1).map(b -> Byte.toUnsignedInt(b.get(0))));
  }

  /** An unsigned 16-bit number in host order. */
  public OptionalInt u16(int type) {
    return toInt(sized(type, 2).map(b -> Short.toUnsignedInt(b.getShort(0))));
  }

  /** An unsigned 16-bit number in network order. */
  public OptionalInt u16be(int type) {
    return toInt(
        sized(type, 2).map(b -> Short.toUnsignedInt(b.order(ByteOrder.BIG_ENDIAN).getShort(0))));
  }

  /**
   * A 32-bit number in host order as the bits are; read it with {@link #u32} when it may exceed
   * 2^31.
   */
  public OptionalInt s32(int type) {
    return toInt(sized(type, 4).map(b -> b.getInt(0)));
  }

  /** An unsigned 32-bit number in host order. */
  public OptionalLong u32(int type) {
    return toLong(sized(type, 4).map(b -> Integer.toUnsignedLong(b.getInt(0))));
  }

  /** An unsigned 32-bit number in network order. */
  public OptionalLong u32be(int type) {
    return toLong(
        sized(type, 4).map(b -> Integer.toUnsignedLong(b.order(ByteOrder.BIG_ENDIAN).getInt(0))));
  }

  /** A 64-bit number in host order. */
  public OptionalLong u64(int type) {
    return toLong(sized(type, 8).map(b -> b.getLong(0)));
  }

  /** A 64-bit number in network order. */
  public OptionalLong u64be(int type) {
    return toLong(sized(type, 8).map(b -> b.order(ByteOrder.BIG_ENDIAN).getLong(0)));
  }

  /** A string, up to its first NUL or the end of the value. */
  public Optional<String> string(int type) {
    return bytes(type).map(NlAttributes::untilNul);
  }

  /** An IPv4 (4 bytes) or IPv6 (16 bytes) address. */
  public Optional<InetAddress> address(int type) {
    return bytes(type).flatMap(IpBytes::toAddress);
  }

  /** The value read as attributes; empty when absent or malformed. */
  public Optional<NlAttributes> nested(int type) {
    return bytes(type).flatMap(value -> parse(value, 0).toOptional());
  }

  private static String untilNul(byte[] value) {
    int end = 0;
    while (end < value.length && value[end] != 0) {
      end++;
    }
    return new String(value, 0, end, StandardCharsets.UTF_8);
  }

  private static OptionalInt toInt(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static OptionalLong toLong(Optional<Long> value) {
    return value.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
