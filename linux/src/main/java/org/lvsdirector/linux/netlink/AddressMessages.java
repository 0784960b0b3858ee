package org.lvsdirector.linux.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Messages about addresses: RTM_NEWADDR and its family (linux/if_addr.h). */
public final class AddressMessages {

  public static final int RTM_NEWADDR = 20;
  public static final int RTM_DELADDR = 21;
  public static final int RTM_GETADDR = 22;

  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_LABEL = 3;
  private static final int IFA_BROADCAST = 4;
  private static final int IFA_CACHEINFO = 6;
  private static final int IFA_FLAGS = 8;
  private static final int IFA_PROTO = 11;
  private static final int IFADDRMSG_LENGTH = 8;
  private static final int CACHEINFO_LENGTH = 16;

  private AddressMessages() {}

  /** Asks for all addresses of a family, or with 0 of both. */
  public static NlMessage dump(int family) {
    byte[] header = new byte[IFADDRMSG_LENGTH];
    header[0] = (byte) family;
    return NlMessage.request(RTM_GETADDR, NlMessage.F_DUMP, header);
  }

  /** Adds an address; EEXIST when it is there already. */
  public static NlMessage add(AddressInfo address) {
    return NlMessage.request(
        RTM_NEWADDR,
        NlMessage.F_ACK | NlMessage.F_CREATE | NlMessage.F_EXCL,
        attributes(address).encodeBehind(header(address)));
  }

  /** Adds an address or changes flags, lifetime and protocol of the one that is there. */
  public static NlMessage replace(AddressInfo address) {
    return NlMessage.request(
        RTM_NEWADDR,
        NlMessage.F_ACK | NlMessage.F_CREATE | NlMessage.F_REPLACE,
        attributes(address).encodeBehind(header(address)));
  }

  /** Removes an address; EADDRNOTAVAIL when it is not there. */
  public static NlMessage delete(AddressInfo address) {
    NlAttributesBuilder identity = NlAttributes.builder().address(IFA_LOCAL, address.address());
    identity.address(IFA_ADDRESS, address.peer().orElse(address.address()));
    // Without the label the kernel takes the first match, which is what we want for an unlabelled
    // one.
    address.label().ifPresent(label -> identity.string(IFA_LABEL, label));
    return NlMessage.request(RTM_DELADDR, NlMessage.F_ACK, identity.encodeBehind(header(address)));
  }

  private static NlAttributesBuilder attributes(AddressInfo address) {
    NlAttributesBuilder out = NlAttributes.builder().address(IFA_LOCAL, address.address());
    out.address(IFA_ADDRESS, address.peer().orElse(address.address()));
    address.broadcast().ifPresent(value -> out.address(IFA_BROADCAST, value));
    address.label().ifPresent(value -> out.string(IFA_LABEL, value));
    if (address.flags() != 0) {
      out.u32(IFA_FLAGS, address.flags());
    }
    if (address.preferredLifetime() != AddressInfo.FOREVER
        || address.validLifetime() != AddressInfo.FOREVER) {
      ByteBuffer times = ByteBuffer.allocate(CACHEINFO_LENGTH).order(ByteOrder.nativeOrder());
      times.putInt((int) address.preferredLifetime()).putInt((int) address.validLifetime());
      out.bytes(IFA_CACHEINFO, times.array());
    }
    address.protocol().ifPresent(value -> out.u8(IFA_PROTO, value));
    return out;
  }

  private static byte[] header(AddressInfo address) {
    ByteBuffer out = ByteBuffer.allocate(IFADDRMSG_LENGTH).order(ByteOrder.nativeOrder());
    out.put((byte) IpBytes.family(address.address())).put((byte) address.prefixLength());
    out.put((byte) address.flags()).put((byte) address.scope());
    return out.putInt(address.interfaceIndex()).array();
  }

  /** Reads RTM_NEWADDR or RTM_DELADDR. */
  public static NlDecoded<AddressInfo> decode(NlMessage message) {
    byte[] payload = message.payload();
    if (payload.length < IFADDRMSG_LENGTH) {
      return NlDecoded.malformed("address message of " + payload.length + " bytes");
    }
    return NlAttributes.parse(payload, IFADDRMSG_LENGTH)
        .then(attributes -> address(ByteBuffer.wrap(payload), attributes));
  }

  private static NlDecoded<AddressInfo> address(ByteBuffer in, NlAttributes attributes) {
    in.order(ByteOrder.nativeOrder());
    Optional<InetAddress> remote = attributes.address(IFA_ADDRESS);
    Optional<InetAddress> own = attributes.address(IFA_LOCAL).or(() -> remote);
    int prefixLength = in.get(1) & 0xff;
    if (own.isEmpty() || prefixLength > IpBytes.bits(own.get())) {
      return NlDecoded.malformed("address message without a usable address");
    }
    InetAddress local = own.get();
    ByteBuffer times =
        attributes
            .bytes(IFA_CACHEINFO)
            .filter(bytes -> bytes.length >= 8)
            .map(bytes -> ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()))
            .orElse(ByteBuffer.allocate(8).putInt(-1).putInt(-1));
    return new NlDecoded.Ok<>(
        new AddressInfo(
            local,
            prefixLength,
            in.getInt(4),
            in.get(3) & 0xff,
            attributes.s32(IFA_FLAGS).orElse(in.get(2) & 0xff),
            remote.filter(address -> !address.equals(local)),
            attributes.address(IFA_BROADCAST),
            attributes.string(IFA_LABEL),
            Integer.toUnsignedLong(times.getInt(0)),
            Integer.toUnsignedLong(times.getInt(4)),
            attributes.u8(IFA_PROTO)));
  }
}
