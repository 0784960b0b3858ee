package org.lvsdirector.provision.persist;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.provision.plan.Cidr;

/** The files that put addresses on lo, one format for each network system. */
final class NetworkFiles {
  private NetworkFiles() {}

  /** systemd.network(5); with a match for a file of our own, without for a drop-in. */
  static List<String> networkd(List<Cidr> addresses, boolean whole) {
    List<String> out = new ArrayList<>();
    if (whole) {
      out.addAll(
          List.of(
              "[Match]",
              "Name=lo",
              "",
              "[Network]",
              "KeepConfiguration=static",
              "LinkLocalAddressing=no"));
    }
    for (Cidr a : addresses) {
      out.addAll(List.of("", "[Address]", "Address=" + a));
      if (a.isV6()) {
        out.add("DuplicateAddressDetection=none");
      }
    }
    return out;
  }

  /** netplan(5): lo under ethernets, as its own examples have it. */
  static List<String> netplan(List<Cidr> addresses) {
    List<String> out =
        new ArrayList<>(
            List.of(
                "network:",
                "  version: 2",
                "  ethernets:",
                "    lo:",
                "      match:",
                "        name: lo",
                "      addresses:"));
    addresses.forEach(a -> out.add("        - \"" + a + "\""));
    return out;
  }

  /** nm-settings-keyfile(5); type loopback exists since NetworkManager 1.42. */
  static List<String> networkManager(List<Cidr> addresses) {
    List<String> out =
        new ArrayList<>(
            List.of(
                "[connection]",
                "id=lvs-director-lo",
                "type=loopback",
                "interface-name=lo",
                "autoconnect=true"));
    for (boolean v6 : new boolean[] {false, true}) {
      out.addAll(List.of("", v6 ? "[ipv6]" : "[ipv4]", "method=manual"));
      List<String> list = new ArrayList<>(List.of(v6 ? "::1/128" : "127.0.0.1/8"));
      addresses.stream().filter(a -> a.isV6() == v6).forEach(a -> list.add(a.toString()));
      for (int i = 0; i < list.size(); i++) {
        out.add("address" + (i + 1) + "=" + list.get(i));
      }
    }
    return out;
  }

  /** interfaces(5): several stanzas for lo add up. */
  static List<String> ifupdown(List<Cidr> addresses) {
    List<String> out = new ArrayList<>(List.of("auto lo"));
    for (Cidr a : addresses) {
      out.add("");
      out.add("iface lo " + (a.isV6() ? "inet6" : "inet") + " static");
      out.add("    address " + a);
      if (a.isV6()) {
        out.add("    dad-attempts 0");
      }
    }
    return out;
  }
}
