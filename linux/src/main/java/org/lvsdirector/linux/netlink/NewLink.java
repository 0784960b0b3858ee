package org.lvsdirector.linux.netlink;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An interface to be created.
 *
 * @param name 1..15 bytes
 * @param kind which driver and its settings
 * @param parentIndex the interface it sits on; required for macvlan and ipvlan
 * @param address the link-layer address, else the kernel picks one
 * @param group interface group, else 0
 */
public record NewLink(
    String name,
    Kind kind,
    OptionalInt parentIndex,
    Optional<HardwareAddress> address,
    OptionalLong group) {

  /** Names the kernel cannot hold are refused here, before anything is sent. */
  public NewLink {
    if (name.isEmpty() || name.length() > 15) {
      throw new IllegalArgumentException("interface name \"" + name + "\" (1..15 characters)");
    }
  }

  /** The driver and its settings. */
  public sealed interface Kind {
    /** The word the kernel knows the driver by. */
    default String word() {
      return switch (this) {
        case Macvlan _ -> "macvlan";
        case Ipvlan _ -> "ipvlan";
        case Vrf _ -> "vrf";
        case Dummy _ -> "dummy";
      };
    }
  }

  /** Own MAC on a parent; VRRP uses {@link MacvlanMode#PRIVATE}. */
  public record Macvlan(MacvlanMode mode) implements Kind {}

  /** Parent's MAC, own addresses. */
  public record Ipvlan(IpvlanMode mode, IpvlanFlag flag) implements Kind {}

  /** A VRF master over a routing table. */
  public record Vrf(long table) implements Kind {}

  /** A device that swallows everything; of use for tests and for addresses without a wire. */
  public record Dummy() implements Kind {}

  /** The modes of a macvlan. */
  public enum MacvlanMode {
    PRIVATE(1),
    VEPA(2),
    BRIDGE(4),
    PASSTHRU(8);

    private final int number;

    MacvlanMode(int number) {
      this.number = number;
    }

    /** The kernel's number. */
    public int number() {
      return number;
    }
  }

  /** The modes of an ipvlan. */
  public enum IpvlanMode {
    L2(0),
    L3(1),
    L3S(2);

    private final int number;

    IpvlanMode(int number) {
      this.number = number;
    }

    /** The kernel's number. */
    public int number() {
      return number;
    }
  }

  /** The isolation of an ipvlan. */
  public enum IpvlanFlag {
    BRIDGE(0),
    PRIVATE(1),
    VEPA(2);

    private final int number;

    IpvlanFlag(int number) {
      this.number = number;
    }

    /** The kernel's flag value. */
    public int number() {
      return number;
    }
  }

  /** A macvlan with the given MAC on the given parent. */
  public static NewLink macvlan(
      String name, int parentIndex, MacvlanMode mode, HardwareAddress address) {
    return new NewLink(
        name,
        new Macvlan(mode),
        OptionalInt.of(parentIndex),
        Optional.of(address),
        OptionalLong.empty());
  }

  /** An ipvlan on the given parent. */
  public static NewLink ipvlan(String name, int parentIndex, IpvlanMode mode, IpvlanFlag flag) {
    return new NewLink(
        name,
        new Ipvlan(mode, flag),
        OptionalInt.of(parentIndex),
        Optional.empty(),
        OptionalLong.empty());
  }

  /** The same, in an interface group. */
  public NewLink withGroup(long number) {
    return new NewLink(name, kind, parentIndex, address, OptionalLong.of(number));
  }
}
