package org.lvsdirector.provision.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertTest {
  @Test
  void aDirectRoutingPairOfPiranhaBecomesOneVirtualRouterAndItsServices() throws IOException {
    Conversion primary = PiranhaConverter.convert(read("lvs-direct.cf"), true);
    assertThat(text(primary))
        .contains(
            """
            global_defs {
                lvs_timeouts tcp 900 tcpfin 120 udp 300
                lvs_sync_daemon eth0 VI_LVS id 7
            }
            """)
        .contains(
            """
            vrrp_instance VI_LVS {
                interface eth0
                virtual_router_id 51
                state MASTER
                priority 150
                advert_int 6
                unicast_src_ip 192.168.1.21
                unicast_peer {
                    192.168.1.22
                }
                virtual_ipaddress {
                    192.168.1.100/24 dev eth0
                    192.168.1.101/32 dev eth0
                    192.168.1.102/32 dev eth0
                }
            }
            """)
        .contains(
            """
            virtual_server 192.168.1.100 80 {
                delay_loop 3
                lb_algo wlc
                lb_kind DR
                protocol TCP
                persistence_timeout 300
                persistence_granularity 255.255.255.0

                real_server 192.168.1.31 80 {
                    weight 3
                    inhibit_on_failure
                    HTTP_GET {
                        url {
                            path /
                            status_code 100-599
                        }
                        connect_timeout 3
                        retry 1
                        delay_before_retry 3
                    }
                }
            """)
        .contains(
            "virtual_server fwmark 80 {\n    delay_loop 3\n    lb_algo wrr\n    lb_kind DR\n\n    real_server 192.168.1.31 {\n",
            "connect_port 80\n")
        .contains("virtualhost www.example.org\n", "status_code 200\n")
        .contains("misc_path \"/usr/local/sbin/dns-test.sh 192.168.1.31\"")
        .doesNotContain("192.168.1.33", "192.168.1.103", "192.168.1.110");
    Conversion backup = PiranhaConverter.convert(read("lvs-direct.cf"), false);
    assertThat(text(backup))
        .contains(
            "state BACKUP\n    priority 100\n",
            "unicast_src_ip 192.168.1.22\n    unicast_peer {\n        192.168.1.21\n");
  }

  @Test
  void whatPiranhaHadAndKeepalivedHasNotIsNamed() throws IOException {
    assertThat(PiranhaConverter.convert(read("lvs-direct.cf"), true).remarks())
        .anyMatch(r -> r.contains("reentry 15"))
        .anyMatch(r -> r.contains("load_monitor ruptime"))
        .anyMatch(r -> r.contains("port 8080 differs"))
        .anyMatch(r -> r.contains("server old is not active"))
        .anyMatch(r -> r.contains("virtual OFF is not active"))
        .anyMatch(r -> r.contains("failover FTP"))
        .anyMatch(r -> r.contains("send_program"))
        .anyMatch(r -> r.contains("serial_no"))
        .anyMatch(r -> r.contains("heartbeat_port"))
        .anyMatch(r -> r.contains("debug_level"));
  }

  @Test
  void aNatRouterOfPiranhaHoldsBothAddresses() throws IOException {
    Conversion nat = PiranhaConverter.convert(read("lvs-nat.cf"), true);
    assertThat(text(nat))
        .contains("192.168.26.1/24 dev eth0\n        10.11.12.254/24 dev eth1\n")
        .contains("state BACKUP", "nopreempt", "advert_int 10")
        .contains(
            "lb_kind NAT",
            "real_server 10.11.12.2 8080 {",
            "sorry_server 10.11.12.9 80",
            "TCP_CHECK {")
        .doesNotContain("unicast_peer");
    assertThat(nat.remarks())
        .anyMatch(r -> r.contains("is no HTTP request"))
        .anyMatch(r -> r.contains("keepalive 5 and deadtime 30"));
  }

  @Test
  void ldirectordsServicesBecomeVirtualServers() throws IOException {
    Conversion conversion = LdirectordConverter.convert(read("ldirectord.cf"));
    assertThat(text(conversion))
        .contains(
            """
            virtual_server 192.168.6.240 80 {
                delay_loop 2
                lb_algo wlc
                lb_kind DR
                protocol TCP
                persistence_timeout 600
                persistence_granularity 255.255.255.0
                smtp_alert
                sorry_server 127.0.0.1 80

                real_server 192.168.16.3 80 {
                    weight 10
                    inhibit_on_failure
                    HTTP_GET {
                        url {
                            path /index.html
                            virtualhost www.example.org
                            regex "Test Page"
                        }
                        connect_port 81
                        connect_timeout 30
                        retry 1
                        delay_before_retry 2
                    }
                }

                real_server 192.168.16.5 80 {
                    lvs_method NAT
            """)
        .contains("real_server 192.168.16.6 80 {")
        .contains("path /.testpage\n", "regex \"test page\"")
        .contains("SSL_GET {")
        .contains("lb_kind TUN", "sorry_server_lvs_method DR")
        .contains("virtual_server fwmark 1 {", "PING_CHECK {")
        .contains("misc_path \"/usr/local/bin/check-dns 192.168.6.241 53 192.168.16.3 53\"")
        .contains("virtual_server 2001:db8::240 80 {", "real_server 2001:db8::3 80 {")
        .contains("notification_email {\n        admin@example.org\n")
        .doesNotContain("www.example.org 80");
  }

  @Test
  void whatLdirectordHadAndKeepalivedHasNotIsNamedWithoutSecrets() throws IOException {
    List<String> remarks = LdirectordConverter.convert(read("ldirectord.cf")).remarks();
    assertThat(remarks)
        .anyMatch(r -> r.contains("service = pop"))
        .anyMatch(r -> r.contains("autoreload"))
        .anyMatch(r -> r.contains("logfile"))
        .anyMatch(r -> r.contains("supervised"))
        .anyMatch(r -> r.contains("checktype = 3"))
        .anyMatch(r -> r.contains("virtual=www.example.org:80"))
        .anyMatch(r -> r.contains("vrrp_instance"))
        .noneMatch(r -> r.contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lvs-direct.cf", "lvs-nat.cf", "ldirectord.cf"})
  void noSettingIsLostInSilence(String file) throws IOException {
    List<String> lines = read(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("virtual OFF") || lines.get(i).startsWith("virtual=www")) {
        break; // what follows is left out as a whole, and named as a whole
      }
      if (!lines.get(i).contains("=")) {
        continue;
      }
      List<String> strange = new ArrayList<>(lines);
      strange.set(i, lines.get(i).replaceFirst("\\s*=", "_strange ="));
      Conversion conversion =
          file.startsWith("lvs")
              ? PiranhaConverter.convert(strange, true)
              : LdirectordConverter.convert(strange);
      String word = lines.get(i).split("=")[0].strip() + "_strange";
      assertThat(conversion.remarks()).as(word).anyMatch(r -> r.contains(word));
    }
  }

  private static String text(Conversion conversion) {
    return String.join("\n", conversion.lines()) + "\n";
  }

  private static List<String> read(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ConvertTest.class.getResourceAsStream("/convert/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
