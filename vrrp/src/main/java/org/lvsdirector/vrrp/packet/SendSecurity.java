package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;

/** What is added to an advertisement on sending beyond the message itself. */
public sealed interface SendSecurity {
  /** Nothing; PASS is part of the message. */
  record Plain() implements SendSecurity {}

  /**
   * An authentication header.
   *
   * @param key the password padded to eight octets
   * @param sequence 1..0xFFFFFFFF, one more for every advert
   */
  record Ah(Octets key, long sequence) implements SendSecurity {}

  /**
   * An HMAC trailer.
   *
   * @param keyId 1..255
   * @param key 32 to 64 octets
   * @param sequence see {@link HmacSequence}
   */
  record Hmac(int keyId, Octets key, long sequence) implements SendSecurity {}

  /** The octets behind the message. */
  default byte[] trailer(byte[] pdu, InetAddress source) {
    return this instanceof Hmac(int keyId, Octets key, long sequence)
        ? HmacTrailer.of(pdu, source, keyId, key.toArray(), sequence)
        : new byte[0];
  }
}
