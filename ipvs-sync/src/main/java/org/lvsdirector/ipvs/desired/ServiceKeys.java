package org.lvsdirector.ipvs.desired;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.model.VirtualServerGroup;

/**
 * The services of a virtual server: one, or those of its group, addresses in order and each range
 * upwards, then marks (keepalived reference, LVS 4).
 */
final class ServiceKeys {
  /**
   * A /16. Beyond it a firewall mark does the same with one service; a mistyped prefix must not
   * fill the kernel's memory.
   */
  static final int MAX_RANGE = 65_536;

  private final VirtualServer server;
  private final Set<String> remarks;
  private final List<ServiceKey> addresses = new ArrayList<>();
  private final List<ServiceKey> marks = new ArrayList<>();

  private ServiceKeys(VirtualServer server, Set<String> remarks) {
    this.server = server;
    this.remarks = remarks;
  }

  static List<ServiceKey> of(VirtualServer server, Set<String> remarks) {
    ServiceKeys keys = new ServiceKeys(server, remarks);
    switch (server.address()) {
      case VirtualAddress.Address(var address, var port) -> keys.range(address, address, port);
      case VirtualAddress.Fwmark(var mark) -> keys.mark(mark, server.family());
      case VirtualAddress.Group(var group, _) -> group.entries().forEach(keys::entry);
    }
    keys.addresses.addAll(keys.marks);
    return keys.addresses;
  }

  private void entry(VirtualServerGroup.Entry entry) {
    switch (entry) {
      case VirtualServerGroup.Entry.Address(var address, var port) -> range(address, address, port);
      case VirtualServerGroup.Entry.Range(var first, var last, var port) ->
          range(first, last, port);
      case VirtualServerGroup.Entry.Fwmark(var mark, var family) ->
          mark(mark, family.or(server::family));
    }
  }

  private void mark(long mark, Optional<AddressFamily> family) {
    if (mark == 0) {
      remarks.add(
          server.label() + ": fwmark 0 means no mark to the kernel; not installed, use 1 or more");
      return;
    }
    marks.add(new FwmarkService(mark, Settings.family(family.orElse(AddressFamily.INET))));
  }

  private void range(InetAddress first, InetAddress last, int port) {
    Optional<Protocol> protocol = Settings.protocol(server.protocol());
    if (protocol.isEmpty()) {
      remarks.add(
          server.label() + ": no protocol for " + first.getHostAddress() + "; not installed");
      return;
    }
    IpAddress address = IpAddress.of(first);
    IpAddress end = IpAddress.of(last);
    if (size(address, end) > MAX_RANGE) {
      remarks.add(
          server.label()
              + ": range "
              + address
              + "-"
              + end
              + " has more than "
              + MAX_RANGE
              + " addresses; not installed, use a firewall mark for it");
      return;
    }
    addresses.add(new TransportService(protocol.get(), address, port));
    while (address.compareTo(end) < 0) {
      address = address.next();
      addresses.add(new TransportService(protocol.get(), address, port));
    }
  }

  /** Addresses in the range, or more than the limit when it is anything above. */
  private static long size(IpAddress first, IpAddress last) {
    if (first.family() == Family.INET) {
      return last.low() - first.low() + 1;
    }
    long above = last.low() - first.low();
    boolean borrow = Long.compareUnsigned(last.low(), first.low()) < 0;
    long high = last.high() - first.high() - (borrow ? 1 : 0);
    return high == 0 && Long.compareUnsigned(above, MAX_RANGE) < 0 ? above + 1 : MAX_RANGE + 1L;
  }
}
