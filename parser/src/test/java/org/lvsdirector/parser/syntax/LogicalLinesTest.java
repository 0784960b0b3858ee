package org.lvsdirector.parser.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Parser semantics 2 to 9: which lines come of a text. Lines of the parent process; own lines begin
 * with {@code @}.
 */
class LogicalLinesTest {
  private static org.assertj.core.api.ListAssert<String> linesOf(String text) {
    return assertThat(Lines.of(text));
  }

  /** 2.1. */
  @Test
  void lineThatIsTooLongIsDroppedAndItsRemainderIsALine() {
    linesOf("a".repeat(1023) + "rest\nnext").containsExactly("rest", "next");
    linesOf("a".repeat(1022) + "\nnext").containsExactly("a".repeat(1022), "next");
    linesOf("é".repeat(511) + "\n").hasSize(1);
    linesOf("é".repeat(512) + "\n").containsExactly("é");
    assertThat(Reading.of("x".repeat(1100)).findings().getFirst())
        .startsWith("1:GENERAL_ERROR:line of 1100 bytes");
  }

  /** 2.2. */
  @Test
  void lineWithNulIsIgnoredUnlessItIsTheLast() {
    linesOf("a\0b\nnext\nlast\0x").containsExactly("next", "last");
  }

  /** 2.3, 2.4. */
  @Test
  void lineEndsAndOuterBlanksAreRemoved() {
    linesOf("a\r\n \t b \t\r\r\n\r\n\nc").containsExactly("a", "b", "c");
  }

  /** 2.5. */
  @Test
  void ordinaryLinesAreNotContinued() {
    linesOf("foo   \\\nbar").containsExactly("foo\\", "bar");
  }

  /** 3.1, 3.2. */
  @Test
  void commentsStartAnywhereOutsideDoubleQuotes() {
    linesOf("foo#bar\nx ! y\n'a # b'\n\"a # b\" c # d")
        .containsExactly("foo", "x", "'a", "\"a # b\" c");
  }

  /** 3.3. */
  @Test
  void escapedCommentMarksLoseTheirBackslash() {
    linesOf("a \\# b \\! c \\x\nd\\\"# e").containsExactly("a # b ! c \\x", "d\\");
  }

  /** 3.4. */
  @Test
  void escapedCommentMarksDoNotSurviveInChildren() {
    Reading reading =
        Reading.of(
            "global_defs {\n router_id a\\#b\n}\nvrrp_instance A {\n authentication {\n auth_pass a\\#b\n }\n}\n");
    assertThat(reading.shown(Role.PARENT))
        .isEqualTo("global_defs {router_id a#b}; vrrp_instance A");
    assertThat(reading.shown(Role.VRRP))
        .isEqualTo("global_defs; vrrp_instance A {authentication {auth_pass a}}");
  }

  /** 3.5, 10.3. */
  @Test
  void quoteWithoutPartnerIsReported() {
    assertThat(Reading.of("global_defs {\n router_id \"x\n}").findings())
        .containsExactly("2:GENERAL_ERROR:double quote without partner");
  }

  /** 3.7. */
  @Test
  void replacedTextIsSearchedForComments() {
    linesOf("a${_HASH}b c\n\"${_BANG}\" d").containsExactly("a", "\"!\" d");
  }

  /** 4.1. */
  @Test
  void definitionNeedsItsNameAndEqualsSignTogether() {
    linesOf("$B = x\n$1=4\n$A=1\n$A").containsExactly("$B = x", "$1=4", "1");
  }

  /** 4.2, 4.3, 4.9. */
  @Test
  void valuesAreReplacedWhereTheyAreUsed() {
    linesOf("$A=${B}y\n$B=1\nx$A ${A}\n$B=2\n$A").containsExactly("x1y 1y", "2y");
  }

  /** 4.5. */
  @Test
  void multiLineDefinitionEndsAtALineWithoutMarkOrAtABlankLine() {
    linesOf("$A=a1 \\\n\\\n # only a comment\n a2   \\\n\na3\n$A\n")
        .containsExactly("a3", "a1", "a2");
  }

  /** 4.6. */
  @Test
  void referenceWithoutBracesNeedsAnEnd() {
    linesOf("$A=v\n$A-b $A; $A/x x,$A,$A) $A\n${A}-b")
        .containsExactly("$A-b $A; $A/x x,v,v) v", "v-b");
  }

