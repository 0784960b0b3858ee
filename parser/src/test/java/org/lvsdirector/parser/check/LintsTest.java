package org.lvsdirector.parser.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.Environment.LocalAddress;
import org.lvsdirector.parser.Environment.ScriptFacts.Verdict;
import org.lvsdirector.parser.decode.FakeEnvironment;
import org.lvsdirector.parser.decode.Parsed;
import org.lvsdirector.parser.model.IpPrefix;

class LintsTest {
  private final FakeEnvironment environment = new FakeEnvironment();

  private List<String> lints(String text) {
    return Parsed.of(text, environment).diagnostics().stream()
        .flatMap(d -> d.lint().stream())
        .toList();
  }

  private static String instance(String name, String lines) {
    return "vrrp_instance %s {\n interface eth0\n virtual_router_id %d\n%s\n}\n"
        .formatted(name, name.hashCode() & 0x7f, lines);
  }

  private static String service(String lines) {
    return "virtual_server 10.0.0.1 80 {\n lvs_sched rr\n lvs_method DR\n protocol TCP\n%s\n}\n"
        .formatted(lines);
  }

  private void hostIsIn(String address, int length) {
    environment.addresses.add(
        new LocalAddress("eth0", new IpPrefix(InetAddress.ofLiteral(address), length)));
  }

  @Test
  void soundConfigurationHasNone() {
    hostIsIn("10.0.0.7", 24);
    assertThat(
            lints(
                instance("A", "priority 100\nvirtual_ipaddress {\n 10.0.0.9/24\n}")
                    + service("real_server 10.0.0.2 80 {\n TCP_CHECK {\n }\n}")))
        .isEmpty();
  }

  @Test
  void strictModeMakesAddressesSilent() {
    assertThat(lints(instance("A", "strict_mode\nvirtual_ipaddress {\n 10.0.0.9\n}")))
        .containsExactly("strict-no-accept");
  }

  @Test
  void addressOutsideEveryNetworkIsNamed() {
    hostIsIn("192.168.1.7", 20);
    assertThat(lints(instance("A", "virtual_ipaddress {\n 10.0.0.9\n 192.168.15.1\n}")))
        .containsExactly("vip-outside-subnets");
  }

  @Test
  void nothingIsSaidOfNetworksWhenNoneIsKnown() {
    assertThat(lints(instance("A", "virtual_ipaddress {\n 10.0.0.9\n}"))).isEmpty();
  }

  @Test
  void directRoutingServerBehindARouterIsNamed() {
    hostIsIn("10.0.0.7", 24);
    assertThat(lints(service("real_server 10.1.0.2 80 {\n TCP_CHECK {\n }\n}")))
        .containsExactly("dr-not-connected");
    assertThat(lints(service("real_server 10.1.0.2 80 {\n lvs_method TUN\n TCP_CHECK {\n }\n}")))
        .isEmpty();
  }

  @Test
  void differentIntervalsInOneGroupAreNamed() {
    assertThat(
            lints(
                "vrrp_sync_group G {\n group {\n A\n B\n }\n}\n"
                    + instance("A", "advert_int 1\nvirtual_ipaddress {\n 10.0.0.9\n}")
                    + instance("B", "advert_int 2\nvirtual_ipaddress {\n 10.0.0.8\n}")))
        .containsExactly("sync-group-intervals");
  }

  @Test
  void checkSlowerThanItsIntervalIsNamed() {
    assertThat(
            lints(
                service(
                    "delay_loop 2\nreal_server 10.0.0.2 80 {\n TCP_CHECK {\n connect_timeout 3\n"
                        + " }\n}")))
        .containsExactly("slow-check");
  }

  @Test
  void stateMasterWithoutPriorityIsNamed() {
    assertThat(lints(instance("A", "state MASTER\nvirtual_ipaddress {\n 10.0.0.9\n}")))
        .containsExactly("state-master-priority");
  }

  @Test
  void scriptOthersMayChangeIsNamed() {
    environment.scripts.put("/good/x", Verdict.INSECURE);
    assertThat(lints(instance("A", "virtual_ipaddress {\n 10.0.0.9\n}\nnotify /good/x")))
        .containsExactly("script-insecure");
  }

  @Test
  void accessibleStrictInstanceIsNotNamed() {
    assertThat(
            lints(
                instance("A", "strict_mode\nversion 3\naccept\nvirtual_ipaddress {\n 10.0.0.9\n}")))
        .isEmpty();
  }

  @Test
  void addressesOfEveryKindAreLookedAtButThoseOnLoopback() {
    hostIsIn("192.168.1.7", 24);
    assertThat(
            lints(
                instance(
                    "A",
                    "virtual_ipaddress {\n 192.168.1.9\n}\nvirtual_ipaddress_excluded {\n 10.0.0.9\n"
                        + " 10.0.0.8 dev lo\n}")))
        .containsExactly("vip-outside-subnets");
  }

