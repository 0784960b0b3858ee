package org.lvsdirector.linux.netlink;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes netlink attributes in the order of the calls. A value longer than 65,531 bytes does not
 * fit the 16-bit length and is refused with {@link IllegalArgumentException}.
 */
public final class NlAttributesBuilder {

  private static final int MAX_VALUE = 0xffff - 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  NlAttributesBuilder() {}

  /** Any bytes; {@code type} may carry {@link NlAttributes#NESTED}. */
  public NlAttributesBuilder bytes(int type, byte[] value) {
    if (value.length > MAX_VALUE) {
      throw new IllegalArgumentException(
          "attribute " + type + " of " + value.length + " bytes (at most " + MAX_VALUE + ")");
    }
    ByteBuffer head = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    head.putShort((short) (value.length + 4)).putShort((short) type);
    out.writeBytes(head.array());
    out.writeBytes(value);
    out.writeBytes(new byte[NlMessage.align(value.length) - value.length]);
    return this;
  }

  /** An attribute without value. */
  public NlAttributesBuilder flag(int type) {
    return bytes(type, new byte[0]);
  }

  public NlAttributesBuilder u8(int type, int value) {
    return bytes(type, new byte[] {(byte) value});
  }

  public NlAttributesBuilder u16(int type, int value) {
    return bytes(type, host(2).putShort((short) value).array());
  }

  /** 16 bits in network order, as ports are. */
  public NlAttributesBuilder u16be(int type, int value) {
    return bytes(type, ByteBuffer.allocate(2).putShort((short) value).array());
  }

  /** The low 32 bits of the value, host order. */
  public NlAttributesBuilder u32(int type, long value) {
    return bytes(type, host(4).putInt((int) value).array());
  }

  /** The low 32 bits of the value, network order. */
  public NlAttributesBuilder u32be(int type, long value) {
    return bytes(type, ByteBuffer.allocate(4).putInt((int) value).array());
  }

  public NlAttributesBuilder u64(int type, long value) {
    return bytes(type, host(8).putLong(value).array());
  }

  /** 64 bits in network order. */
  public NlAttributesBuilder u64be(int type, long value) {
    return bytes(type, ByteBuffer.allocate(8).putLong(value).array());
  }

  /** A string with the NUL at its end that the kernel wants. */
  public NlAttributesBuilder string(int type, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    byte[] ended = new byte[text.length + 1];
    System.arraycopy(text, 0, ended, 0, text.length);
    return bytes(type, ended);
  }

  /** The 4 or 16 bytes of an address. */
  public NlAttributesBuilder address(int type, InetAddress value) {
    return bytes(type, value.getAddress());
  }

  /** Attributes inside an attribute; the nested bit is set. */
  public NlAttributesBuilder nested(int type, NlAttributesBuilder inner) {
    return bytes(type | NlAttributes.NESTED, inner.encode());
  }

  /** The bytes so far. */
  public byte[] encode() {
    return out.toByteArray();
  }

  /** The bytes so far behind a fixed family header, which must be a multiple of four long. */
  public byte[] encodeBehind(byte[] familyHeader) {
    ByteBuffer all = ByteBuffer.allocate(familyHeader.length + out.size());
    return all.put(familyHeader).put(out.toByteArray()).array();
  }

  private static ByteBuffer host(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }
}
