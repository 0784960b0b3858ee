package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.DiagnosticPrinter;

/** Slips that operators make, and whether what is said leads to them. */
class ExplanationTest {
  private static Diagnostic first(String text, String message) {
    return Parsed.of(text).diagnostics().stream()
        .filter(d -> d.message().startsWith(message))
        .findFirst()
        .orElseThrow(() -> new AssertionError(Parsed.messages(Parsed.of(text)).toString()));
  }

  private static String printed(String text) {
    ParseResult result = Parsed.of(text);
    return new DiagnosticPrinter(false).print(result.diagnostics())
        + DiagnosticPrinter.json(result.diagnostics());
  }

  @Test
  void missingBraceIsLookedForWhereANewBlockBegins() {
    String text =
        """
        vrrp_instance A {
          virtual_ipaddress {
            10.0.0.9

        }
        virtual_server 10.0.0.1 80 {
        }
        """;
    assertThat(first(text, "unknown keyword \"virtual_server\"").hint())
        .hasValue(
            "it belongs outside of blocks; vrrp_instance of line 1 is still open, so a closing brace is"
                + " probably missing above");
    assertThat(first(text, "a closing brace is missing").hint())
        .hasValue("probably before keepalived.conf:6:1");
  }

  @Test
  void blockThatIsOpenAtTheEndIsNamed() {
    assertThat(first("vrrp_instance A {\n interface eth0\n", "a closing brace is missing").hint())
        .hasValue("vrrp_instance of keepalived.conf:1:1 is not closed");
  }

  @Test
  void keywordOfAnotherBlockIsToldWhereItBelongs() {
    assertThat(first("vrrp_instance A {\n auth_type PASS\n}\n", "unknown keyword").hint())
        .hasValue("it is a keyword of authentication");
  }

  @Test
  void onlyTheFirstOfSeveralMisplacedLinesIsExplained() {
    assertThat(Parsed.of("priority 5\nadvert_int 1\n").diagnostics())
        .extracting(d -> d.hint().isPresent())
        .containsExactly(true, false);
  }

  @Test
  void surplusBraceIsSaidOnce() {
    assertThat(Parsed.messages(Parsed.of("global_defs {\n}\n}\n")))
        .containsExactly("closing brace without an opening one");
  }

  @Test
  void openQuoteIsSaidOnceWithItsConsequence() {
    assertThat(Parsed.messages(Parsed.of("global_defs {\n router_id \"lb1\n}\n")))
        .containsExactly(
            "double quote without partner",
            "router_id needs an argument in global_defs, line ignored");
  }

  @Test
  void openQuoteOfACommandIsNoMissingArgument() {
    ParseResult result =
        Parsed.of(
            """
            vrrp_instance A {
              interface eth0
              virtual_router_id 7
              notify "/good/x y
              virtual_ipaddress {
                10.0.0.9
              }
            }
            """);
    assertThat(Parsed.messages(result))
        .contains("notify: quotes do not match, ignored in vrrp_instance A");
    assertThat(result.exitStatus()).isEqualTo(5);
    assertThat(result.config().vrrp().instances()).hasSize(1);
  }

  @Test
  void includeWithASlipIsRecognised() {
    assertThat(first("includr conf.d/*.conf\n", "unknown keyword").suggestion())
        .hasValue("include");
    assertThat(first("include\n", "unknown keyword").hint())
        .hasValue("a blank and the name of a file must follow");
  }

  @Test
  void definitionWithBlanksIsExplained() {
    assertThat(first("$PRIO = 100\n", "unknown keyword").hint())
        .hasValue("a definition has no blank before its equals sign: $PRIO=...");
    assertThat(first("$PRIO\n", "unknown keyword").hint())
        .hasValue("$PRIO is not defined, at least not above");
  }

  @Test
  void valueWithASlipBringsTheNearestOne() {
    String text = "virtual_server 10.0.0.1 80 {\n lb_kind dr\n lb_algo wrrr\n}\n";
    assertThat(first(text, "lb_kind").suggestion()).hasValue("DR");
    assertThat(first(text, "lb_algo").suggestion()).hasValue("wrr");
  }

  @Test
  void serviceIsNamedAsFarAsItIsKnown() {
    assertThat(first("virtual_server 10.0.0.1 80000 {\n}\n", "virtual_server port").message())
        .isEqualTo("virtual_server port: 80000 (expected 1..65535)");
    assertThat(first("virtual_server 10.0.0.1 80 {\n lb_kind dr\n}\n", "lb_kind").message())
        .endsWith(" in virtual_server [10.0.0.1]:80");
  }

  @Test
  void passwordInAWrongPlaceIsNotShown() {
    String text =
        """
        vrrp_instance A {
          authentication {
            auth_type S3cretA
            auth_pass
            S3cretB
            atuh_pas S3cretC
            pasword S3cretD
          }
          auth_pass S3cretE
        }
        S3cretF auth_pass
        $VRRP_PASS = S3cretG
        """;
    assertThat(printed(text))
        .doesNotContain("S3cret")
        .contains("unknown keyword in authentication");
  }
}
