package org.lvsdirector.ipvs.hygiene;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lvsdirector.ipvs.hygiene.Finding.Severity;
import org.lvsdirector.ipvs.hygiene.HostFacts.HostAddress;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.TransportService;

/** Compares the host with what the wanted table needs of it. */
public final class DirectorHygiene {
  private final IpvsTable table;
  private final HostFacts facts;
  private final Setup setup;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<IpAddress> direct = new LinkedHashSet<>();
  private final Set<IpAddress> translated = new LinkedHashSet<>();
  private final Set<IpAddress> local = new LinkedHashSet<>();
  private final Set<IpAddress> virtual = new LinkedHashSet<>();

  /**
   * What the configuration adds to the picture.
   *
   * @param movingAddresses addresses VRRP puts here and takes away: their absence is no fault
   * @param syncDaemon a sync daemon of this configuration runs
   */
  public record Setup(Set<IpAddress> movingAddresses, boolean syncDaemon) {
    /** Copies the set. */
    public Setup {
      movingAddresses = Set.copyOf(movingAddresses);
    }
  }

  private DirectorHygiene(IpvsTable table, HostFacts facts, Setup setup) {
    this.table = table;
    this.facts = facts;
    this.setup = setup;
  }

  /** Everything that is wrong, errors and advice, each once. */
  public static List<Finding> check(IpvsTable table, HostFacts facts, Setup setup) {
    DirectorHygiene hygiene = new DirectorHygiene(table, facts, setup);
    hygiene.sort();
    hygiene.connectedNetworks();
    hygiene.forwarding();
    hygiene.virtualAddresses();
    if (!hygiene.local.isEmpty()) {
      hygiene.directorAsRealServer();
    }
    hygiene.removedServers();
    return List.copyOf(hygiene.findings);
  }

  private void sort() {
    for (IpvsPool pool : table.pools().values()) {
      if (pool.key() instanceof TransportService(_, var address, _)) {
        virtual.add(address);
      }
      for (IpvsDestination destination : pool.destinations()) {
        IpAddress address = destination.key().address();
        if (facts.has(address)) {
          local.add(address);
        } else if (destination.method() == ForwardingMethod.DIRECT_ROUTE) {
          direct.add(address);
        } else if (destination.method() == ForwardingMethod.MASQUERADE) {
          translated.add(address);
        }
      }
    }
  }

  private void connectedNetworks() {
    for (IpAddress server : direct) {
      if (facts.addresses().stream().noneMatch(own -> own.connects(server))) {
        error(
            "real server " + server + " is not on a network this host is connected to",
            "direct routing needs it on the same link; give an interface an address of its network, or use TUN or NAT");
      }
    }
  }

  private void forwarding() {
    forwarding(Family.INET, "net.ipv4.ip_forward");
    forwarding(Family.INET6, "net.ipv6.conf.all.forwarding");
  }

  private void forwarding(Family family, String sysctl) {
    boolean needed = translated.stream().anyMatch(server -> server.family() == family);
    if (needed && facts.number(sysctl).orElse(0) == 0) {
      error("NAT to real servers is configured and " + sysctl + " is 0", "set " + sysctl + " = 1");
    }
  }

  private void virtualAddresses() {
    for (IpAddress vip : virtual) {
      List<HostAddress> here =
          facts.addresses().stream().filter(own -> own.address().equals(vip)).toList();
      if (here.isEmpty() && !setup.movingAddresses().contains(vip)) {
        advise(
            "virtual address " + vip + " is on no interface of this host",
            "without it packets reach IPVS only if something else routes them here; add it, or let a vrrp_instance hold it");
      }
      here.forEach(this::virtualAddress);
    }
  }

