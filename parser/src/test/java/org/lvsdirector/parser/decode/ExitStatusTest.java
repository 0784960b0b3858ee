package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.parser.Environment.ScriptFacts.Verdict;
import org.lvsdirector.parser.ParseResult;

/** The table of keepalived reference, parser 18.4, and the fatal cases of 17.3. */
class ExitStatusTest {
  private static final String INSTANCE =
      """
      vrrp_instance V1 {
        interface eth0
        virtual_router_id 1
        virtual_ipaddress {
          10.0.0.1
        }
        %s
      }
      """;

  private static String lines(String text) {
    return text.replace(';', '\n');
  }

  private static ParseResult instance(String line) {
    return Parsed.of(INSTANCE.formatted(line));
  }

  @Test
  void emptyFileIsGood() {
    assertThat(Parsed.of("# nothing\n").exitStatus()).isZero();
  }

  @Test
  void plainInstanceIsGood() {
    assertThat(Parsed.counted(instance(""))).isEmpty();
    assertThat(instance("").exitStatus()).isZero();
  }

  @Test
  void missingParameterEndsTestAndStartWithTwo() {
    ParseResult result = instance("priority");
    assertThat(result.exitStatus()).isEqualTo(2);
    assertThat(result.startStatus()).isEqualTo(2);
  }

  @Test
  void serverWithoutAnAddressAndGroupWithTwoNamesEndWithTwo() {
    String server = "virtual_server 10.0.0.1 80 {\nprotocol TCP\nreal_server {\n}\n}\n";
    assertThat(Parsed.of(server).exitStatus()).isEqualTo(2);
    String group = "virtual_server_group %s {\n10.0.0.1 80\n}\n";
    assertThat(Parsed.of(group.formatted("a b")).exitStatus()).isEqualTo(2);
    assertThat(Parsed.of(group.formatted("a")).exitStatus()).isZero();
    assertThat(Parsed.of("virtual_server_group a\n10.0.0.1 80\n}\n").exitStatus()).isEqualTo(2);
    assertThat(Parsed.of("virtual_server_group a\n").exitStatus()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lvs_flush_on_stop \"\"",
        "nftables \"\"",
        "state_dump_file /tmp/a /tmp/b",
        "iproute_usr_dir /tmp/a /tmp/b",
        "json_version",
        "notification_email a@example.org {;}",
        "startup_script /good/x nobody-of-that-name",
      })
  void linesOfGlobalDefsWithTooLittleOrTooMuchAreFive(String line) {
    String text =
        "global_defs {\nenable_script_security\nscript_user root\n" + lines(line) + "\n}\n";
    assertThat(Parsed.of(text).exitStatus()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check_unicast_src",
        "owner_ignore_adverts",
        "virtual_routes blue {;}",
        "use_vmac vip0 vip1",
      })
  void linesOfAnInstanceThatHaveNoEffectAreFive(String line) {
    assertThat(instance(lines(line)).exitStatus()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"owner_ignore_adverts off", "owner_ignore_adverts;priority 255"})
  void linesOfAnInstanceThatHaveTheirEffectAreNone(String line) {
    assertThat(instance(lines(line)).exitStatus()).isZero();
  }

  @Test
  void nothingIsLookedAtAfterAVrfThatDoesNotExist() {
    String text = INSTANCE.replace("interface eth0", "vrf nosuch\n interface eth0");
    ParseResult result = Parsed.of(text.formatted("notify /good/x"));
    assertThat(result.exitStatus()).isEqualTo(5);
    assertThat(result.startStatus()).isEqualTo(2);
  }

  @Test
  void missingParameterOutranksScriptSecurity() {
    assertThat(instance("notify /good/x\n advert_int").exitStatus()).isEqualTo(2);
  }

  @Test
  void unknownInterfaceInDelaysIsFour() {
    assertThat(Parsed.of("interface_up_down_delays {\n nosuch 1\n}\n").exitStatus()).isEqualTo(4);
  }

  @Test
  void unknownInterfaceOfAnInstanceIsFiveAndFatal() {
    ParseResult result = instance("track_interface {\n nosuch\n}");
    assertThat(result.exitStatus()).isEqualTo(5);
    assertThat(result.startStatus()).isEqualTo(2);
  }

  @Test
  void unknownInterfaceIsGoodWithDynamicInterfaces() {
    ParseResult result =
        Parsed.of(
            "global_defs {\n dynamic_interfaces\n}\n"
                + INSTANCE.formatted("").replace("eth0", "nosuch"));
    assertThat(result.exitStatus()).isZero();
    assertThat(result.canStart()).isTrue();
  }

  @Test
  void scriptWithoutScriptSecurityIsSix() {
    assertThat(instance("notify /good/x").exitStatus()).isEqualTo(6);
    assertThat(instance("notify /good/x").canStart()).isTrue();
  }

  @Test
  void notifyScriptThatIsNotThereDoesNotCount() {
    assertThat(instance("notify /bad/x").exitStatus()).isZero();
  }

  @Test
  void trackScriptThatIsNotThereCounts() {
    String script = "vrrp_script s {\n script /bad/x\n}\n";
    assertThat(Parsed.of(script + INSTANCE.formatted("track_script {\n s\n}")).exitStatus())
        .isEqualTo(5);
  }

