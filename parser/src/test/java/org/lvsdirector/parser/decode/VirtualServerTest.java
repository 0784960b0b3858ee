package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.DnsCheck;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.MiscCheck;
import org.lvsdirector.parser.model.NetworkChecker;
import org.lvsdirector.parser.model.Protocol;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.Scheduler;
import org.lvsdirector.parser.model.SmtpCheck;
import org.lvsdirector.parser.model.SslGet;
import org.lvsdirector.parser.model.UdpCheck;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.model.VirtualServerGroup.Entry;

/** Keepalived reference, LVS 2 to 10. */
class VirtualServerTest {
  private static final String BASE = "lvs_sched rr\nlvs_method NAT\nprotocol TCP\n";

  private static ParseResult service(String address, String lines) {
    return Parsed.of("virtual_server " + address + " {\n" + lines + "\n}\n");
  }

  private static String server(String lines) {
    return "real_server 10.0.0.2 8080 {\n" + lines + "\n}\n";
  }

  private static VirtualServer only(ParseResult result) {
    assertThat(result.config().lvs().virtualServers()).hasSize(1);
    return result.config().lvs().virtualServers().getFirst();
  }

  private static Checker checker(String lines) {
    VirtualServer vs = only(service("10.0.0.1 80", BASE + server(lines)));
    return vs.realServers().getFirst().checkers().getFirst();
  }

  @Test
  void defaultsAreNamedAndApplied() {
    ParseResult result = service("10.0.0.1 80", server(""));
    VirtualServer vs = only(result);
    assertThat(vs.protocol()).isEqualTo(Protocol.UDP);
    assertThat(vs.scheduler()).isEqualTo(Scheduler.WLC);
    assertThat(vs.forwarding()).isEqualTo(new Forwarding.Nat());
    assertThat(vs.quorum()).isEqualTo(1);
    assertThat(vs.realServers().getFirst().weight()).isEqualTo(1);
    assertThat(vs.realServers().getFirst().smtpAlert()).isTrue();
    assertThat(vs.smtpAlert()).isFalse();
    assertThat(Parsed.counted(result)).hasSize(3);
  }

