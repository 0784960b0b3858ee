package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Advertisement to octets and back. Over IPv4 the result is a whole IP packet (the socket has
 * IP_HDRINCL), over IPv6 the message alone, its checksum left to the kernel (reference, VRRP 2 and
 * 3).
 */
public final class AdvertisementCodec {
  private static final int CHECKSUM_OFFSET = 6;

  private AdvertisementCodec() {}

  /** The octets to hand to the raw socket. */
  public static byte[] encode(
      Advertisement ad, Envelope envelope, SendSecurity security, ChecksumRule checksum) {
    byte[] pdu = pdu(ad, AddressFamily.of(envelope.source()));
    if (envelope.source().getAddress().length == 4) {
      putShort(pdu, CHECKSUM_OFFSET, checksum.of(pdu, envelope.source(), envelope.destination()));
    }
    byte[] trailer = security.trailer(pdu, envelope.source());
    if (envelope.source().getAddress().length == 16) {
      return concat(pdu, trailer);
    }
    return ipv4(envelope, concat(pdu, trailer), security);
  }

  private static byte[] ipv4(Envelope envelope, byte[] payload, SendSecurity security) {
    boolean ah = security instanceof SendSecurity.Ah;
    int length = Ipv4Header.LENGTH + (ah ? AuthenticationHeader.LENGTH : 0) + payload.length;
    ByteBuffer packet = ByteBuffer.allocate(length);
    Ipv4Header.put(
        packet, envelope, ah ? AuthenticationHeader.PROTOCOL : Advertisement.PROTOCOL, length);
    if (security instanceof SendSecurity.Ah(Octets key, long sequence)) {
      AuthenticationHeader.put(packet, envelope.source().getAddress(), sequence);
      packet.put(payload);
      boolean unicast = !envelope.destination().isMulticastAddress();
      byte[] icv =
          AuthenticationHeader.icv(packet.array(), Ipv4Header.LENGTH, key.toArray(), unicast);
      packet.put(Ipv4Header.LENGTH + AuthenticationHeader.ICV_OFFSET, icv);
    } else {
      packet.put(payload);
    }
    return packet.array();
  }

  /** The message with a checksum of zero. */
  public static byte[] pdu(Advertisement ad, AddressFamily family) {
    boolean withAuth = ad.version() == 2 && family == AddressFamily.IPV4;
    int length =
        Advertisement.HEADER_LENGTH
            + ad.addresses().size() * family.addressLength()
            + (withAuth ? Advertisement.AUTH_LENGTH : 0);
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put((byte) (ad.version() << 4 | 1)).put((byte) ad.vrid()).put((byte) ad.priority());
    out.put((byte) ad.addresses().size());
    if (ad.version() == 2) {
      out.put((byte) ad.authType()).put((byte) ad.intervalUnits());
    } else {
      out.putShort((short) ad.intervalUnits());
    }
    out.putShort((short) 0);
    ad.addresses().forEach(address -> out.put(address.getAddress()));
    if (withAuth) {
      out.put(Arrays.copyOf(ad.authData().toArray(), Advertisement.AUTH_LENGTH));
    }
    return out.array();
  }

  /**
   * Reads a message whose length and version have been checked before (by {@link ReceiveChecks}).
   *
   * @throws IllegalArgumentException if the octets end before the address list does
   */
  static Advertisement read(Octets pdu, AddressFamily family) {
    int version = pdu.at(0) >>> 4;
    int count = pdu.at(3);
    int end = Advertisement.HEADER_LENGTH + count * family.addressLength();
    if (pdu.length() < end) {
      throw new IllegalArgumentException(
          "advertisement of " + pdu.length() + " octets announces " + count + " addresses");
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (int i = Advertisement.HEADER_LENGTH; i < end; i += family.addressLength()) {
      addresses.add(Addresses.of(pdu.slice(i, i + family.addressLength()).toArray()));
    }
    boolean withAuth =
        version == 2
            && family == AddressFamily.IPV4
            && pdu.length() >= end + Advertisement.AUTH_LENGTH;
    Duration interval =
        version == 2
            ? Duration.ofSeconds(pdu.at(5))
            : Duration.ofMillis((pdu.shortAt(4) & 0x0fff) * 10L);
    return new Advertisement(
        version,
        pdu.at(1),
        pdu.at(2),
        version == 2 ? pdu.at(4) : 0,
        interval,
        addresses,
        withAuth ? pdu.slice(end, end + Advertisement.AUTH_LENGTH) : Octets.EMPTY);
  }

  private static void putShort(byte[] to, int offset, int value) {
    to[offset] = (byte) (value >>> 8);
    to[offset + 1] = (byte) value;
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
