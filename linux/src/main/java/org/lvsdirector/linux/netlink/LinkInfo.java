package org.lvsdirector.linux.netlink;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One network interface as the kernel describes it.
 *
 * @param index interface index, 1 or more, unique in its network namespace
 * @param name up to 15 bytes
 * @param flags the IFF_ bits
 * @param mtu bytes
 * @param operState RFC 2863 state
 * @param hardwareType ARPHRD_ number: 1 Ethernet, 32 Infiniband, 772 loopback
 * @param address link-layer address, empty for devices without one
 * @param parentIndex the interface a VLAN, macvlan or ipvlan sits on; empty when there is none or
 *     it lives in another namespace
 * @param masterIndex the bridge, bond or VRF that owns it
 * @param group interface group, 0 unless set
 * @param detail what kind of virtual device it is
 */
public record LinkInfo(
    int index,
    String name,
    int flags,
    long mtu,
    OperState operState,
    int hardwareType,
    Optional<HardwareAddress> address,
    OptionalInt parentIndex,
    OptionalInt masterIndex,
    long group,
    Detail detail) {

  public static final int IFF_UP = 0x1;
  public static final int IFF_BROADCAST = 0x2;
  public static final int IFF_LOOPBACK = 0x8;
  public static final int IFF_POINTOPOINT = 0x10;
  public static final int IFF_RUNNING = 0x40;
  public static final int IFF_NOARP = 0x80;
  public static final int IFF_MULTICAST = 0x1000;

  /**
   * What IFLA_LINKINFO says.
   *
   * @param kind {@code macvlan}, {@code ipvlan}, {@code veth}, {@code vrf}, …; empty for hardware
   * @param mode the macvlan or ipvlan mode number
   * @param modeFlags the ipvlan flags (1 private, 2 vepa)
   * @param vrfTable the routing table of a VRF device
   */
  public record Detail(
      Optional<String> kind, OptionalInt mode, OptionalInt modeFlags, OptionalInt vrfTable) {

    /** No link information was sent: usually hardware. */
    public static final Detail NONE =
        new Detail(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /** RFC 2863 operational state; the ordinal is the kernel's number. */
  public enum OperState {
    UNKNOWN,
    NOT_PRESENT,
    DOWN,
    LOWER_LAYER_DOWN,
    TESTING,
    DORMANT,
    UP;

    static OperState of(int number) {
      return number >= 0 && number < values().length ? values()[number] : UNKNOWN;
    }
  }

  /** Administratively up. */
  public boolean isUp() {
    return (flags & IFF_UP) != 0;
  }

  /** Up and with a carrier: the pair of flags keepalived calls "up". */
  public boolean isRunning() {
    return (flags & (IFF_UP | IFF_RUNNING)) == (IFF_UP | IFF_RUNNING);
  }

  public boolean isLoopback() {
    return (flags & IFF_LOOPBACK) != 0;
  }

  /** The device does not answer ARP, so gratuitous ARP is pointless. */
  public boolean isNoArp() {
    return (flags & IFF_NOARP) != 0;
  }

  public boolean isMulticast() {
    return (flags & IFF_MULTICAST) != 0;
  }

  /** True for the given kind, e.g. {@code macvlan}. */
  public boolean isKind(String kind) {
    return detail.kind().filter(kind::equals).isPresent();
  }
}
