package org.lvsdirector.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One netlink message: the 16-byte header of linux/netlink.h and its payload.
 *
 * <p>The payload array is shared, not copied; treat it as read-only.
 */
public final class NlMessage {

  /** Length of {@code struct nlmsghdr} in bytes. */
  public static final int HEADER_LENGTH = 16;

  public static final int NOOP = 1;
  public static final int ERROR = 2;
  public static final int DONE = 3;
  public static final int OVERRUN = 4;

  public static final int F_REQUEST = 0x1;
  public static final int F_MULTI = 0x2;
  public static final int F_ACK = 0x4;
  public static final int F_ECHO = 0x8;
  public static final int F_DUMP_INTR = 0x10;
  public static final int F_ROOT = 0x100;
  public static final int F_MATCH = 0x200;
  public static final int F_DUMP = F_ROOT | F_MATCH;
  public static final int F_REPLACE = 0x100;
  public static final int F_EXCL = 0x200;
  public static final int F_CREATE = 0x400;
  public static final int F_APPEND = 0x800;

  /** On an acknowledgement: the payload of the refused request is not repeated. */
  public static final int F_CAPPED = 0x100;

  /** On an acknowledgement: attributes with an explanation follow. */
  public static final int F_ACK_TLVS = 0x200;

  private final int type;
  private final int flags;
  private final int sequence;
  private final int portId;
  private final byte[] payload;

  /**
   * Makes a message.
   *
   * @param type 0..65535
   * @param flags the {@code F_} bits
   * @param sequence any 32-bit value; answers repeat it
   * @param portId 0 when sending to the kernel
   */
  public NlMessage(int type, int flags, int sequence, int portId, byte[] payload) {
    this.type = type;
    this.flags = flags;
    this.sequence = sequence;
    this.portId = portId;
    this.payload = Objects.requireNonNull(payload);
  }

  /** A request whose sequence number is given when it is sent. */
  public static NlMessage request(int type, int flags, byte[] payload) {
    return new NlMessage(type, flags | F_REQUEST, 0, 0, payload);
  }

  public int type() {
    return type;
  }

  public int flags() {
    return flags;
  }

  public int sequence() {
    return sequence;
  }

  public int portId() {
    return portId;
  }

  /** The bytes behind the header; shared, do not write. */
  public byte[] payload() {
    return payload;
  }

  /** True if all the bits of {@code mask} are set. */
  public boolean hasFlags(int mask) {
    return (flags & mask) == mask;
  }

  /** The same message with other flags added. */
  public NlMessage withFlags(int more) {
    return new NlMessage(type, flags | more, sequence, portId, payload);
  }

  /** The same message with another sequence number. */
  public NlMessage withSequence(int number) {
    return new NlMessage(type, flags, number, portId, payload);
  }

  /** Length on the wire without trailing padding. */
  public int length() {
    return HEADER_LENGTH + payload.length;
  }

  /**
   * Header and payload, padded to a multiple of four so that messages can be put one behind
   * another.
   */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(align(length())).order(ByteOrder.nativeOrder());
    out.putInt(length()).putShort((short) type).putShort((short) flags);
    out.putInt(sequence).putInt(portId).put(payload);
    return out.array();
  }

  /** Rounds up to the netlink alignment of four bytes. */
  public static int align(int length) {
    return (length + 3) & ~3;
  }

  /**
   * Cuts a datagram into its messages.
   *
   * @param datagram the bytes as received
   * @param length how many of them count, at most {@code datagram.length}
   */
  public static NlDecoded<List<NlMessage>> split(byte[] datagram, int length) {
    if (length < 0 || length > datagram.length) {
      return NlDecoded.malformed("netlink datagram length " + length + " outside its buffer");
    }
    ByteBuffer in = ByteBuffer.wrap(datagram, 0, length).order(ByteOrder.nativeOrder());
    List<NlMessage> messages = new ArrayList<>();
    int at = 0;
    while (length - at >= HEADER_LENGTH) {
      long size = Integer.toUnsignedLong(in.getInt(at));
      if (size < HEADER_LENGTH || size > length - at) {
        return NlDecoded.malformed("netlink message at " + at + " claims " + size + " bytes");
      }
      messages.add(at(datagram, at, (int) size));
      at += align((int) size);
    }
    // Fewer than 16 bytes left over can only be padding of a writer that aligns more generously.
    return new NlDecoded.Ok<>(List.copyOf(messages));
  }

  private static NlMessage at(byte[] datagram, int at, int size) {
    ByteBuffer in = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
    return new NlMessage(
        Short.toUnsignedInt(in.getShort(at + 4)),
        Short.toUnsignedInt(in.getShort(at + 6)),
        in.getInt(at + 8),
        in.getInt(at + 12),
        Arrays.copyOfRange(datagram, at + HEADER_LENGTH, at + size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NlMessage m
        && m.type == type
        && m.flags == flags
        && m.sequence == sequence
        && m.portId == portId
        && Arrays.equals(m.payload, payload);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, flags, sequence, portId, Arrays.hashCode(payload));
  }

  @Override
  public String toString() {
    return "netlink message type=%d flags=0x%x seq=%d payload=%d bytes"
        .formatted(type, flags, sequence, payload.length);
  }
}
