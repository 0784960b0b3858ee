package org.lvsdirector.provision.probe;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NeighbourProbe;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.provision.plan.Cidr;

/** Asks for many virtual addresses at once. */
public final class VipProbes {
  private static final Duration WINDOW = Duration.ofMillis(800);
  private static final int ROUNDS = 2;
  private static final int AT_ONCE = 16;
  private final Optional<String> device;

  /**
   * A probe.
   *
   * @param device the interface on the segment; found by the addresses when empty
   */
  public VipProbes(Optional<String> device) {
    this.device = device;
  }

  /**
   * Asks for all; what cannot be asked says so in its result. The answers bear no names yet ({@link
   * ProbeResult#named}).
   */
  public List<ProbeResult> ask(Set<InetAddress> vips) throws InterruptedException {
    List<LinkInfo> links;
    List<AddressInfo> addresses;
    try (RtNetlink netlink = RtNetlink.open()) {
      links = netlink.links();
      addresses = netlink.addresses();
    } catch (LinuxException e) {
      return vips.stream().map(v -> trouble(v, String.valueOf(e.getMessage()))).toList();
    }
    List<Future<ProbeResult>> futures = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().factory())) {
      for (InetAddress vip : vips) {
        futures.add(threads.submit(() -> one(vip, links, addresses)));
      }
    }
    List<ProbeResult> out = new ArrayList<>();
    for (Future<ProbeResult> future : futures) {
      try {
        out.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a probe ended with " + e.getCause(), e);
      }
    }
    return out;
  }

  private ProbeResult one(InetAddress vip, List<LinkInfo> links, List<AddressInfo> addresses) {
    Optional<LinkInfo> link = link(vip, links, addresses);
    if (link.isEmpty()) {
      return trouble(
          vip,
          device.isPresent()
              ? "there is no interface " + device.get()
              : "no interface of this machine is in its network; run on a director, or name the interface with --interface");
    }
    boolean held = addresses.stream().anyMatch(a -> a.address().equals(vip));
    Optional<InetAddress> source =
        addresses.stream()
            .filter(a -> a.interfaceIndex() == link.get().index() && !a.address().equals(vip))
            .map(AddressInfo::address)
            .filter(a -> a instanceof Inet4Address == vip instanceof Inet4Address)
            .findFirst();
    try {
      // A single question may be lost; an answer to any of them counts.
      Set<String> macs = new LinkedHashSet<>();
      for (int i = 0; i < ROUNDS; i++) {
        NeighbourProbe.owners(link.get(), vip, source, WINDOW).stream()
            .map(m -> m.toString().toLowerCase(Locale.ROOT))
            .forEach(macs::add);
      }
      return new ProbeResult(
          vip,
          link.get().name(),
          macs.stream().map(m -> new ProbeResult.Answer(m, "")).toList(),
          held,
          "");
    } catch (LinuxException e) {
      return trouble(vip, String.valueOf(e.getMessage()));
    }
  }

  private Optional<LinkInfo> link(
      InetAddress vip, List<LinkInfo> links, List<AddressInfo> addresses) {
    if (device.isPresent()) {
      return links.stream().filter(l -> l.name().equals(device.get())).findFirst();
    }
    return addresses.stream()
        .filter(a -> !a.address().equals(vip) || a.prefixLength() < 8 * vip.getAddress().length)
        .filter(a -> new Cidr(a.address(), a.prefixLength()).covers(vip))
        .flatMap(a -> links.stream().filter(l -> l.index() == a.interfaceIndex()))
        .filter(l -> (l.flags() & LinkInfo.IFF_LOOPBACK) == 0)
        .findFirst();
  }

  private static ProbeResult trouble(InetAddress vip, String why) {
    return new ProbeResult(vip, "", List.of(), false, why);
  }
}
