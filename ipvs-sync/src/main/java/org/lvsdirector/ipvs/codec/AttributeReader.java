package org.lvsdirector.ipvs.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.IpAddress;

/**
 * Walks over the attributes in a part of an array. Whatever does not fit throws {@link
 * IllegalArgumentException}, which {@link IpvsReplies} turns into a rejection.
 */
final class AttributeReader {
  private static final int HEADER = 4;
  private static final int TYPE_MASK = 0x3fff;

  private final byte[] bytes;
  private final ByteBuffer in;
  private final int end;
  private int next;
  private int value;
  private int length;
  private int type;

  AttributeReader(byte[] bytes, int from) {
    this(bytes, from, bytes.length);
  }

  private AttributeReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    this.next = from;
    this.end = end;
  }

  /** Steps to the next attribute; false at the end. */
  boolean next() {
    if (end - next < HEADER) {
      return false;
    }
    int size = Short.toUnsignedInt(in.getShort(next));
    if (size < HEADER || size > end - next) {
      throw new IllegalArgumentException(
          "attribute at byte " + next + " claims " + size + " bytes");
    }
    type = Short.toUnsignedInt(in.getShort(next + 2)) & TYPE_MASK;
    value = next + HEADER;
    length = size - HEADER;
    next += (size + 3) & ~3;
    return true;
  }

  int type() {
    return type;
  }

  /** This position, to be read when more is known. */
  AttributeReader at() {
    AttributeReader here = new AttributeReader(bytes, next, end);
    here.value = value;
    here.length = length;
    here.type = type;
    return here;
  }

  AttributeReader nested() {
    return new AttributeReader(bytes, value, value + length);
  }

  int u8() {
    expect(1);
    return Byte.toUnsignedInt(in.get(value));
  }

  int u16() {
    expect(2);
    return Short.toUnsignedInt(in.getShort(value));
  }

  int u16be() {
    expect(2);
    return Byte.toUnsignedInt(in.get(value)) << 8 | Byte.toUnsignedInt(in.get(value + 1));
  }

  int s32() {
    expect(4);
    return in.getInt(value);
  }

  long u32() {
    return Integer.toUnsignedLong(s32());
  }

  int s32be() {
    int bits = s32();
    return in.order() == ByteOrder.BIG_ENDIAN ? bits : Integer.reverseBytes(bits);
  }

  /** A counter of either width: 4 or 8 bytes. */
  long counter() {
    if (length == 4) {
      return u32();
    }
    expect(8);
    return in.getLong(value);
  }

  /** An address; the kernel sends 16 bytes for both families, the first 4 count for IPv4. */
  IpAddress address(Family family) {
    if (length * 8 < family.bits()) {
      throw wrongLength(family.bits() / 8);
    }
    return IpAddress.ofBytes(family, bytes, value);
  }

  /** Text up to its first NUL. */
  String string() {
    int stop = value;
    while (stop < value + length && in.get(stop) != 0) {
      stop++;
    }
    return new String(bytes, value, stop - value, StandardCharsets.ISO_8859_1);
  }

  private void expect(int bytes) {
    if (length < bytes) {
      throw wrongLength(bytes);
    }
  }

  private IllegalArgumentException wrongLength(int expected) {
    return new IllegalArgumentException(
        "attribute " + type + " has " + length + " bytes (expected " + expected + ")");
  }
}
