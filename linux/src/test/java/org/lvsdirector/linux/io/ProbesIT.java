package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.linux.io.TestNamespaces.address;
import static org.lvsdirector.linux.io.TestNamespaces.ip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.netlink.HardwareAddress;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.linux.netlink.ProcEvent;

class ProbesIT {

  private static final Duration WINDOW = Duration.ofSeconds(2);

  private static Set<HardwareAddress> owners(TestNamespaces where, String address)
      throws LinuxException {
    return NetworkNamespace.call(
        where.left,
        () -> {
          LinkInfo link;
          try (RtNetlink netlink = RtNetlink.open()) {
            link = netlink.link("a0").orElseThrow();
          }
          InetAddress wanted = address(address);
          return NeighbourProbe.owners(link, wanted, Optional.empty(), WINDOW);
        });
  }

  private static HardwareAddress mac(String namespace, String name) throws LinuxException {
    try (RtNetlink netlink = RtNetlink.open(namespace)) {
      return netlink.link(name).orElseThrow().address().orElseThrow();
    }
  }

  @Test
  void everyOwnerOfAnAddressAnswers() throws LinuxException {
    try (TestNamespaces namespaces = new TestNamespaces()) {
      // A second host on the same link: a macvlan of b0 in the same namespace with its own MAC.
      ip("-n", namespaces.right, "addr", "add", "10.9.0.2/24", "dev", "b0");
      ip("-n", namespaces.right, "addr", "add", "2001:db8::2/64", "dev", "b0", "nodad");
      ip("-n", namespaces.left, "addr", "add", "fe80::a1/64", "dev", "a0", "nodad");
      HardwareAddress first = mac(namespaces.right, "b0");
      assertThat(owners(namespaces, "10.9.0.2")).containsExactly(first);
      assertThat(owners(namespaces, "2001:db8::2")).containsExactly(first);
      assertThat(owners(namespaces, "10.9.0.3")).isEmpty();
      ip("-n", namespaces.right, "link", "add", "m0", "link", "b0", "type", "macvlan");
      ip("-n", namespaces.right, "link", "set", "m0", "up");
      HardwareAddress second = mac(namespaces.right, "m0");
      // With arp_ignore 0 both devices answer for the address of the namespace.
      assertThat(owners(namespaces, "10.9.0.2")).containsExactlyInAnyOrder(first, second);
    }
  }

  @Test
  void linkStateFollowsThePeer() throws LinuxException {
    try (TestNamespaces namespaces = new TestNamespaces();
        LinkState state = NetworkNamespace.call(namespaces.left, LinkState::new)) {
      assertThat(state.byEthtool("a0")).contains(true);
      ip("-n", namespaces.right, "link", "set", "b0", "down");
      assertThat(state.byEthtool("a0")).contains(false);
      assertThat(state.byMii("a0")).isEmpty();
      assertThatThrownBy(() -> state.byEthtool("lin-none")).hasMessageContaining("ENODEV");
    }
  }

  @Test
  void programsAreSeenStartingAndEnding() throws Exception {
    try (ProcConnector connector = ProcConnector.open(1 << 20);
        Poller poller = new Poller()) {
      poller.add(connector);
      SpawnedProcess process = Spawn.of(List.of("/bin/sh", "-c", "exit 3"), Map.of()).start();
      assertThat(process.waitFor(Duration.ofSeconds(60))).contains(new ExitStatus.Exited(3));
      List<ProcEvent> seen = new ArrayList<>();
      for (int i = 0; i < 20 && seen.stream().noneMatch(e -> isEnd(e, process.pid())); i++) {
        List<Pollable> _ = poller.await(Duration.ofSeconds(3));
        seen.addAll(connector.read());
      }
      assertThat(seen)
          .contains(new ProcEvent.Executed(process.pid()))
          .contains(new ProcEvent.Exited(process.pid(), 3 << 8, 17));
    }
  }

  private static boolean isEnd(ProcEvent event, int pid) {
    return event instanceof ProcEvent.Exited(var ended, _, _) && ended == pid;
  }

  @Test
  void realTimeSchedulingStaysWithTheThread() throws LinuxException {
    int policy =
        NetworkNamespace.onOwnThread(
            "lin-fifo",
            () -> {
              ProcessControl.schedule(ProcessControl.SCHED_FIFO, 1, true);
              return ProcessControl.schedulingPolicy();
            });
    assertThat(policy).isEqualTo(ProcessControl.SCHED_FIFO);
    assertThat(ProcessControl.schedulingPolicy()).isEqualTo(ProcessControl.SCHED_OTHER);
  }

  @Test
  void settingOfANamespaceIsChangedAndPutBack() throws LinuxException {
    try (TestNamespaces namespaces = new TestNamespaces()) {
      String name = Sysctl.forInterface("ipv4", "a0", "arp_ignore");
      String done =
          NetworkNamespace.call(
              namespaces.left,
              () -> {
                try {
                  Sysctl.Change change = Sysctl.set(name, "1");
                  String during = Sysctl.read(name);
                  return change.before() + during + change.restore() + Sysctl.read(name);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertThat(done).isEqualTo("01true0");
    }
  }
}
