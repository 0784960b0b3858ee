package org.lvsdirector.linux.netlink;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An address on an interface, as wanted or as the kernel describes it.
 *
 * @param address the address itself
 * @param prefixLength 0..32 or 0..128
 * @param interfaceIndex where it is
 * @param scope 0 universe, 200 site, 253 link, 254 host
 * @param flags the {@code F_} bits
 * @param peer the other end of a point-to-point address
 * @param broadcast IPv4 broadcast address, if one is set
 * @param label IPv4 label; the kernel reports the interface name when none was given
 * @param preferredLifetime seconds, {@link #FOREVER} without end, 0 deprecated
 * @param validLifetime seconds, {@link #FOREVER} without end
 * @param protocol who added it (IFA_PROTO, kernel 5.18 and newer)
 */
public record AddressInfo(
    InetAddress address,
    int prefixLength,
    int interfaceIndex,
    int scope,
    int flags,
    Optional<InetAddress> peer,
    Optional<InetAddress> broadcast,
    Optional<String> label,
    long preferredLifetime,
    long validLifetime,
    OptionalInt protocol) {

  /** A lifetime without end. */
  public static final long FOREVER = 0xffff_ffffL;

  public static final int F_SECONDARY = 0x01;
  public static final int F_NODAD = 0x02;
  public static final int F_DADFAILED = 0x08;
  public static final int F_HOMEADDRESS = 0x10;
  public static final int F_DEPRECATED = 0x20;
  public static final int F_TENTATIVE = 0x40;
  public static final int F_PERMANENT = 0x80;
  public static final int F_MANAGETEMPADDR = 0x100;
  public static final int F_NOPREFIXROUTE = 0x200;
  public static final int F_MCAUTOJOIN = 0x400;

  public AddressInfo {
    if (prefixLength < 0 || prefixLength > IpBytes.bits(address)) {
      throw new IllegalArgumentException(
          "prefix length " + prefixLength + " (expected 0.." + IpBytes.bits(address) + ")");
    }
  }

  /** An address with nothing special about it. */
  public static AddressInfo of(InetAddress address, int prefixLength, int interfaceIndex) {
    return new AddressInfo(
        address,
        prefixLength,
        interfaceIndex,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        FOREVER,
        FOREVER,
        OptionalInt.empty());
  }

  public AddressInfo withScope(int value) {
    return new AddressInfo(
        address,
        prefixLength,
        interfaceIndex,
        value,
        flags,
        peer,
        broadcast,
        label,
        preferredLifetime,
        validLifetime,
        protocol);
  }

  /** Adds flag bits. */
  public AddressInfo withFlags(int more) {
    return new AddressInfo(
        address,
        prefixLength,
        interfaceIndex,
        scope,
        flags | more,
        peer,
        broadcast,
        label,
        preferredLifetime,
        validLifetime,
        protocol);
  }

  public AddressInfo withPeer(InetAddress value) {
    return new AddressInfo(
        address,
        prefixLength,
        interfaceIndex,
        scope,
        flags,
        Optional.of(value),
        broadcast,
        label,
        preferredLifetime,
        validLifetime,
        protocol);
  }

  public AddressInfo withBroadcast(InetAddress value) {
    return new AddressInfo(
        address,
        prefixLength,
        interfaceIndex,
        scope,
        flags,
        peer,
        Optional.of(value),
        label,
        preferredLifetime,
        validLifetime,
        protocol);
  }

  public AddressInfo withLabel(String value) {
    return new AddressInfo(
        address,
        prefixLength,
        interfaceIndex,
        scope,
        flags,
        peer,
        broadcast,
        Optional.of(value),
        preferredLifetime,
        validLifetime,
        protocol);
  }

  /** Seconds, or {@link #FOREVER}. */
  public AddressInfo withPreferredLifetime(long seconds) {
    return new AddressInfo(
        address,
        prefixLength,
        interfaceIndex,
        scope,
        flags,
        peer,
        broadcast,
        label,
        seconds,
        validLifetime,
        protocol);
  }

  /** Marks who added it; 18 is keepalived in /etc/iproute2/rt_addrprotos. */
  public AddressInfo withProtocol(int number) {
    return new AddressInfo(
        address,
        prefixLength,
        interfaceIndex,
        scope,
        flags,
        peer,
        broadcast,
        label,
        preferredLifetime,
        validLifetime,
        OptionalInt.of(number));
  }

  /** True if both name the same kernel entry: address, prefix length and interface. */
  public boolean isSameEntry(AddressInfo other) {
    return address.equals(other.address)
        && prefixLength == other.prefixLength
        && interfaceIndex == other.interfaceIndex;
  }
}