  /** 4.7, 4.8. */
  @Test
  void multiLineValueIsOnlyReplacedAtTheEndOfALine() {
    linesOf("$N=n1 \\\nn2\n$M=m1 \\\nm2 $N\nx$M y\nx $M")
        .containsExactly("x$M y", "x m1", "m2 n1", "n2");
  }

  /** 4.9: keepalived goes on until the line is full, or for ever. */
  @Test
  void valueThatNamesItselfEndsInAFinding() {
    assertThat(Reading.of("$A=x${A}y\n$A").findings().getFirst()).contains("longer than 1024");
    assertThat(Reading.of("$B=${B}\n$B").findings().getFirst()).contains("without end");
    assertThat(Reading.of("$M=a \\\n$M \\\nx $M\n$M").findings())
        .anySatisfy(finding -> assertThat(finding).contains("used in its own value"));
  }

  /** 4.10, 4.14. */
  @Test
  void undefinedAndEscapedReferencesStay() {
    linesOf("$A=v\nx $UNDEF\n\\$A\n$$A\n$A$A").containsExactly("x $UNDEF", "\\v", "$v", "$Av");
    linesOf("x ${UNDEF}").containsExactly("x $", "{", "UNDEF", "}");
  }

  /** 4.12, 1.6. */
  @Test
  void replacedTextIsNoConditionSequenceOrDefinition() {
    linesOf("$X=@me foo\n$X\n$S=~SEQ(i,2) s$i\n$S\n$D=$E=1\n$D")
        .containsExactly("@me foo", "~SEQ(i,2) s$i", "$E=1");
  }

  /** 4.15. */
  @Test
  void referencesInQuotesNeedBraces() {
    linesOf("$A=v\nf \"x $A\" \"x ${A}\"").containsExactly("f \"x $A\" \"x v\"");
  }

  /** 5. */
  @Test
  void standardDefinitionsHaveTheirValues() {
    linesOf("${_PWD} ${_INSTANCE} $_INSTANCE").containsExactly("/etc/keepalived me me");
    assertThat(
            Reading.of("global_defs { router_id ${_ENV HOME}${_ENV EMPTY}${_ENV UNSET}x }").shown())
        .isEqualTo("global_defs {router_id /rootx}");
    linesOf("$_PWD=mine\n${_PWD}").containsExactly("mine");
  }

  /** 5.1, 5.2. */
  @Test
  void parametersOfStandardDefinitionsAreChecked() {
    assertThat(Reading.of("x ${_INSTANCE a}").findings().getFirst())
        .contains("takes 0 parameters, not 1");
    assertThat(Reading.of("x ${_RANDOM a}").findings().getFirst())
        .contains("\"a\" is not a number");
    assertThat(Reading.of("x ${_RANDOM 5 2}").findings().getFirst())
        .contains("minimum 5 is above maximum 2");
    linesOf("r${_RANDOM 7 7}").containsExactly("r7");
    linesOf("r${_RANDOM 7 }").containsExactly("r$", "{", "_RANDOM 7", "}");
  }

  /** 5.3. */
  @Test
  void randomNumbersFollowTheSeed() {
    String text = "global_defs {\nrandom_seed 5\nrouter_id ${_RANDOM 1 1000000}\n}";
    assertThat(Reading.of(text).shown())
        .isEqualTo(Reading.of(text).shown())
        .containsPattern("router_id \\d+}");
  }

  /** 6.1, 6.2, 6.3. */
  @Test
  void sequencesCount() {
    linesOf("~SEQ(i,3)a$i").containsExactly("a1", "a2", "a3");
    linesOf("~SEQ(i,0) a$i").containsExactly("a1", "a0");
    linesOf("~SEQ(i,-2) a$i").containsExactly("a-1", "a-2");
    linesOf("~SEQ(i,3,1) a$i").containsExactly("a3", "a2", "a1");
    linesOf("~SEQ(i,1,3,8) a$i").containsExactly("a1", "a4", "a7");
    linesOf("~SEQ(i,0x8,010) a$i").containsExactly("a8");
    linesOf("~SEQx(i,9,11) a$i").containsExactly("a9", "aa", "ab");
  }

