package org.lvsdirector.parser.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.source.ErrorClass;

/** Parser semantics 9, 11 and 12. */
class BlockParserTest {
  @Test
  void soundFileGivesOneTreeForAllProcesses() {
    Reading reading =
        Reading.of(
            """
            global_defs {
              router_id lb1
            }
            virtual_server 10.0.0.1 80 {
              real_server 10.0.0.2 80 {
                weight 1
              }
            }
            """);
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.tree().uniform()).isTrue();
    assertThat(reading.shown())
        .isEqualTo(
            "global_defs {router_id lb1}; virtual_server 10.0.0.1 80 {real_server 10.0.0.2 80 {weight 1}}");
  }

  /** 9.1. */
  @Test
  void bracesMayStandAnywhereOnALine() {
    Reading reading =
        Reading.of(
            "vrrp_instance A { virtual_ipaddress { 10.0.0.1 } priority 5 } vrrp_instance B {}");
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.shown())
        .isEqualTo(
            "vrrp_instance A {virtual_ipaddress {10.0.0.1}; priority 5}; vrrp_instance B {}");
  }

  /** 9.2. */
  @Test
  void keywordsAreOnlyRecognisedAtTheStartOfALine() {
    assertThat(Reading.of("vrrp_instance A { interface eth0 priority 1 }").shown())
        .isEqualTo("vrrp_instance A {interface eth0 priority 1}");
  }

  /** 9.3. */
  @Test
  void openingBraceMayFollowOnALaterLine() {
    assertThat(Reading.of("vrrp_instance A\n\n# comment\n{\n priority 1\n}").shown())
        .isEqualTo("vrrp_instance A {priority 1}");
  }

  /** 9.4. */
  @Test
  void onlyDoubleQuotesProtectBraces() {
    assertThat(Reading.of("global_defs { router_id \"a { b }\" }").shown())
        .isEqualTo("global_defs {router_id <a { b }>}");
    assertThat(Reading.of("global_defs { router_id 'a }").shown())
        .isEqualTo("global_defs {router_id 'a}");
  }

  /** 9.1 with 3.3: the search for braces does not know escapes. */
  @Test
  void escapedQuoteEndsProtectionOfBraces() {
    Reading reading = Reading.of("f1 \"a\\\" } b\"");
    assertThat(reading.findings())
        .containsExactly(
            "1:UNKNOWN_KEYWORD:unknown keyword \"f1\"",
            "1:UNEXPECTED_EOB:closing brace without an opening one",
            "1:UNMATCHED_QUOTE:double quote without partner, the rest of the line is dropped",
            "1:UNKNOWN_KEYWORD:unknown keyword \"b\"");
  }

  /** 9.5. */
  @Test
  void surplusClosingBraceAtRootIsReportedAndReadingGoesOn() {
    Reading reading = Reading.of("}\nglobal_defs {\n router_id x\n}\n");
    assertThat(reading.classes()).containsExactly(ErrorClass.UNEXPECTED_EOB);
    assertThat(reading.shown()).isEqualTo("global_defs {router_id x}");
  }

  /** 9.6. */
  @Test
  void missingClosingBracesAreReportedOnceAndBlocksAreKept() {
    Reading reading = Reading.of("vrrp_instance A {\n virtual_ipaddress { 10.0.0.1\n");
    assertThat(reading.findings()).containsExactly("2:MISSING_EOB:2 closing braces are missing");
    assertThat(reading.shown(Role.VRRP))
        .isEqualTo("vrrp_instance A {virtual_ipaddress {10.0.0.1}}");
    assertThat(reading.shown(Role.CHECKER)).isEqualTo("vrrp_instance A");
  }

  /** 9.7. */
  @Test
  void unexpectedBlockIsReadAtTheCurrentLevelAndItsBraceClosesThat() {
    Reading reading =
        Reading.of("vrrp_instance A {\n interface eth0 {\n priority 100 }\n state MASTER\n}\n");
    assertThat(reading.findings())
        .containsExactly(
            "2:UNEXPECTED_BOB:a block is not expected here, its opening brace is ignored",
            "4:UNKNOWN_KEYWORD:unknown keyword \"state\"",
            "5:UNKNOWN_KEYWORD:closing brace outside of all blocks, as its opening one was ignored");
    assertThat(reading.shown(Role.VRRP))
        .isEqualTo("vrrp_instance A {interface eth0; priority 100}");
  }

  /** 9.7: at root there is nothing to close, and the brace count is even. */
  @Test
  void blockWithoutKeywordAtRootIsIgnored() {
    Reading reading = Reading.of("{\nrouter_id\n}\n");
    assertThat(reading.classes())
        .containsExactly(
            ErrorClass.UNEXPECTED_BOB, ErrorClass.UNKNOWN_KEYWORD, ErrorClass.UNKNOWN_KEYWORD);
  }

  /** 11.2. */
  @Test
  void blockOfAnUnknownKeywordClosesItsParent() {
    Reading reading =
        Reading.of(
            "vrrp_instance A {\n unk {\n  b\n }\n priority 1\n}\nvirtual_server 10.0.0.1 80 {\n lb_kind DR\n}\n");
    assertThat(reading.findings())
        .containsExactly(
            "2:UNKNOWN_KEYWORD:unknown keyword \"unk\" in vrrp_instance",
            "2:UNEXPECTED_BOB:a block is not expected here, its opening brace is ignored",
            "3:UNKNOWN_KEYWORD:unknown keyword \"b\" in vrrp_instance",
            "5:UNKNOWN_KEYWORD:unknown keyword \"priority\"",
            "6:UNKNOWN_KEYWORD:closing brace outside of all blocks, as its opening one was ignored");
    assertThat(reading.shown(Role.CHECKER))
        .isEqualTo("vrrp_instance A; virtual_server 10.0.0.1 80 {lb_kind DR}");
  }

  /** 11.3. */
  @Test
  void otherProcessSkipsABrokenBlockByCountingBraces() {
    Reading reading =
        Reading.of(
            "vrrp_instance A {\n virtual_ipaddress { 10.0.0.1 }\n\nvirtual_server 10.0.0.1 80 {\n lb_kind DR\n}\n");
    assertThat(reading.shown(Role.CHECKER)).isEqualTo("vrrp_instance A");
    assertThat(reading.shown(Role.VRRP))
        .isEqualTo("vrrp_instance A {virtual_ipaddress {10.0.0.1}}");
    assertThat(reading.tree().highestClass()).isEqualTo(ErrorClass.MISSING_EOB);
  }

  /**
   * 11.3 with 11.4: without a brace there is nothing to skip, so other processes do not know the
   * lines.
   */
  @Test
  void blockWithoutOpeningBraceIsUnknownToOtherProcesses() {
    Reading reading = Reading.of("virtual_server 10.0.0.1 80\n lb_kind DR\n}\n");
    assertThat(reading.shown(Role.CHECKER)).isEqualTo("virtual_server 10.0.0.1 80 {lb_kind DR}");
    assertThat(reading.classes())
        .contains(ErrorClass.MISSING_BOB, ErrorClass.UNKNOWN_KEYWORD, ErrorClass.UNEXPECTED_EOB);
  }

  /** 11.4. */
  @Test
  void missingOpeningBraceIsReportedAndTheBlockIsRead() {
    Reading reading = Reading.of("vrrp_instance A\n priority 5\n}\n");
    assertThat(reading.shown(Role.VRRP)).isEqualTo("vrrp_instance A {priority 5}");
    assertThat(reading.classes()).contains(ErrorClass.MISSING_BOB, ErrorClass.UNEXPECTED_EOB);
  }

  /** 11.5, 19.4. */
  @Test
  void secondBlockOfTheSameNameIsSkippedWhole() {
    Reading reading =
        Reading.of(
            "vrrp_instance A {\n priority 1\n}\nvrrp_instance A {\n nonsense {\n }\n}\nglobal_defs {}\n");
    assertThat(reading.findings())
        .containsExactly("4:GENERAL_ERROR:vrrp_instance A is defined above already, block ignored");
    assertThat(reading.shown())
        .isEqualTo("vrrp_instance A {priority 1}; vrrp_instance A; global_defs {}");
  }

  /** 11.8. */
  @Test
  void instanceWithoutANameIsSkippedWhole() {
    assertThat(
            Reading.of("vrrp_instance {\n nonsense\n}\nvrrp_instance A B {\n nonsense\n}")
                .findings())
        .containsExactly(
            "1:GENERAL_ERROR:vrrp_instance needs one name, not 0, block ignored",
            "4:GENERAL_ERROR:vrrp_instance needs one name, not 2, block ignored");
  }

  /** 11.7. */
  @Test
  void otherBlocksMayBeRepeated() {
    assertThat(Reading.of("global_defs { router_id a }\nglobal_defs { router_id b }").shown())
        .isEqualTo("global_defs {router_id a}; global_defs {router_id b}");
  }

  /** 12.2. */
  @Test
  void valueBlockWithoutBraceTakesTheNextLinesAsEntries() {
    Reading reading =
        Reading.of("vrrp_instance A {\n virtual_ipaddress\n  10.0.0.1\n  10.0.0.2\n }\n");
    assertThat(reading.shown(Role.VRRP))
        .isEqualTo("vrrp_instance A {virtual_ipaddress {10.0.0.1; 10.0.0.2}}");
  }

  /** 12.3. */
  @Test
  void valueBlockSwallowsStatementsUntilABrace() {
    Reading reading =
        Reading.of("vrrp_instance A {\n virtual_ipaddress { 10.0.0.1\n priority 5\n}\n}\n");
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.shown())
        .isEqualTo("vrrp_instance A {virtual_ipaddress {10.0.0.1; priority 5}}");
  }

  /** 12.3: an opening brace inside is an entry, and the next closing brace ends the block. */
  @Test
  void braceInAValueBlockIsAnEntry() {
    Reading reading =
        Reading.of("vrrp_instance A {\n virtual_ipaddress { 10.0.0.1 { 10.0.0.2 }\n }\n");
    assertThat(reading.shown(Role.VRRP))
        .isEqualTo("vrrp_instance A {virtual_ipaddress {10.0.0.1; {; 10.0.0.2}}");
    assertThat(reading.classes()).containsExactly(ErrorClass.MISSING_EOB);
  }

  @Test
  void unknownKeywordBringsTheNearestKnownOne() {
    Reading reading = Reading.of("vrrp_instance A {\n prioritty 5\n}\n");
    assertThat(reading.tree().diagnostics().getFirst().suggestion()).contains("priority");
  }

  @Test
  void keywordOfOursNeedsThePrefix() {
    Reading reading =
        Reading.of(
            "@lvs_director our_block {\n@lvs_director our_word 1\n@lvs_director }\nour_block x\n");
    assertThat(reading.shown(Role.PARENT)).isEqualTo("@our_block {@our_word 1}");
    assertThat(reading.classes()).containsExactly(ErrorClass.UNKNOWN_KEYWORD);
  }
}
