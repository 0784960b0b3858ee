package org.lvsdirector.provision.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The files that outlive a boot, by each network system. Each file is given to the real program:
 * systemd-networkd and ifup set the addresses from it, netplan generates networkd's from it, and
 * NetworkManager's own reader takes it.
 */
class PersistenceIT {
  private final Segment segment = new Segment();
  private final LabServer server = segment.server(31);

  @BeforeEach
  void knowTheHost() {
    segment.knowHosts();
  }

  @AfterEach
  void removeTheSegment() {
    segment.close();
  }

  @Test
  void networkdPutsTheAddressesOnLoAfterABoot() throws Exception {
    server.write("run/systemd/netif/links/1", "");
    apply("write /etc/systemd/network/10-lvs-director-lo.network");
    bootWithNetworkd();
    undo();
    assertThat(server.exists("etc/systemd/network/10-lvs-director-lo.network")).isFalse();
  }

  @Test
  void aPresentNetworkFileForLoGetsADropIn() throws Exception {
    server.write("run/systemd/netif/links/1", "");
    server.write(
        "etc/systemd/network/05-lo.network",
        "[Match]\nName=lo\n\n[Network]\nAddress=10.9.9.9/32\n");
    apply("write /etc/systemd/network/05-lo.network.d/lvs-director.conf");
    bootWithNetworkd();
    assertThat(server.in("ip", "-o", "addr", "show", "dev", "lo")).contains("10.9.9.9/32");
    undo();
    assertThat(server.exists("etc/systemd/network/05-lo.network.d/lvs-director.conf")).isFalse();
    assertThat(server.exists("etc/systemd/network/05-lo.network")).isTrue();
  }

  @Test
  void netplanGetsAFileOfItsOwn() throws Exception {
    server.write("etc/netplan/50-cloud-init.yaml", "network: {version: 2}\n");
    apply("write /etc/netplan/90-lvs-director.yaml");
    assertThat(server.read("etc/netplan/90-lvs-director.yaml"))
        .endsWith(
            "      addresses:\n        - \""
                + Segment.VIP
                + "/32\"\n        - \""
                + Segment.VIP6
                + "/128\"\n");
    assertThat(
            Sh.run(
                "stat",
                "-c",
                "%a",
                server.root.resolve("etc/netplan/90-lvs-director.yaml").toString()))
        .startsWith("600");
    NetworkSystems.run("usr/libexec/netplan/generate", "--root-dir " + server.root);
    assertThat(server.read("run/systemd/network/10-netplan-lo.network"))
        .contains("Address=" + Segment.VIP + "/32\n", "Address=" + Segment.VIP6 + "/128\n");
    bootWithNetworkd();
    undo();
    assertThat(server.exists("etc/netplan/90-lvs-director.yaml")).isFalse();
    assertThat(server.exists("etc/netplan/50-cloud-init.yaml")).isTrue();
  }

  @Test
  void networkManagerGetsAKeyfileWhenItKnowsLoopback() {
    server.write("run/NetworkManager/here", "");
    server.write("local/sbin/NetworkManager", "#!/bin/sh\necho 1.42.4\n");
    Sh.run("chmod", "755", server.root.resolve("local/sbin/NetworkManager").toString());
    apply("write /etc/NetworkManager/system-connections/lvs-director-lo.nmconnection");
    assertThat(server.read("etc/NetworkManager/system-connections/lvs-director-lo.nmconnection"))
        .contains(
            "type=loopback\ninterface-name=lo\n",
            "address1=127.0.0.1/8\naddress2=" + Segment.VIP + "/32\n",
            "address2=" + Segment.VIP6 + "/128\n");
    assertThat(
            NetworkSystems.run(
                "usr/bin/nmcli",
                "--offline connection modify connection.autoconnect yes < "
                    + server.root.resolve(
                        "etc/NetworkManager/system-connections/lvs-director-lo.nmconnection")))
        .contains(
            "type=loopback\n",
            "address2=" + Segment.VIP + "/32\n",
            "address2=" + Segment.VIP6 + "/128\n");
    undo();
  }

