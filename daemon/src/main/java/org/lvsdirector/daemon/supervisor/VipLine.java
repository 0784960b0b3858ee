package org.lvsdirector.daemon.supervisor;

import org.lvsdirector.daemon.config.VipText;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.vrrp.io.VrrpSnapshot.InstanceStatus;

/**
 * A virtual address as keepalived's dumps write it: {@code ADDRESS/LENGTH dev IF scope S [set]}.
 */
final class VipLine {
  private VipLine() {}

  static String of(VipAddress vip, InstanceStatus status) {
    String device =
        vip.interfaceName()
            .or(() -> status.config().interfaceName())
            .map(name -> " dev " + name)
            .orElse("");
    boolean set = status.addressesSet().stream().anyMatch(text -> text.startsWith(VipText.of(vip)));
    return address(vip)
        + device
        + " scope "
        + scope(vip.scope())
        + vip.label().map(l -> " label " + l).orElse("")
        + lifetime(vip)
        + (set ? " set" : "");
  }

  /** keepalived leaves the length of a single address out. */
  private static String address(VipAddress vip) {
    return vip.prefixLength() == vip.family().bits()
        ? AddressText.of(vip.address())
        : VipText.of(vip);
  }

  private static String lifetime(VipAddress vip) {
    if (vip.family() != AddressFamily.INET6) {
      return "";
    }
    if (vip.preferredLifetime().isEmpty()) {
      return " preferred_lft forever";
    }
    long seconds = vip.preferredLifetime().getAsLong();
    return seconds == 0 ? " deprecated" : " preferred_lft " + seconds;
  }

  /** The kernel's well-known scopes, RT_SCOPE_* of linux/rtnetlink.h. */
  private static String scope(int scope) {
    return switch (scope) {
      case 0 -> "global";
      case 200 -> "site";
      case 253 -> "link";
      case 254 -> "host";
      case 255 -> "nowhere";
      default -> Integer.toString(scope);
    };
  }
}
