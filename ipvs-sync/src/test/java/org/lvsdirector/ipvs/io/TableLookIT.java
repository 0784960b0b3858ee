package org.lvsdirector.ipvs.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.RandomTables;
import org.lvsdirector.ipvs.diff.IpvsDiff;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.ipvs.model.Tunnel;
import org.lvsdirector.ipvs.model.TunnelChecksum;
import org.lvsdirector.ipvs.model.TunnelType;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.OptionSocket;

/** The cheap look at a real kernel, with ipvsadm as the foreign hand. */
@Tag("ipvs")
class TableLookIT {
  private static final ServiceKey TCP = key(Protocol.TCP, "10.1.0.1", 80);
  private static final ServiceKey UDP = key(Protocol.UDP, "10.1.0.1", 53);
  private static final ServiceKey SCTP = key(Protocol.SCTP, "10.1.0.1", 80);
  private static final ServiceKey MARK = new FwmarkService(3_000_000_000L, Family.INET);
  private static final ServiceKey MARK6 = new FwmarkService(3_000_000_000L, Family.INET6);
  private static final ServiceKey SIX = key(Protocol.TCP, "2001:db8::1", 80);
  private static final ServiceKey MIXED = key(Protocol.TCP, "10.1.0.2", 80);
  private static final ServiceKey TUNNEL = key(Protocol.TCP, "10.1.0.3", 80);
  private static final ServiceKey EMPTY = key(Protocol.TCP, "10.1.0.4", 80);

  /** What a foreign hand may do, one after the other; each is repaired before the next. */
  private static final List<String> CHANGES =
      List.of(
          // services
          "-E -t 10.1.0.1:80 -s wlc",
          "-E -t 10.1.0.1:80 -s rr -p 300",
          "-E -u 10.1.0.1:53 -s sh -b sh-port",
          "-E -u 10.1.0.1:53 -s sh -o",
          "-E -u 10.1.0.1:53 -s sh -p 300 --pe sip",
          "-E -f 3000000000 -s rr -p 60 -M 255.255.255.0",
          "-E -f 3000000000 -s rr -p 61",
          "-E -t [2001:db8::1]:80 -s wlc",
          "-D -t 10.1.0.1:80",
          "-D -t 10.1.0.4:80",
          "-D -t [2001:db8::1]:80",
          "-D -f 3000000000",
          "-C",
          // destinations that the older interface shows
          "-e -t 10.1.0.1:80 -r 192.168.7.1:80 -g -w 2 -x 200 -y 100",
          "-e -t 10.1.0.1:80 -r 192.168.7.1:80 -m -w 1 -x 200 -y 100",
          "-e -t 10.1.0.1:80 -r 192.168.7.1:80 -i -w 1 -x 200 -y 100",
          "-e -t 10.1.0.1:80 -r 192.168.7.1:80 -g -w 1 -x 201 -y 100",
          "-e -t 10.1.0.1:80 -r 192.168.7.1:80 -g -w 1 -x 200 -y 99",
          "-d -t 10.1.0.1:80 -r 192.168.7.1:80",
          "-d -t 10.1.0.1:80 -r 192.168.7.3:8080",
          "-a -t 10.1.0.1:80 -r 192.168.7.9:80 -g -w 1",
          "-a -t 10.1.0.1:80 -r 192.168.7.3:8081 -m -w 3",
          "-a -t 10.1.0.1:80 -r [fd00::9]:80 -i -w 1",
          "-a -t 10.1.0.4:80 -r 192.168.7.1:80 -g -w 1",
          "-a -t 10.1.0.4:80 -r [fd00::9]:80 -i -w 1",
          "-d -t 10.1.0.1:80 -r 192.168.7.1:80; -a -t 10.1.0.1:80 -r 192.168.7.9:80 -g -w 1",
          "-d -t 10.1.0.1:80 -r 192.168.7.1:80; -a -t 10.1.0.1:80 -r [fd00::9]:80 -i -w 1",
          "-d -t 10.1.0.1:80 -r 192.168.7.3:8080; -a -t 10.1.0.1:80 -r [fd00::9]:80 -i -w 1",
          "-e -u 10.1.0.1:53 -r 192.168.7.1:53 -g -w 2",
          "-e --sctp-service 10.1.0.1:80 -r 192.168.7.1:80 -g -w 2",
          "-e -f 3000000000 -r 192.168.7.1:0 -g -w 2",
          // those that it does not
          "-e -f 3000000000 -6 -r [fd00::1]:0 -g -w 2",
          "-e -t [2001:db8::1]:80 -r [fd00::1]:80 -m -w 1",
          "-a -t [2001:db8::1]:80 -r 192.168.7.9:80 -i -w 1",
          "-d -t [2001:db8::1]:80 -r [fd00::1]:80",
          "-e -t 10.1.0.2:80 -r [fd00::9]:80 -i -w 2",
          "-d -t 10.1.0.2:80 -r [fd00::9]:80",
          "-e -t 10.1.0.2:80 -r 192.168.7.1:80 -g -w 2",
          "-e -t 10.1.0.3:80 -r 192.168.7.1:80 -i --tun-type gre -w 1",
          "-e -t 10.1.0.3:80 -r 192.168.7.2:80 -i --tun-type gue --tun-port 6081 --tun-remcsum -w 1",
          "-e -t 10.1.0.3:80 -r 192.168.7.2:80 -i --tun-type gue --tun-port 6080 -w 1");