  @Test
  void masterThatShallNotPreemptIsNamedOnce() {
    String vip = "virtual_ipaddress {\n 10.0.0.9\n}\npriority 150\nnopreempt\n";
    var master = Parsed.of(instance("A", vip + "state MASTER"), environment);
    assertThat(master.diagnostics()).hasSize(1);
    assertThat(master.diagnostics().getFirst().lint()).hasValue("master-nopreempt");
    assertThat(master.exitStatus()).isEqualTo(5);
    assertThat(lints(instance("A", vip + "state BACKUP"))).isEmpty();
  }

  @Test
  void passwordsOfMoreThanEightOctetsAreNamed() {
    String auth =
        "virtual_ipaddress {\n 10.0.0.9\n}\nauthentication {\n auth_type PASS\n auth_pass %s\n}";
    assertThat(lints(instance("A", auth.formatted("123456789"))))
        .containsExactly("auth-pass-length");
    assertThat(lints(instance("A", auth.formatted("12345678")))).isEmpty();
  }

  @Test
  void equalNumbersOnOneInterfaceAreNamed() {
    String two =
        """
        vrrp_instance A {
          interface eth0
          virtual_router_id 7
          virtual_ipaddress {
            10.0.0.9
          }
        }
        vrrp_instance B {
          interface %s
          virtual_router_id 7
          virtual_ipaddress {
            %s
          }
        }
        """;
    assertThat(lints(two.formatted("eth0", "10.0.0.8"))).containsExactly("duplicate-vrid");
    assertThat(lints(two.formatted("eth1", "10.0.0.8"))).isEmpty();
    assertThat(lints(two.formatted("eth0", "fe80::8"))).isEmpty();
  }

  @Test
  void interfaceThatDoesNotExistIsNamed() {
    String text =
        """
        vrrp_instance A {
          interface eth7
          virtual_router_id 7
          virtual_ipaddress {
            10.0.0.9
          }
        }
        """;
    assertThat(lints(text)).containsExactly("missing-interface");
    assertThat(lints("global_defs {\n dynamic_interfaces\n}\n" + text)).isEmpty();
  }

  @Test
  void serviceWithoutForwardingMethodIsNamed() {
    String service =
        """
        virtual_server 10.0.0.1 80 {
          lb_algo rr
        %s  protocol TCP
          real_server 10.0.0.2 80 {
            TCP_CHECK {
            }
          }
        }
        """;
    assertThat(lints(service.formatted(""))).containsExactly("no-lvs-method");
    assertThat(lints(service.formatted(" lb_kind NAT\n"))).isEmpty();
  }

  @Test
  void portThatDirectRoutingCannotReachIsNamed() {
    String server = "real_server 10.0.0.2 %d {\n%s TCP_CHECK {\n }\n}";
    assertThat(lints(service(server.formatted(8080, "")))).containsExactly("dr-port");
    assertThat(lints(service(server.formatted(80, "")))).isEmpty();
    assertThat(lints(service(server.formatted(8080, " lvs_method NAT\n")))).isEmpty();
  }

  @Test
  void sorryServerBehindARouterIsNamedToo() {
    hostIsIn("10.0.0.7", 24);
    String server = "real_server 10.0.0.2 80 {\n TCP_CHECK {\n }\n}\n";
    assertThat(lints(service(server + "sorry_server 10.1.0.2 80")))
        .containsExactly("dr-not-connected");
    assertThat(lints(service(server + "sorry_server 127.0.0.1 80"))).isEmpty();
  }

  @Test
  void serverOnThisHostIsConnectedWhateverItsPrefix() {
    hostIsIn("10.0.0.7", 24);
    hostIsIn("10.9.0.1", 32);
    assertThat(lints(service("real_server 10.9.0.1 80 {\n TCP_CHECK {\n }\n}"))).isEmpty();
  }

  @Test
  void persistenceOfNoSecondsIsNamed() {
    String server = "real_server 10.0.0.2 80 {\n TCP_CHECK {\n }\n}\n";
    assertThat(lints(service("persistence_timeout 0\n" + server)))
        .containsExactly("persistence-timeout-zero");
    assertThat(lints(service("persistence_timeout 1\n" + server))).isEmpty();
    assertThat(Parsed.of(service("persistence_timeout 0\n" + server), environment).exitStatus())
        .isEqualTo(5);
  }

  @Test
  void equalIntervalsInOneGroupAreNotNamed() {
    assertThat(
            lints(
                "vrrp_sync_group G {\n group {\n A\n B\n }\n}\n"
                    + instance("A", "advert_int 2\nvirtual_ipaddress {\n 10.0.0.9\n}")
                    + instance("B", "advert_int 2\nvirtual_ipaddress {\n 10.0.0.8\n}")))
        .isEmpty();
  }

  @Test
  void checkThatEndsBeforeTheNextBeginsIsNotNamed() {
    assertThat(
            lints(
                service(
                    "delay_loop 3\nreal_server 10.0.0.2 80 {\n TCP_CHECK {\n connect_timeout 3\n"
                        + " }\n}")))
        .isEmpty();
  }

