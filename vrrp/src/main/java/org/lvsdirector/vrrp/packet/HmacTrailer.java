package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The 28 octets keepalived 2.4 appends with {@code auth_hmac} (reference, VRRP 4.3).
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * |   type = 1    |    key id     |         reserved = 0          |
 * +---------------+---------------+-------------------------------+
 * |                     UTC seconds                               |
 * |     fraction (1/65536 s)      |           counter             |
 * |        first 16 octets of HMAC-SHA256                         |
 * </pre>
 */
final class HmacTrailer {
  static final int LENGTH = 28;
  private static final int SIGNED_LENGTH = 12;
  private static final int MAC_LENGTH = 16;
  private static final int CHECKSUM_OFFSET = 6;

  private HmacTrailer() {}

  static byte[] of(byte[] pdu, InetAddress source, int keyId, byte[] key, long sequence) {
    ByteBuffer trailer = ByteBuffer.allocate(LENGTH);
    trailer.put((byte) 1).put((byte) keyId).putShort((short) 0).putLong(sequence);
    byte[] mac = mac(pdu, source, trailer.array(), key);
    return trailer.put(mac).array();
  }

  /**
   * The check value over pseudo header, message without checksum and the first 12 trailer octets.
   */
  static byte[] mac(byte[] pdu, InetAddress source, byte[] trailer, byte[] key) {
    byte[] address = source.getAddress();
    ByteBuffer input = ByteBuffer.allocate(20 + pdu.length + LENGTH);
    input.put((byte) (address.length == 4 ? 4 : 6));
    input.put((byte) ((pdu[0] & 0xff) >>> 4)).put(pdu[1]).put((byte) 0);
    input.put(Arrays.copyOf(address, 16));
    int message = input.position();
    input.put(pdu).putShort(message + CHECKSUM_OFFSET, (short) 0);
    input.put(trailer, 0, SIGNED_LENGTH).put(new byte[MAC_LENGTH]);
    return Arrays.copyOf(AuthenticationHeader.hmac("HmacSHA256", key, input.array()), MAC_LENGTH);
  }
}
