package org.lvsdirector.vrrp.packet;

/** The virtual router MAC addresses of RFC 9568 section 7.3: one per family and VRID. */
public final class VirtualMac {
  private VirtualMac() {}

  /**
   * 00-00-5E-00-01-VRID for IPv4, 00-00-5E-00-02-VRID for IPv6.
   *
   * @param vrid 1..255
   */
  public static MacAddress of(AddressFamily family, int vrid) {
    if (vrid < 1 || vrid > 255) {
      throw new IllegalArgumentException("virtual_router_id: " + vrid + " (expected 1..255)");
    }
    int block = family == AddressFamily.IPV4 ? 1 : 2;
    return MacAddress.of(new byte[] {0, 0, 0x5e, 0, (byte) block, (byte) vrid});
  }
}