  private KernelTable kernel;

  @BeforeEach
  void openNamespace() throws IOException {
    kernel = new KernelTable();
  }

  @AfterEach
  void closeNamespace() throws IOException {
    kernel.close();
  }

  @Test
  void whateverAForeignHandChangesIsSeen() throws Exception {
    IpvsTable wanted = everyKind();
    make(wanted);
    for (String commands : CHANGES) {
      assertThat(holds(wanted)).as("before %s", commands).isTrue();
      for (String command : commands.split("; ")) {
        List<String> words = new ArrayList<>(List.of("ipvsadm"));
        words.addAll(List.of(command.split(" ")));
        kernel.inside(words.toArray(String[]::new));
      }
      assertThat(holds(wanted)).as("after %s", commands).isFalse();
      IpvsTable present = kernel.ipvs().dump();
      assertThat(present).as("what a whole look says after %s", commands).isNotEqualTo(wanted);
      make(wanted);
    }
    assertThat(holds(wanted)).isTrue();
  }

  @Test
  void foreignServicesDoNotMatterAndOwnedOnesDo() throws Exception {
    IpvsTable wanted = everyKind();
    make(wanted);
    kernel.inside("ipvsadm", "-A", "-t", "10.99.0.1:80", "-s", "rr");
    kernel.inside("ipvsadm", "-a", "-t", "10.99.0.1:80", "-r", "192.168.7.1", "-g");
    assertThat(holds(wanted)).isTrue();
    ServiceKey other = key(Protocol.TCP, "10.99.0.1", 80);
    assertThat(kernel.ipvs().holds(IpvsTable.empty(), Set.of(other))).isFalse();
    assertThat(kernel.ipvs().holds(IpvsTable.empty(), Set.of())).isTrue();
  }

  @Test
  void anyTableHoldsAndNoOther() throws Exception {
    IpvsTable present = IpvsTable.empty();
    for (long seed = 0; seed < 40; seed++) {
      IpvsTable wanted = new RandomTables(seed).table(24);
      assertThat(holds(wanted)).as("seed %d, before", seed).isEqualTo(wanted.equals(present));
      make(wanted);
      assertThat(holds(wanted)).as("seed %d", seed).isTrue();
      present = wanted;
    }
  }

  @Test
  void hundredsOfServersInOneServiceAreComparedInAnyOrder() throws Exception {
    List<IpvsDestination> servers = new ArrayList<>();
    for (int host = 0; host < 700; host++) {
      servers.add(
          server("192.168." + host / 250 + "." + (1 + host % 250), 80).withWeight(1 + host));
    }
    List<IpvsDestination> shuffled = new ArrayList<>(servers);
    Collections.shuffle(shuffled, new Random(3));
    make(IpvsTable.of(pool(TCP, shuffled), pool(UDP, shuffled.subList(0, 300))));
    IpvsTable wanted = IpvsTable.of(pool(TCP, servers), pool(UDP, shuffled.subList(0, 300)));
    assertThat(holds(wanted)).isTrue();
    String first = "192.168.0.1:80";
    kernel.inside("ipvsadm", "-d", "-t", "10.1.0.1:80", "-r", first);
    assertThat(holds(wanted)).as("one missing").isFalse();
    kernel.inside("ipvsadm", "-a", "-t", "10.1.0.1:80", "-r", first, "-g", "-w", "1");
    assertThat(holds(wanted)).as("back at another place").isTrue();
    kernel.inside("ipvsadm", "-e", "-t", "10.1.0.1:80", "-r", "192.168.2.200:80", "-g", "-w", "1");
    assertThat(holds(wanted)).as("one weight").isFalse();
  }

