package org.lvsdirector.provision.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Persistence;
import org.lvsdirector.provision.plan.Values;

class InventoryFileTest {
  @Test
  void sectionsAreServersAndDefaultsHoldForAll() throws IOException {
    Inventory inventory =
        read(
            """
            # how our real servers are reached
            [defaults]
            user = admin
            method = sysctl

            [192.168.1.31]
            port = 2222
            key = ~/.ssh/lvs

            [web2]
            address = 192.168.1.32
            host = web2.example.org
            user = root
            method = arptables
            persist = networkd
            interface = eth1
            vips = 192.168.1.100, 2001:db8::100
            jump = admin@bastion.example.org:2200
            """);
    assertThat(inventory.complaints()).isEmpty();
    HostEntry first = inventory.find(Values.address("192.168.1.31")).orElseThrow();
    assertThat(first.user()).contains("admin");
    assertThat(first.port()).isEqualTo(OptionalInt.of(2222));
    assertThat(first.key()).contains("~/.ssh/lvs");
    HostEntry second = inventory.find(Values.address("192.168.1.32")).orElseThrow();
    assertThat(second.host()).isEqualTo("web2.example.org");
    assertThat(second.user()).contains("root");
    assertThat(second.method()).contains(Method.ARPTABLES);
    assertThat(second.persist()).isEqualTo(Persistence.NETWORKD);
    assertThat(second.device()).contains("eth1");
    assertThat(second.vips())
        .containsExactly(Values.address("192.168.1.100"), Values.address("2001:db8::100"));
    assertThat(second.jump()).contains("admin@bastion.example.org:2200");
  }

  @Test
  void everyMistakeIsToldWithItsSection() throws IOException {
    Inventory inventory =
        read(
            """
            [rs1]
            address = 192.168.1.31
            metod = sysctl
            port = 99999
            interface = eth0;reboot
            persist = magic
            vips = nonsense
            user = $(id)
            nat_gateway = host.example.org
            """);
    assertThat(inventory.complaints())
        .hasSize(7)
        .allMatch(c -> c.startsWith("provision.conf: [rs1]: "))
        .anyMatch(c -> c.contains("unknown setting \"metod\""))
        .anyMatch(c -> c.contains("port \"99999\" (expected 1..65535)"))
        .anyMatch(c -> c.contains("eth0;reboot"));
  }

  @Test
  void nothingIsExpandedInValues() throws IOException {
    Inventory inventory = read("[rs1]\naddress = 10.0.0.1\nkey = ${sys:user.home}/k\n");
    assertThat(inventory.hosts().getFirst().key()).contains("${sys:user.home}/k");
  }

  @Test
  void anAnsibleInventoryIsUnderstood() throws IOException {
    Inventory inventory =
        read(
            """
            mail.example.org

            [realservers]
            rs1 ansible_host=192.168.1.31 ansible_user=admin ansible_port=2222
            rs2 ansible_host=192.168.1.32 ansible_ssh_private_key_file="/keys/my key" lvs_method=iptables
            10.0.0.[1:3]

            [old]
            web[01:02].example.org ansible_ssh_common_args='-o ProxyJump=bastion.example.org -o X=y'

            [all:vars]
            ansible_user=root
            http_port=80

            [farm:children]
            realservers
            old

            [farm:vars]
            lvs_vips=192.168.1.100
            """);
    assertThat(inventory.complaints()).isEmpty();
    assertThat(inventory.hosts())
        .extracting(HostEntry::name)
        .contains(
            "mail.example.org",
            "rs1",
            "rs2",
            "10.0.0.1",
            "10.0.0.2",
            "10.0.0.3",
            "web01.example.org",
            "web02.example.org");
    HostEntry rs1 = inventory.find(Values.address("192.168.1.31")).orElseThrow();
    assertThat(rs1.user()).contains("admin");
    assertThat(rs1.port()).isEqualTo(OptionalInt.of(2222));
    assertThat(rs1.vips()).containsExactly(Values.address("192.168.1.100"));
    HostEntry rs2 = inventory.find(Values.address("192.168.1.32")).orElseThrow();
    assertThat(rs2.user()).contains("root");
    assertThat(rs2.key()).contains("/keys/my key");
    assertThat(rs2.method()).contains(Method.IPTABLES);
    HostEntry web =
        inventory.hosts().stream()
            .filter(h -> h.name().equals("web02.example.org"))
            .findFirst()
            .orElseThrow();
    assertThat(web.jump()).contains("bastion.example.org");
    assertThat(web.address()).isEqualTo(Optional.empty());
  }

  @Test
  void passwordsInAnAnsibleInventoryAreNotRead() throws IOException {
    Inventory inventory = read("[x]\nrs1 ansible_host=10.0.0.1 ansible_password=hunter2\n");
    assertThat(inventory.notes())
        .singleElement()
        .asString()
        .contains("ansible_password")
        .doesNotContain("hunter2");
  }

  private static Inventory read(String text) throws IOException {
    return InventoryFile.read(new StringReader(text), "provision.conf");
  }
}
