package org.lvsdirector.vrrp.packet;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The IPsec authentication header (RFC 2402) as keepalived fills it: SPI is the sender's address,
 * the check value is HMAC-MD5-96 (RFC 2403) keyed with the padded password.
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * | next hdr =112 | length = 4    |           reserved            |
 * +---------------+---------------+-------------------------------+
 * |              SPI = IPv4 source address                        |
 * |              sequence number                                  |
 * |              integrity check value, 12 octets                 |
 * </pre>
 */
final class AuthenticationHeader {
  static final int LENGTH = 24;
  static final int PROTOCOL = 51;
  static final int ICV_OFFSET = 12;
  static final int ICV_LENGTH = 12;

  private AuthenticationHeader() {}

  static void put(ByteBuffer to, byte[] source, long sequence) {
    to.put((byte) Advertisement.PROTOCOL).put((byte) 4).putShort((short) 0);
    to.put(source).putInt((int) sequence).put(new byte[ICV_LENGTH]);
  }

  /**
   * The check value of a whole IPv4 packet. Fields that routers change count as zero; the TTL only
   * for unicast, since a multicast advert is never forwarded.
   */
  static byte[] icv(byte[] packet, int headerLength, byte[] key, boolean unicast) {
    byte[] image = packet.clone();
    image[1] = 0;
    image[6] = 0;
    image[7] = 0;
    image[10] = 0;
    image[11] = 0;
    if (unicast) {
      image[8] = 0;
    }
    int icv = headerLength + ICV_OFFSET;
    Arrays.fill(image, icv, icv + ICV_LENGTH, (byte) 0);
    return Arrays.copyOf(hmac("HmacMD5", key, image), ICV_LENGTH);
  }

  static byte[] hmac(String algorithm, byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is missing from this Java runtime", e);
    }
  }
}
