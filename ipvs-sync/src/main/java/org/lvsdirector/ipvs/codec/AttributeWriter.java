package org.lvsdirector.ipvs.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.IpAddress;

/** Writes one generic netlink message: its header, then attributes in the order of the calls. */
final class AttributeWriter {
  private static final int NESTED = 0x8000;

  private final ByteBuffer out;

  /** Writes at the buffer's position; the buffer must be in native order. */
  AttributeWriter(ByteBuffer out, int command) {
    this.out = out;
    out.put((byte) command).put((byte) IpvsAttribute.VERSION).putShort((short) 0);
  }

  /** Begins a nested attribute; give the answer to {@link #close}. */
  int open(int type) {
    int start = out.position();
    out.putShort((short) 0).putShort((short) (type | NESTED));
    return start;
  }

  void close(int start) {
    out.putShort(start, (short) (out.position() - start));
  }

  AttributeWriter u8(int type, int value) {
    header(type, 1).put((byte) value).put((byte) 0).putShort((short) 0);
    return this;
  }

  AttributeWriter u16(int type, int value) {
    header(type, 2).putShort((short) value).putShort((short) 0);
    return this;
  }

  /** 16 bits in network order. */
  AttributeWriter u16be(int type, int value) {
    header(type, 2).put((byte) (value >> 8)).put((byte) value).putShort((short) 0);
    return this;
  }

  /** The low 32 bits of the value. */
  AttributeWriter u32(int type, long value) {
    header(type, 4).putInt((int) value);
    return this;
  }

  /** 32 bits in network order. */
  AttributeWriter u32be(int type, int value) {
    header(type, 4).putInt(network(value));
    return this;
  }

  /** Two 32-bit numbers, as {@code struct ip_vs_flags}. */
  AttributeWriter pair(int type, int first, int second) {
    header(type, 8).putInt(first).putInt(second);
    return this;
  }

  /** Bytes, filled up with zeros to the given length. */
  AttributeWriter bytes(int type, byte[] value, int length) {
    header(type, length).put(value);
    return zeros(align(length) - value.length);
  }

  /** Text with the NUL the kernel wants at its end. */
  AttributeWriter string(int type, String value) {
    byte[] text = value.getBytes(StandardCharsets.US_ASCII);
    return bytes(type, text, text.length + 1);
  }

  /** An address of either family in a field of 16 bytes. */
  AttributeWriter address(int type, IpAddress address) {
    header(type, 16);
    if (address.family() == Family.INET) {
      out.putInt(network((int) address.low())).putInt(0).putLong(0);
    } else {
      out.putLong(network(address.high())).putLong(network(address.low()));
    }
    return this;
  }

  private ByteBuffer header(int type, int length) {
    return out.putShort((short) (4 + length)).putShort((short) type);
  }

  private AttributeWriter zeros(int count) {
    for (int i = 0; i < count; i++) {
      out.put((byte) 0);
    }
    return this;
  }

  private int network(int value) {
    return out.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
  }

  private long network(long value) {
    return out.order() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value);
  }

  private static int align(int length) {
    return (length + 3) & ~3;
  }
}
