package org.lvsdirector.daemon.supervisor;

import org.lvsdirector.daemon.config.VipText;
import org.lvsdirector.parser.model.AddressFamily;
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
    String scope =
        AddressFamily.of(vip.address()) == AddressFamily.INET ? " scope " + scope(vip.scope()) : "";
    boolean set = status.addressesSet().stream().anyMatch(text -> text.startsWith(VipText.of(vip)));
    return VipText.of(vip)
        + device
        + scope
        + vip.label().map(l -> " label " + l).orElse("")
        + (set ? " set" : "");
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