  @Test
  void insecureTrackScriptIsDisabledOnlyWithScriptSecurity() {
    var environment = new FakeEnvironment();
    environment.scripts.put("/good/x", Verdict.INSECURE);
    String text =
        "vrrp_script s {\n script /good/x\n}\n" + INSTANCE.formatted("track_script {\n s\n}");
    assertThat(Parsed.of(text, environment).exitStatus()).isEqualTo(6);
    assertThat(Parsed.of(text, environment).config().vrrp().scripts()).hasSize(1);
    String secure = "global_defs {\n enable_script_security\n script_user root\n}\n" + text;
    assertThat(Parsed.of(secure, environment).exitStatus()).isEqualTo(5);
    assertThat(Parsed.of(secure, environment).config().vrrp().scripts()).isEmpty();
  }

  @Test
  void unusedTrackScriptDoesNotCount() {
    String script = "vrrp_script s {\n script /good/x\n}\n";
    String secure = "global_defs {\n enable_script_security\n script_user root\n}\n";
    ParseResult result = Parsed.of(secure + script + INSTANCE.formatted(""));
    assertThat(result.exitStatus()).isZero();
    assertThat(Parsed.messages(result)).contains("vrrp_script s is not used");
    assertThat(result.config().vrrp().scripts()).isEmpty();
  }

  @Test
  void withoutAnInstanceNoScriptIsLookedAt() {
    assertThat(Parsed.of("vrrp_script s {\n script /good/x\n user root\n}\n").exitStatus())
        .isZero();
    assertThat(Parsed.of("vrrp_script s {\n script /bad/x\n user root\n}\n").exitStatus()).isZero();
  }

  @Test
  void blockWithoutItsOneNameIsIgnored() {
    for (String block : new String[] {"vrrp_instance", "vrrp_sync_group A B", "track_group"}) {
      ParseResult result = Parsed.of(block + " {\n foo\n}\n");
      assertThat(result.exitStatus()).as(block).isEqualTo(5);
      assertThat(Parsed.counted(result)).as(block).hasSize(1);
    }
    assertThat(Parsed.of("vrrp_instance A B {\n}\n").config().vrrp().instances()).isEmpty();
  }

  @Test
  void secondInstanceOfANameIsIgnored() {
    ParseResult result =
        Parsed.of(
            INSTANCE.formatted("") + INSTANCE.formatted("priority 7").replace("_id 1", "_id 2"));
    assertThat(result.exitStatus()).isEqualTo(5);
    assertThat(Parsed.counted(result))
        .containsExactly("vrrp_instance V1 is defined above already, block ignored");
    assertThat(result.config().vrrp().instances()).hasSize(1);
  }

  @Test
  void trackGroupWithoutMembersIsFive() {
    assertThat(Parsed.of("track_group A {\n}\n").exitStatus()).isEqualTo(5);
  }

  @Test
  void openQuoteOfAScriptIsNoMissingParameter() {
    assertThat(instance("notify \"/good/x").exitStatus()).isEqualTo(5);
  }

  @Test
  void scriptSecurityNeedsAUserOnlyWhereAScriptIs() {
    String secure = "global_defs {\n enable_script_security\n}\n";
    assertThat(Parsed.of(secure).exitStatus()).isZero();
    assertThat(Parsed.of(secure + INSTANCE.formatted("notify /good/x")).exitStatus()).isEqualTo(5);
  }

  @Test
  void emptyScriptIsNoScript() {
    assertThat(Parsed.of("vrrp_script s {\n script \"\"\n}\n").exitStatus()).isEqualTo(5);
    assertThat(instance("notify \"\"").exitStatus()).isZero();
  }

  @Test
  void duplicateVridIsFiveAndFatal() {
    ParseResult result =
        Parsed.of(INSTANCE.formatted("") + INSTANCE.formatted("").replace("V1", "V2"));
    assertThat(result.exitStatus()).isEqualTo(5);
    assertThat(result.startStatus()).isEqualTo(2);
  }

  @Test
  void missingVridIsFiveAndFatal() {
    ParseResult result = Parsed.of(INSTANCE.formatted("").replace("virtual_router_id 1", ""));
    assertThat(result.exitStatus()).isEqualTo(5);
    assertThat(result.startStatus()).isEqualTo(2);
    assertThat(result.config().vrrp().instances()).isEmpty();
  }

  @Test
  void noAddressIsAWarningInVersion2AndFatalInVersion3() {
    String bare = "vrrp_instance V {\n interface eth0\n virtual_router_id 1\n version %d\n}\n";
    assertThat(Parsed.of(bare.formatted(2)).canStart()).isTrue();
    assertThat(Parsed.of(bare.formatted(2)).exitStatus()).isEqualTo(5);
    assertThat(Parsed.of(bare.formatted(3)).startStatus()).isEqualTo(2);
  }

  @Test
  void missingNamespaceEndsTheTestWithZeroAndForbidsTheStart() {
    ParseResult result = Parsed.of("net_namespace green\n" + INSTANCE.formatted("priority"));
    assertThat(result.exitStatus()).isZero();
    assertThat(result.canStart()).isFalse();
  }
}
