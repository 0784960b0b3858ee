package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.parser.source.SourceRange;

/**
 * One line of {@code virtual_ipaddress}, {@code virtual_ipaddress_excluded} or {@code
 * static_ipaddress} (keepalived reference, VRRP 16.1).
 *
 * @param address the address
 * @param prefixLength {@code /N}, 0..32 or 0..128, default full length
 * @param interfaceName {@code dev}; default the instance's interface (for static lines {@code
 *     default_interface}); empty only for an instance that has no interface
 * @param scope {@code scope}, IPv4 only: 0 global (default), 253 link, 254 host, 255 nowhere, or
 *     another number
 * @param broadcast {@code brd ADDR}, {@code brd +} (all host bits set) or {@code brd -} (all
 *     clear), already computed
 * @param label {@code label}, at most 15 characters, IPv4 only
 * @param peer {@code peer}: the other end of a point-to-point address; its prefix length replaces
 *     the own one
 * @param peerPrefixLength prefix length of the peer; equals prefixLength when there is no peer
 * @param flags kernel flags asked for
 * @param preferredLifetime {@code preferred_lft} in seconds; empty is forever; an IPv6 /128 has 0
 *     unless written
 * @param noTrack {@code no_track}: its interface is not tracked and the address is not put back
 *     when deleted
 * @param useVmac {@code use_vmac}: the address goes on a VMAC of its interface (VIP lines only)
 * @param trackGroup {@code track_group} (static lines only)
 * @param range where the line stands
 */
public record VipAddress(
    InetAddress address,
    int prefixLength,
    Optional<String> interfaceName,
    int scope,
    Optional<InetAddress> broadcast,
    Optional<String> label,
    Optional<InetAddress> peer,
    int peerPrefixLength,
    AddressFlags flags,
    OptionalLong preferredLifetime,
    boolean noTrack,
    boolean useVmac,
    Optional<String> trackGroup,
    SourceRange range) {

  /**
   * Flags of an address (IFA_F_*).
   *
   * @param home {@code home}: IFA_F_HOMEADDRESS
   * @param noDad IFA_F_NODAD: set for IPv6 unless the line says {@code -nodad}
   * @param manageTemporary {@code mngtmpaddr}: IFA_F_MANAGETEMPADDR
   * @param withoutPrefixRoute {@code noprefixroute}: IFA_F_NOPREFIXROUTE
   * @param autojoin {@code autojoin}: IFA_F_MCAUTOJOIN
   */
  public record AddressFlags(
      boolean home,
      boolean noDad,
      boolean manageTemporary,
      boolean withoutPrefixRoute,
      boolean autojoin) {
    /** The flags a plain line of this family has. */
    public static AddressFlags defaults(AddressFamily family) {
      return new AddressFlags(false, family == AddressFamily.INET6, false, false, false);
    }
  }

  /** A line with nothing but address, prefix length and interface; the rest has its defaults. */
  public static VipAddress of(InetAddress address, int prefixLength, String interfaceName) {
    AddressFamily family = AddressFamily.of(address);
    boolean hostRoute = family == AddressFamily.INET6 && prefixLength == family.bits();
    return new VipAddress(
        address,
        prefixLength,
        Optional.of(interfaceName),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        prefixLength,
        AddressFlags.defaults(family),
        hostRoute ? OptionalLong.of(0) : OptionalLong.empty(),
        false,
        false,
        Optional.empty(),
        SourceRange.NONE);
  }

  /** The same address on this interface. */
  public VipAddress onInterface(String device) {
    return with(Optional.of(device), trackGroup, range);
  }

  /** What the kernel is told of it, without the line it stands on and without its group. */
  public VipAddress unplaced() {
    return with(interfaceName, Optional.empty(), SourceRange.NONE);
  }

  private VipAddress with(
      Optional<String> device, Optional<String> otherGroup, SourceRange otherRange) {
    return new VipAddress(
        address,
        prefixLength,
        device,
        scope,
        broadcast,
        label,
        peer,
        peerPrefixLength,
        flags,
        preferredLifetime,
        noTrack,
        useVmac,
        otherGroup,
        otherRange);
  }

  /** The family of the address. */
  public AddressFamily family() {
    return AddressFamily.of(address);
  }
}
