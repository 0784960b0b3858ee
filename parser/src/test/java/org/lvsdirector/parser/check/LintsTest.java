package org.lvsdirector.parser.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
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
