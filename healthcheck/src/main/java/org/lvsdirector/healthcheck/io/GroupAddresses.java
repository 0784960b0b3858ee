package org.lvsdirector.healthcheck.io;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Set;
import org.lvsdirector.parser.model.VirtualServerGroup;
import org.lvsdirector.parser.model.VirtualServerGroup.Entry;

/** Whether a host has an address of a group; keepalived never finds one (reference, LVS 34.4). */
final class GroupAddresses {
  private GroupAddresses() {}

  static boolean anyOf(VirtualServerGroup group, Set<InetAddress> present) {
    return present.stream()
        .anyMatch(ip -> group.entries().stream().anyMatch(entry -> covers(entry, ip)));
  }

  private static boolean covers(Entry entry, InetAddress ip) {
    return switch (entry) {
      case Entry.Address(var address, _) -> address.equals(ip);
      case Entry.Range(var first, var last, _) -> between(first, ip, last);
      case Entry.Fwmark _ -> true;
    };
  }

  private static boolean between(InetAddress first, InetAddress ip, InetAddress last) {
    byte[] low = first.getAddress();
    byte[] it = ip.getAddress();
    return low.length == it.length
        && Arrays.compareUnsigned(low, it) <= 0
        && Arrays.compareUnsigned(it, last.getAddress()) <= 0;
  }
}