  private void virtualAddress(HostAddress vip) {
    if (vip.loopback() && local.isEmpty() && !setup.movingAddresses().contains(vip.address())) {
      advise(
          "virtual address " + vip.address() + " is on " + vip.interfaceName(),
          "that is where real servers have it; a director needs it on the interface its clients come in by");
    }
    boolean alone =
        facts.addresses().stream()
            .noneMatch(
                own ->
                    !own.equals(vip)
                        && !virtual.contains(own.address())
                        && own.connects(vip.address()));
    boolean covers = direct.stream().anyMatch(vip::connects);
    if (alone && covers) {
      error(
          "virtual address "
              + vip.address()
              + "/"
              + vip.prefix()
              + " is the only address of its network on "
              + vip.interfaceName(),
          "health checks then come from it and real servers answer to themselves; give the interface an address of its own and the"
              + " virtual address the full prefix length");
    }
  }

  /**
   * Two boxes that are directors and real servers at once: a packet must not be balanced a second
   * time.
   */
  private void directorAsRealServer() {
    String who = "this director is itself a real server (" + join(local) + ")";
    if (!setup.syncDaemon()) {
      error(
          who + " and no sync daemon is configured",
          "as backup it would balance packets of the other director again, in a loop; configure lvs_sync_daemon with the"
              + " vrrp_instance and set net.ipv4.vs.backup_only = 1");
    } else {
      expect(
          "net.ipv4.vs.backup_only",
          1,
          who,
          "as backup it balances packets of the other director again, in a loop");
    }
    expect(
        "net.ipv4.vs.conntrack",
        0,
        who,
        "connection tracking sees half of each connection and may drop it");
    long interfaces =
        facts.addresses().stream()
            .filter(a -> !a.loopback())
            .map(HostAddress::interfaceName)
            .distinct()
            .count();
    if (interfaces > 1) {
      strictReversePath(who);
    }
  }

  private void strictReversePath(String who) {
    int all = facts.number("net.ipv4.conf.all.rp_filter").orElse(0);
    Set<String> names = new LinkedHashSet<>();
    for (HostAddress own : facts.addresses()) {
      String name = "net.ipv4.conf." + own.interfaceName() + ".rp_filter";
      if (!own.loopback() && names.add(name) && Math.max(all, facts.number(name).orElse(0)) == 1) {
        advise(
            who + " and " + name + " is strict",
            "packets of clients that come by way of the other director are dropped if the route back is another; set it to 2");
      }
    }
  }

  private void removedServers() {
    if (direct.isEmpty() && translated.isEmpty()) {
      return;
    }
    String who = "servers are removed when checks fail";
    adviseUnless(
        "net.ipv4.vs.expire_nodest_conn",
        1,
        who,
        "clients of a removed server hang until they give up, instead of being told at once");
    if (facts.number("net.ipv4.vs.conntrack").orElse(0) == 1) {
      adviseUnless(
          "net.ipv4.vs.conn_reuse_mode",
          0,
          "net.ipv4.vs.conntrack is 1",
          "kernels before 5.9 then delay a client that reuses a port by a second");
    }
  }

  private void expect(String sysctl, int value, String who, String consequence) {
    facts
        .number(sysctl)
        .filter(present -> present != value)
        .ifPresent(
            present ->
                error(
                    who + " and " + sysctl + " is " + present,
                    consequence + "; set " + sysctl + " = " + value));
  }

  private void adviseUnless(String sysctl, int value, String who, String consequence) {
    facts
        .number(sysctl)
        .filter(present -> present != value)
        .ifPresent(
            present ->
                advise(
                    who + " and " + sysctl + " is " + present,
                    consequence + "; set " + sysctl + " = " + value));
  }

  private void error(String problem, String remedy) {
    findings.add(new Finding(Severity.ERROR, problem, remedy));
  }

  private void advise(String problem, String remedy) {
    findings.add(new Finding(Severity.ADVICE, problem, remedy));
  }

  private static String join(Set<IpAddress> addresses) {
    return String.join(", ", addresses.stream().map(IpAddress::toString).toList());
  }
}