  @Test
  void pathCheckIsForDirectRoutingAlone() {
    ParseResult result =
        service(
            "10.0.0.1 80",
            """
            lvs_sched rr
            lvs_method DR
            protocol TCP
            @lvs_director path_check on
            real_server 10.0.0.2 80 {
            }
            real_server 10.0.0.3 80 {
            lvs_method NAT
            }
            real_server 10.0.0.4 80 {
            @lvs_director path_check off
            }
            """);
    assertThat(only(result).realServers().stream().map(server -> server.checkers().size()))
        .containsExactly(1, 0, 0);
    assertThat(Parsed.counted(result)).isEmpty();
    assertThat(Parsed.messages(result))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("10.0.0.3")
                    .contains("path_check: it is for lb_kind DR"));
  }

  @Test
  void checkersInheritFromServerAndService() {
    VirtualServer vs =
        only(
            service(
                "10.0.0.1 80",
                BASE
                    + "delay_loop 7\nretry 4\nalpha\n"
                    + "real_server 10.0.0.2 80 {\n connect_timeout 2.5\n TCP_CHECK {\n }\n"
                    + " TCP_CHECK {\n retry 0\n warmup 0\n alpha off\n }\n}\n"));
    List<Checker> checkers = vs.realServers().getFirst().checkers();
    var first = (NetworkChecker) checkers.get(0);
    var second = (NetworkChecker) checkers.get(1);
    assertThat(first.timing().delayLoop()).hasSeconds(7);
    assertThat(first.timing().warmup()).hasSeconds(7);
    assertThat(first.timing().retry()).isEqualTo(4);
    assertThat(first.alpha()).isTrue();
    assertThat(first.connection().connectTimeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(second.timing().retry()).isZero();
    assertThat(second.timing().warmup()).isZero();
    assertThat(second.alpha()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "TCP_CHECK, '', 1, 1",
    "MISC_CHECK, misc_path /good/x, 0, 1",
    "DNS_CHECK, '', 3, 60",
    "HTTP_GET, 'url {\npath /\n}', 1, 3"
  })
  void builtInRetriesDependOnTheKind(String kind, String lines, long retry, long pause) {
    Checker c = checker(kind + " {\n" + lines + "\n}");
    var timing = c instanceof MiscCheck m ? m.timing() : ((NetworkChecker) c).timing();
    assertThat(timing.retry()).isEqualTo(retry);
    assertThat(timing.delayBeforeRetry()).hasSeconds(pause);
  }

  @Test
  void directRoutingUsesThePortOfTheService() {
    ParseResult result =
        service("10.0.0.1 80", "lvs_sched rr\nlvs_method DR\nprotocol TCP\n" + server(""));
    assertThat(only(result).realServers().getFirst().port()).isEqualTo(80);
    assertThat(Parsed.counted(result)).hasSize(1);
    assertThat(result.exitStatus()).isEqualTo(5);
  }

  @Test
  void natKeepsThePortOfTheServer() {
    assertThat(only(service("10.0.0.1 80", BASE + server(""))).realServers().getFirst().port())
        .isEqualTo(8080);
  }

  @Test
  void portZeroNeedsPersistence() {
    VirtualServer vs = only(service("10.0.0.1", BASE + server("")));
    assertThat(vs.persistence().orElseThrow().timeout()).hasSeconds(360);
  }

  @Test
  void serviceWithoutServerIsDropped() {
    assertThat(service("10.0.0.1 80", BASE).config().lvs().virtualServers()).isEmpty();
  }

  @Test
  void duplicateServerIsDropped() {
    assertThat(only(service("10.0.0.1 80", BASE + server("") + server(""))).realServers())
        .hasSize(1);
  }

  @Test
  void quorumIsCutToTheTotalWeight() {
    assertThat(only(service("10.0.0.1 80", BASE + "quorum 9\n" + server("weight 3"))).quorum())
        .isEqualTo(3);
  }

  @Test
  void hysteresisStaysBelowQuorum() {
    VirtualServer vs =
        only(service("10.0.0.1 80", BASE + "quorum 3\nhysteresis 5\n" + server("weight 3")));
    assertThat(vs.hysteresis()).isEqualTo(2);
  }

  @Test
  void allWeightsZeroDoNotWrapHysteresis() {
    VirtualServer vs = only(service("10.0.0.1 80", BASE + server("weight 0")));
    assertThat(vs.quorum()).isZero();
    assertThat(vs.hysteresis()).isZero();
  }

  @Test
  void serverOfAnotherFamilyNeedsATunnel() {
    String six = "real_server 2001:db8::2 80 {\n%s\n}\n";
    assertThat(service("10.0.0.1 80", BASE + six.formatted("")).config().lvs().virtualServers())
        .isEmpty();
    assertThat(only(service("10.0.0.1 80", BASE + six.formatted("lvs_method TUN"))).realServers())
        .hasSize(1);
  }

  @Test
  void groupsCarryRangesAndOrder() {
    ParseResult result =
        Parsed.of(
            """
            virtual_server_group G {
              10.0.0.1-3 80
              10.1.0.0/30 443
              2001:db8::1-1f 80
              10.0.0.9 80
              fwmark 7 inet6
            }
            virtual_server_group H {
              10.0.0.1-9 80
              10.2.0.0/16 80
              10.0.0.7
            }
            virtual_server group H {
              lvs_sched rr
              lvs_method NAT
              protocol TCP
              real_server 10.9.0.2 80 {
              }
            }
            virtual_server group H {
              lvs_sched rr
              lvs_method NAT
              protocol UDP
              real_server 10.9.0.2 80 {
              }
            }
            """);
    List<Entry> g = result.config().lvs().groups().getFirst().entries();
    assertThat(g)
        .extracting(Object::toString)
        .containsExactly(
            "Range[first=/10.0.0.1, last=/10.0.0.3, port=80]",
            "Range[first=/10.1.0.0, last=/10.1.0.3, port=443]",
            "Range[first=/2001:db8:0:0:0:0:0:1, last=/2001:db8:0:0:0:0:0:1f, port=80]",
            "Address[address=/10.0.0.9, port=80]",
            "Fwmark[mark=7, family=Optional[INET6]]");
    assertThat(result.config().lvs().virtualServers())
        .extracting(VirtualServer::label)
        .containsExactly("[H]:0", "[H]:1");
    assertThat(result.config().lvs().virtualServers().getFirst().persistence()).isPresent();
  }

  @Test
  void missingGroupDropsTheServiceSilentlyForTheStatus() {
    ParseResult result = service("group NONE", BASE + server(""));
    assertThat(result.config().lvs().virtualServers()).isEmpty();
    assertThat(result.exitStatus()).isZero();
  }

  @Test
  void markTakesTheFamilyOfItsServers() {
    ParseResult result =
        service("fwmark 3", "lvs_sched rr\nlvs_method DR\nreal_server 2001:db8::2 {\n}\n");
    VirtualServer vs = only(result);
    assertThat(vs.address()).isEqualTo(new VirtualAddress.Fwmark(3));
    assertThat(vs.family().orElseThrow().keyword()).isEqualTo("inet6");
    assertThat(vs.protocol()).isEqualTo(Protocol.NONE);
    assertThat(result.exitStatus()).isZero();
  }

  @Test
  void hostHeaderComesFromTheNearestVirtualhost() {
    VirtualServer vs =
        only(
            service(
                "10.0.0.1 80",
                BASE
                    + "virtualhost vs\n"
                    + server(
                        """
                        virtualhost rs
                        SSL_GET {
                          enable_sni
                          url {
                            path /
                          }
                          url {
                            path /b
                            virtualhost url
                            status_code 200 301-302
                            digest 00112233445566778899aabbccddeeff
                          }
                        }
                        """)));
    var get = (SslGet) vs.realServers().getFirst().checkers().getFirst();
    HttpRequests.Url first = get.http().urls().get(0);
    HttpRequests.Url second = get.http().urls().get(1);
    assertThat(first.host()).contains("rs");
    assertThat(first.serverName()).contains("rs");
    assertThat(first.accepts(204)).isTrue();
    assertThat(second.host()).contains("url");
    assertThat(second.accepts(204)).isFalse();
    assertThat(second.accepts(302)).isTrue();
    assertThat(second.digest().orElseThrow().length()).isEqualTo(16);
  }

  @Test
  void checkWithoutUrlIsDropped() {
    ParseResult result = service("10.0.0.1 80", BASE + server("HTTP_GET {\n}"));
    assertThat(only(result).realServers().getFirst().checkers()).isEmpty();
    assertThat(result.exitStatus()).isEqualTo(5);
  }

  @Test
  void regexKeepsItsOptionsAndOffsets() {
    var get =
        (HttpGet)
            checker(
                "HTTP_GET {\nurl {\npath /\nregex \"a b\"\nregex_options caseless nonsense\n"
                    + "regex_min_offset 3\nregex_no_match\n}\n}");
    HttpRequests.Regex regex = get.http().urls().getFirst().regex().orElseThrow();
    assertThat(regex.pattern()).isEqualTo("a b");
    assertThat(regex.options()).containsExactly("caseless");
    assertThat(regex.minOffset()).isEqualTo(3);
    assertThat(regex.inverted()).isTrue();
  }

  @Test
  void hexStringsHaveWildcardsAndOddDigits() {
    var check = (UdpCheck) checker("UDP_CHECK {\npayload Ab12f 3\nrequire_reply 4x x1\n}");
    assertThat(check.payload().toHex()).isEqualTo("ab120f03");
    UdpCheck.ReplyPattern reply = check.reply().orElseThrow();
    assertThat(reply.octets().toHex()).isEqualTo("4001");
    assertThat(reply.mask().toHex()).isEqualTo("f00f");
  }

  @Test
  void smtpHostsAreCheckersOfTheirOwn() {
    VirtualServer vs =
        only(
            service(
                "10.0.0.1 25",
                BASE
                    + server(
                        "SMTP_CHECK {\nretry 5\nhost {\nconnect_ip 10.0.0.7\n}\n"
                            + "host {\nconnect_port 26\n}\n}")));
    List<Checker> checkers = vs.realServers().getFirst().checkers();
    assertThat(checkers).hasSize(2);
    assertThat(((SmtpCheck) checkers.get(0)).connection().address().getHostAddress())
        .isEqualTo("10.0.0.7");
    assertThat(((SmtpCheck) checkers.get(1)).connection().port()).isEqualTo(26);
    assertThat(((SmtpCheck) checkers.get(1)).timing().retry()).isEqualTo(5);
  }

  @Test
  void linkLocalTargetNeedsAnInterface() {
    ParseResult result =
        service("10.0.0.1 80", BASE + server("TCP_CHECK {\nconnect_ip fe80::1\n}"));
    assertThat(only(result).realServers().getFirst().checkers()).isEmpty();
    DnsCheck bound =
        (DnsCheck) checker("DNS_CHECK {\nconnect_ip fe80::1\nbind_if eth0\nname a.example\n}");
    assertThat(bound.name()).isEqualTo("a.example");
  }

  @Test
  void numbersOutOfRangeNameTheRange() {
    ParseResult result = service("10.0.0.1 80", BASE + server("weight 3000000000"));
    assertThat(Parsed.counted(result))
        .containsExactly(
            "weight: 3000000000 (expected 0..2147483647) in real_server [10.0.0.2]:8080 of"
                + " virtual_server [10.0.0.1]:tcp:80");
  }

  @Test
  void ownKeywordsAreReadBehindThePrefixOnly() {
    String own =
        """
        @lvs_director panic_threshold 30
        @lvs_director slow_start 20
        """
            + server(
                """
                @lvs_director rise 3
                TCP_CHECK {
                }
                @lvs_director AGENT_CHECK {
                @lvs_director   port 9999
                @lvs_director }
                """);
    VirtualServer vs = only(service("10.0.0.1 80", BASE + own));
    RealServer rs = vs.realServers().getFirst();
    assertThat(vs.panicThreshold()).isEqualTo(30);
    assertThat(rs.slowStart()).hasSeconds(20);
    assertThat(rs.checkers()).hasSize(2);
    assertThat(((NetworkChecker) rs.checkers().get(0)).timing().rise()).isEqualTo(3);
    assertThat(((NetworkChecker) rs.checkers().get(1)).connection().port()).isEqualTo(9999);
    ParseResult bare = service("10.0.0.1 80", BASE + "slow_start 20\n" + server(""));
    assertThat(bare.exitStatus()).isEqualTo(5);
    assertThat(only(bare).realServers().getFirst().slowStart()).isZero();
  }
}