  @Test
  void noMessageIsNeededForPlainIpv4Destinations() throws Exception {
    IpvsTable wanted = everyKind().only(Set.of(TCP, UDP, SCTP, MARK, EMPTY));
    make(wanted);
    try (OptionSocket options = NetworkNamespace.call(kernel.name(), OptionSocket::open)) {
      TableLook.PoolReader never =
          service -> {
            throw new AssertionError("a message about " + service.key());
          };
      TableLook look = new TableLook(options::read, never);
      List<LiveService> services = kernel.ipvs().statistics().services();
      assertThat(look.holds(wanted, wanted.keys(), services)).isTrue();
      kernel.inside("ipvsadm", "-d", "-f", "3000000000", "-r", "192.168.7.1:0");
      assertThat(look.holds(wanted, wanted.keys(), services)).isFalse();
      kernel.inside("ipvsadm", "-D", "-f", "3000000000");
      assertThat(look.holds(wanted, wanted.keys(), services)).as("gone meanwhile").isFalse();
    }
  }

  @Test
  void theLookIsAtTheNamespaceItWasOpenedIn() throws Exception {
    IpvsTable wanted = everyKind();
    make(wanted);
    try (KernelTable other = new KernelTable();
        NetlinkIpvs own = NetworkNamespace.call(kernel.name(), () -> NetlinkIpvs.open())) {
      assertThat(own.holds(wanted, wanted.keys())).isTrue();
      assertThat(other.ipvs().holds(wanted, wanted.keys())).isFalse();
    }
  }

  @Test
  void descriptorsAreGivenBack() throws Exception {
    NetlinkIpvs.open(Optional.of(kernel.name())).close();
    int before = descriptors();
    for (int i = 0; i < 10; i++) {
      NetlinkIpvs.open(Optional.of(kernel.name())).close();
      NetlinkIpvs.open().close();
    }
    assertThat(descriptors()).isEqualTo(before);
  }

  private static int descriptors() {
    String[] numbers = new File("/proc/self/fd").list();
    return numbers == null ? -1 : numbers.length;
  }

  private boolean holds(IpvsTable wanted) throws LinuxException {
    return kernel.ipvs().holds(wanted, wanted.keys());
  }

  private void make(IpvsTable wanted) throws LinuxException {
    IpvsTable present = kernel.ipvs().dump();
    assertThat(kernel.ipvs().apply(IpvsDiff.between(present, wanted, present.keys()))).isEmpty();
  }

  private static IpvsTable everyKind() {
    IpvsDestination gue =
        server("192.168.7.2", 80)
            .tunnelled(new Tunnel(TunnelType.GUE, 6080, TunnelChecksum.REMOTE));
    return IpvsTable.of(
        pool(
            TCP,
            List.of(
                server("192.168.7.1", 80).withThresholds(200, 100),
                server("192.168.7.2", 80).withWeight(0),
                IpvsDestination.of(
                    IpAddress.of("192.168.7.3"), 8080, ForwardingMethod.MASQUERADE, 3))),
        new IpvsPool(IpvsService.of(UDP, Scheduler.SH), List.of(server("192.168.7.1", 53))),
        pool(SCTP, List.of(server("192.168.7.1", 80), server("192.168.7.2", 80))),
        new IpvsPool(
            IpvsService.of(MARK, Scheduler.RR).persistent(60, -1),
            List.of(server("192.168.7.1", 0))),
        pool(MARK6, List.of(server("fd00::1", 0))),
        pool(SIX, List.of(server("fd00::1", 80), server("fd00::2", 80))),
        pool(
            MIXED,
            List.of(server("192.168.7.1", 80), server("fd00::9", 80).tunnelled(Tunnel.IPIP))),
        pool(TUNNEL, List.of(server("192.168.7.1", 80).tunnelled(Tunnel.IPIP), gue)),
        pool(EMPTY, List.of()));
  }

  private static IpvsPool pool(ServiceKey key, List<IpvsDestination> servers) {
    return new IpvsPool(IpvsService.of(key, Scheduler.RR), servers);
  }

  private static IpvsDestination server(String address, int port) {
    return IpvsDestination.of(IpAddress.of(address), port, ForwardingMethod.DIRECT_ROUTE, 1);
  }

  private static ServiceKey key(Protocol protocol, String address, int port) {
    return new TransportService(protocol, IpAddress.of(address), port);
  }
}
