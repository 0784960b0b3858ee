package org.lvsdirector.ipvs.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.ipvs.hygiene.HostFacts;
import org.lvsdirector.ipvs.hygiene.HostFacts.HostAddress;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.LinkInfo;

/**
 * Reads what {@link HostFacts} holds, of the calling thread's network namespace. Writes nothing.
 */
public final class HostFactsReader {
  private static final Path SYSCTLS = Path.of("/proc/sys");
  private static final List<String> FIXED =
      List.of(
          "net.ipv4.ip_forward",
          "net.ipv6.conf.all.forwarding",
          "net.ipv4.conf.all.rp_filter",
          "net.ipv4.vs.conntrack",
          "net.ipv4.vs.expire_nodest_conn",
          "net.ipv4.vs.conn_reuse_mode",
          "net.ipv4.vs.backup_only");

  private HostFactsReader() {}

  /** The facts as they are now; a sysctl this kernel does not have is left out. */
  public static HostFacts read() throws LinuxException {
    try (RtNetlink netlink = RtNetlink.open()) {
      Map<Integer, LinkInfo> links = new HashMap<>();
      netlink.links().forEach(link -> links.put(link.index(), link));
      List<HostAddress> addresses = new ArrayList<>();
      for (AddressInfo info : netlink.addresses()) {
        LinkInfo link = links.get(info.interfaceIndex());
        if (link != null) {
          boolean loopback = (link.flags() & LinkInfo.IFF_LOOPBACK) != 0;
          addresses.add(
              new HostAddress(
                  link.name(), loopback, IpAddress.of(info.address()), info.prefixLength()));
        }
      }
      return new HostFacts(
          addresses, sysctls(links.values().stream().map(LinkInfo::name).toList()));
    }
  }

  private static Map<String, String> sysctls(List<String> interfaces) {
    Map<String, String> values = new HashMap<>();
    FIXED.forEach(name -> read(name, SYSCTLS.resolve(name.replace('.', '/')), values));
    for (String name : interfaces) {
      Path file = SYSCTLS.resolve("net/ipv4/conf").resolve(name).resolve("rp_filter");
      read("net.ipv4.conf." + name + ".rp_filter", file, values);
    }
    return values;
  }

  private static void read(String name, Path file, Map<String, String> values) {
    try {
      values.put(name, Files.readString(file));
    } catch (IOException e) {
      // Not in this kernel: no IPVS, no IPv6, or the interface went meanwhile.
      values.remove(name);
    }
  }
}
