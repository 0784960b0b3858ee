package org.lvsdirector.provision.vip;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.Protocol;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.model.VirtualServerGroup;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * The virtual addresses of each real server, in the order of the file.
 *
 * @param endpoints real server to what it serves, each endpoint once
 * @param directorAddresses virtual addresses that the directors hold by VRRP; candidates for the
 *     gateway of NAT servers
 * @param notes what the file does not say, such as the addresses behind a firewall mark
 */
public record Assignments(
    Map<InetAddress, List<Endpoint>> endpoints,
    List<InetAddress> directorAddresses,
    List<String> notes) {
  /** More addresses than this in one range are taken for a mistake. */
  public static final int MOST_IN_RANGE = 4096;

  /** Copies everything, keeping the order. */
  public Assignments {
    endpoints = Collections.unmodifiableMap(new LinkedHashMap<>(endpoints));
    directorAddresses = List.copyOf(directorAddresses);
    notes = List.copyOf(notes);
  }

  /** Nothing assigned. */
  public static final Assignments NONE = new Assignments(Map.of(), List.of(), List.of());

  /** Reads them from a configuration. */
  public static Assignments of(KeepalivedConfig config) {
    Map<InetAddress, Set<Endpoint>> found = new LinkedHashMap<>();
    Set<String> notes = new LinkedHashSet<>();
    for (VirtualServer service : config.lvs().virtualServers()) {
      List<Place> places = places(service, notes);
      for (RealServer server : service.realServers()) {
        Optional<Forwarding> forwarding = forwarding(server, service, notes);
        for (Place place : places) {
          forwarding.ifPresent(
              f ->
                  found
                      .computeIfAbsent(server.address(), _ -> new LinkedHashSet<>())
                      .add(
                          new Endpoint(
                              f, place.address(), transport(service.protocol()), place.port())));
        }
      }
    }
    Map<InetAddress, List<Endpoint>> endpoints = new LinkedHashMap<>();
    found.forEach((server, set) -> endpoints.put(server, List.copyOf(set)));
    return new Assignments(endpoints, directors(config), List.copyOf(notes));
  }

  private record Place(InetAddress address, int port) {}

  private static List<Place> places(VirtualServer service, Set<String> notes) {
    return switch (service.address()) {
      case VirtualAddress.Address a -> List.of(new Place(a.address(), a.port()));
      case VirtualAddress.Fwmark _ -> {
        notes.add(fwmarkNote(service));
        yield List.of();
      }
      case VirtualAddress.Group g -> {
        List<Place> out = new ArrayList<>();
        g.group().entries().forEach(e -> out.addAll(places(e, service, notes)));
        yield out;
      }
    };
  }

  private static List<Place> places(
      VirtualServerGroup.Entry entry, VirtualServer service, Set<String> notes) {
    return switch (entry) {
      case VirtualServerGroup.Entry.Address a -> List.of(new Place(a.address(), a.port()));
      case VirtualServerGroup.Entry.Range r -> range(r, service, notes);
      case VirtualServerGroup.Entry.Fwmark _ -> {
        notes.add(fwmarkNote(service));
        yield List.of();
      }
    };
  }

  private static List<Place> range(
      VirtualServerGroup.Entry.Range range, VirtualServer service, Set<String> notes) {
    BigInteger first = new BigInteger(1, range.first().getAddress());
    BigInteger count =
        new BigInteger(1, range.last().getAddress()).subtract(first).add(BigInteger.ONE);
    if (count.signum() <= 0 || count.compareTo(BigInteger.valueOf(MOST_IN_RANGE)) > 0) {
      notes.add(
          service.label()
              + ": a range of "
              + count
              + " addresses is not provisioned (at most "
              + MOST_IN_RANGE
              + ")");
      return List.of();
    }
    List<Place> out = new ArrayList<>();
    for (int i = 0; i < count.intValueExact(); i++) {
      out.add(new Place(plus(range.first(), i), range.port()));
    }
    return out;
  }

  private static InetAddress plus(InetAddress address, int offset) {
    byte[] bytes = address.getAddress();
    int carry = offset;
    for (int i = bytes.length - 1; i >= 0 && carry > 0; i--) {
      int sum = (bytes[i] & 0xff) + carry;
      bytes[i] = (byte) sum;
      carry = sum >> 8;
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }

  private static Optional<Forwarding> forwarding(
      RealServer server, VirtualServer service, Set<String> notes) {
    return switch (server.forwarding()) {
      case org.lvsdirector.parser.model.Forwarding.DirectRouting _ -> Optional.of(Forwarding.DR);
      case org.lvsdirector.parser.model.Forwarding.Nat _ -> Optional.of(Forwarding.NAT);
      case org.lvsdirector.parser.model.Forwarding.Tunnel t
          when t.type() == org.lvsdirector.parser.model.Forwarding.TunnelType.IPIP ->
          Optional.of(Forwarding.TUN);
      case org.lvsdirector.parser.model.Forwarding.Tunnel t -> {
        notes.add(
            server.label(service.protocol())
                + ": tunnel type "
                + t.type().name().toLowerCase(Locale.ROOT)
                + " is not provisioned, only ipip");
        yield Optional.empty();
      }
    };
  }

  private static Optional<Endpoint.Transport> transport(Protocol protocol) {
    return switch (protocol) {
      case NONE -> Optional.empty();
      case TCP -> Optional.of(Endpoint.Transport.TCP);
      case UDP -> Optional.of(Endpoint.Transport.UDP);
      case SCTP -> Optional.of(Endpoint.Transport.SCTP);
    };
  }

  private static List<InetAddress> directors(KeepalivedConfig config) {
    Set<InetAddress> out = new LinkedHashSet<>();
    for (VrrpInstance instance : config.vrrp().instances()) {
      instance.virtualAddresses().stream().map(VipAddress::address).forEach(out::add);
      instance.excludedAddresses().stream().map(VipAddress::address).forEach(out::add);
    }
    return List.copyOf(out);
  }

  private static String fwmarkNote(VirtualServer service) {
    return service.label()
        + ": a firewall mark names no address; say vips = ADDRESS in provision.conf for the real servers of this service";
  }
}