  /** 6.2, 6.5. */
  @Test
  void malformedSequencesAreDropped() {
    for (String text :
        new String[] {
          "~SEQ(i) a", "~SEQ(i,1,2", "~SEQ(i,1,2,3,4) a", "~SEQ(i,a) a", "~SEQ(,2) p",
              "~SEQ(i,1,-3,8) f",
          "~SEQ(i,1,0,8) g", "~SEQx(i,-1,1) k", "~SEQ(i,2x) u", "~LST(a) u", "~LST(a,x y) x",
              "~LST(a,x,y",
          "~LST({a,b},{1},{3,4,5}) s", "~LST(a,{1,2}) c"
        }) {
      linesOf(text).as(text).isEmpty();
      assertThat(Reading.of(text).findings())
          .as(text)
          .hasSize(1)
          .first()
          .asString()
          .startsWith("1:GENERAL_ERROR");
    }
  }

  /** 6.4, 6.7, 6.8. */
  @Test
  void sequencesNestAndLeaveTheirVariables() {
    linesOf("$n=2\n~SEQ(i,$n)~SEQ(j,1,2) v${i}$j\nw$i")
        .containsExactly("v11", "v12", "v21", "v22", "w2");
  }

  /** 6.6. */
  @Test
  void listsGoThroughTheirValues() {
    linesOf("~LST(a,x,y) q$a").containsExactly("qx", "qy");
    linesOf("~LST({a,b},{1,2},{3}) r$a,$b,").containsExactly("r1,2,", "r3,,");
  }

  /** 6.7: a block is repeated by way of a multi-line definition. */
  @Test
  void sequenceRepeatsAMultiLineValue() {
    linesOf("$M=a$i \\\n~SEQ(j,1,2) s$j \\\nb\n~SEQ(i,1,2) $M\nc")
        .containsExactly("a1", "s1", "s2", "b", "a2", "s1", "s2", "b", "c");
  }

  /** 6.9. */
  @Test
  void otherTildeLinesAreKeywords() {
    linesOf("$i=1\n~FOO $i\n~").containsExactly("~FOO $i", "~");
  }

  /** 7.1, 7.2. */
  @Test
  void conditionsCompareTheConfigId() {
    linesOf(
            "@me a\n@you b\n@^me c\n@^you d\n@me\n@^you\n@me @me e\n@me\tf\n@ g\n@^ h\n@me $X=1\n@you $X=2\ni$X")
        .containsExactly("a", "d", "@me e", "f", "h", "i1");
  }

  /** Our own settings: read by us, passed over by keepalived, and the other way round. */
  @Test
  void linesForLvsDirectorAreOursAlone() {
    linesOf(
            "@lvs_director a {\n@lvs_director }\n@^lvs_director b\n@lvs_director $X=1\n@lvs_director c $X\nd $X")
        .containsExactly("@ a", "@ {", "@ }", "@ c 1", "d 1");
  }

  @Test
  void definitionOfOursGoesOnOnLinesOfOursOnly() {
    linesOf("@lvs_director $X=a \\\n@lvs_director b\n$X\n@lvs_director $Y=a \\\nplain\n$Y")
        .containsExactly("a", "b", "plain", "a");
  }

  /** 7.4. */
  @Test
  void conditionalIncludeIsReadTwiceByChildren() {
    MemoryLoader loader =
        MemoryLoader.of("@me include vrrp.conf\n")
            .with("/etc/keepalived/vrrp.conf", "vrrp_instance A {\n priority 5\n}\n");
    Reading reading = Reading.of(loader);
    assertThat(reading.shown(Role.PARENT)).isEqualTo("vrrp_instance A");
    assertThat(reading.shown(Role.VRRP)).isEqualTo("vrrp_instance A {priority 5}; vrrp_instance A");
  }

  /** 7.4: the dependable way. */
  @Test
  void includeByAConditionalDefinitionIsReadOnce() {
    MemoryLoader loader =
        MemoryLoader.of("@me $F=vrrp.conf\ninclude $F\n")
            .with("/etc/keepalived/vrrp.conf", "vrrp_instance A {\n priority 5\n}\n");
    assertThat(Reading.of(loader).tree().uniform()).isTrue();
  }

  @Test
  void includeOfOursIsReadOnceAndIsOurs() {
    MemoryLoader loader =
        MemoryLoader.of("@lvs_director include ours.conf\nglobal_defs {}\n")
            .with("/etc/keepalived/ours.conf", "our_block {\nour_word 1\n}\n");
    Reading reading = Reading.of(loader);
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.shown()).isEqualTo("@our_block {@our_word 1}; global_defs {}");
  }
}