  @Test
  void serverWithoutCheckAmongOthersIsNamed() {
    String checked = "real_server 10.0.0.2 80 {\n TCP_CHECK {\n }\n}\n";
    assertThat(lints(service(checked + "real_server 10.0.0.3 80 {\n}")))
        .containsExactly("no-checker");
    assertThat(lints(service("real_server 10.0.0.3 80 {\n}"))).isEmpty();
  }

  @Test
  void stateMasterWithPriorityIsNotNamed() {
    assertThat(
            lints(instance("A", "state MASTER\npriority 150\nvirtual_ipaddress {\n 10.0.0.9\n}")))
        .isEmpty();
  }

  @Test
  void trackScriptThatCannotRunIsNamedOnce() {
    String text =
        "vrrp_script S {\n script %s\n}\n"
            + instance("A", "virtual_ipaddress {\n 10.0.0.9\n}\ntrack_script {\n S\n}");
    environment.scripts.put("/good/closed", Verdict.NOT_EXECUTABLE);
    environment.scripts.put("/good/open", Verdict.INSECURE);
    assertThat(lints(text.formatted("/good/closed"))).containsExactly("script-unusable");
    assertThat(lints(text.formatted("/good/open"))).containsExactly("script-insecure");
    assertThat(lints(text.formatted("/good/x"))).isEmpty();
  }

  @Test
  void notifyScriptThatCannotRunIsNamed() {
    environment.scripts.put("/good/x", Verdict.NOT_EXECUTABLE);
    assertThat(lints(instance("A", "virtual_ipaddress {\n 10.0.0.9\n}\nnotify /good/x")))
        .containsExactly("script-unusable");
  }

  @Test
  void routerIdThatTheOtherDirectorHasTooIsNamed() {
    environment.host = "localhost.localdomain";
    String mail = "global_defs {\n notification_email {\n a@example.org\n }\n%s}\n";
    assertThat(lints(mail.formatted(""))).containsExactly("sample-router-id");
    assertThat(lints(mail.formatted(" router_id one\n"))).isEmpty();
    environment.host = "director.example.org";
    assertThat(lints(mail.formatted(""))).isEmpty();
  }

  @Test
  void findingOfKeepalivedIsSwitchedOffButStillDecidesTheStatus() {
    String off = "global_defs {\n @lvs_director lint_off persistence-timeout-zero\n}\n";
    var result =
        Parsed.of(
            off + service("persistence_timeout 0\nreal_server 10.0.0.2 80 {\n TCP_CHECK {\n }\n}"),
            environment);
    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.exitStatus()).isEqualTo(5);
  }

  @Test
  void fatalFindingCannotBeSwitchedOff() {
    String off = "global_defs {\n @lvs_director lint_off missing-interface\n}\n";
    assertThat(
            lints(
                off
                    + "vrrp_instance A {\n interface eth7\n virtual_router_id 7\n"
                    + " virtual_ipaddress {\n 10.0.0.9\n }\n}\n"))
        .containsExactly("missing-interface");
  }

  @Test
  void everyLintHasANameOfItsOwnAndAReason() {
    assertThat(Lint.values()).extracting(Lint::lintName).doesNotHaveDuplicates();
    assertThat(Lint.values())
        .allSatisfy(
            lint -> {
              assertThat(lint.lintName()).matches("[a-z]+(-[a-z]+)*");
              assertThat(lint.why()).hasSizeGreaterThan(20);
              assertThat(Lint.named(lint.lintName())).hasValue(lint);
            });
  }

  @Test
  void manualNamesEveryLint() throws IOException {
    String manual = Files.readString(Path.of("../daemon/src/dist/man/lvs-director.conf.5"));
    assertThat(Lint.values())
        .allSatisfy(lint -> assertThat(manual).contains("\n.B " + lint.lintName() + "\n"));
  }

  @Test
  void slipInTheNameOfALintIsExplained() {
    var result = Parsed.of("global_defs {\n @lvs_director lint_off no-cheker\n}\n", environment);
    assertThat(result.diagnostics().getFirst().suggestion()).hasValue("no-checker");
    assertThat(result.diagnostics().getFirst().range().line()).isEqualTo(2);
  }

  @Test
  void lintsAreSwitchedOffByName() {
    String sample = " router_id LVS_DEVEL\n}\n";
    String off = "@lvs_director lint_off sample-router-id nonsense\n";
    assertThat(lints("global_defs {\n" + sample)).containsExactly("sample-router-id");
    assertThat(lints("global_defs {\n" + off + sample)).containsExactly("unknown-lint");
  }

  @Test
  void lintsNeverChangeTheExitStatus() {
    assertThat(Parsed.of("global_defs {\n router_id LVS_DEVEL\n}\n").exitStatus()).isZero();
  }

  @Test
  void keywordsWithoutEffectAreNamedEachTime() {
    assertThat(lints("global_defs {\n enable_traps\n enable_traps\n nftables_ipvs\n}\n"))
        .containsExactly("unsupported-keyword", "unsupported-keyword", "ignored-keyword");
  }
}