  @Test
  void anOlderNetworkManagerLeavesItToAUnit() {
    server.write("run/NetworkManager/here", "");
    server.write("run/systemd/system/here", "");
    server.write("local/sbin/NetworkManager", "#!/bin/sh\necho 1.30.6\n");
    Sh.run("chmod", "755", server.root.resolve("local/sbin/NetworkManager").toString());
    apply("write /etc/systemd/system/lvs-director-realserver.service");
    undo();
  }

  @Test
  void ifupdownGetsAFileInItsFolder() {
    server.write(
        "etc/network/interfaces",
        "source /etc/network/interfaces.d/*\nauto lo\niface lo inet loopback\n");
    Sh.run(
        "cp",
        NetworkSystems.path("sbin/ifup").toString(),
        server.root.resolve("local/sbin/ifup").toString());
    apply("write /etc/network/interfaces.d/lvs-director");
    assertThat(server.read("etc/network/interfaces.d/lvs-director"))
        .contains(
            "iface lo inet static\n    address " + Segment.VIP + "/32\n",
            "iface lo inet6 static\n    address " + Segment.VIP6 + "/128\n");
    server.reboot();
    server.inside(
        "mkdir -p /run/network /etc/network/if-pre-up.d /etc/network/if-up.d; "
            + "for f in /etc/sysctl.d/*.conf; do sysctl -q -p $f; done; "
            + "ifup -a -i /etc/network/interfaces");
    assertThat(server.in("ip", "-o", "addr", "show", "dev", "lo"))
        .contains(" " + Segment.VIP + "/32 ", " " + Segment.VIP6 + "/128 ", " nodad ");
    server.startSshd();
    assertThat(segment.provision("verify", segment.inventory()).status()).isZero();
    undo();
  }

  @Test
  void nothingIsWrittenWhenTheOperatorSaysSo() {
    server.write("run/systemd/system/here", "");
    Path inventory = segment.inventory("persist = none");
    Segment.Run run = segment.provision("apply", inventory);
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(run.out()).contains("lost at the next boot").doesNotContain("write ");
  }

  private void apply(String step) {
    Segment.Run run = segment.provision("apply", segment.inventory());
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(run.out()).contains("write /etc/sysctl.d/99-zz-lvs-director.conf", step);
    assertThat(segment.provision("plan", segment.inventory()).status()).isZero();
  }

  private void undo() {
    Segment.Run run = segment.provision("undo", segment.inventory());
    assertThat(run.status()).as(run.out()).isZero();
  }

  /**
   * The real systemd-networkd in the server's mounts; a read-only /sys tells it that there is no
   * udev to wait for.
   */
  private void bootWithNetworkd() throws Exception {
    server.reboot();
    server.inside("for f in /etc/sysctl.d/*.conf; do sysctl -q -p $f; done");
    assertThat(server.in("sysctl", "-n", "net.ipv4.conf.all.arp_ignore").strip()).isEqualTo("1");
    Process networkd =
        new ProcessBuilder(
                "ip",
                "netns",
                "exec",
                server.namespace,
                "unshare",
                "-m",
                "--propagation",
                "private",
                "sh",
                "-c",
                "rm -rf %1$s/run/systemd/netif; mount --bind %1$s/etc /etc && mount --bind %1$s/run /run && mount -o remount,bind,ro /sys; mkdir -p /run/systemd/netif && chown systemd-network /run/systemd/netif; exec /lib/systemd/systemd-networkd"
                    .formatted(server.root))
            .redirectErrorStream(true)
            .redirectOutput(server.root.resolve("networkd.log").toFile())
            .start();
    try {
      Sh.await(
          "networkd to add the addresses",
          () -> {
            String now = server.in("ip", "-o", "addr", "show", "dev", "lo");
            return now.contains(Segment.VIP + "/32") && now.contains(Segment.VIP6 + "/128");
          });
    } finally {
      networkd.destroy();
      networkd.waitFor(10, TimeUnit.SECONDS);
    }
    server.startSshd();
    assertThat(segment.provision("verify", segment.inventory()).status()).isZero();
  }
}
