package org.lvsdirector.parser.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.parser.syntax.Lines;

class FormatterTest {
  /**
   * Lines with everything that could be laid out wrongly; any sequence of them must keep its
   * meaning.
   */
  static final List<String> LINES =
      List.of(
          "global_defs {",
          "  router_id   \"a  b\"  x ",
          "vrrp_instance A",
          "{",
          "}",
          "} }",
          "virtual_ipaddress { 10.0.0.1/24   dev\teth0 }",
          "{ foo } bar",
          "notify \"/bin/x  'a  b'\"",
          "notify '/bin/x  a'",
          "foo \\# b # comment",
          "foo#comment {",
          "# comment }",
          "! comment",
          "",
          "\t \r",
          "$A=val  ue",
          "$B=b1 \\",
          "  b2   \\",
          "\\",
          "  b3",
          "$A",
          "x $B",
          "virtual_ipaddress { $B }",
          "vrrp_instance  ${A}  {",
          "$C={ foo",
          "$C",
          "foo $A{",
          "~SEQ(i, 1, 2)   s$i { }",
          "@me   priority   5",
          "@you vrrp_instance B {",
          "@me $A=other",
          "@lvs_director   our_block {",
          "@lvs_director }",
          "include  missing file.conf",
          "{ include x",
          "foo \"bar",
          "a\"b c\"d",
          "\"q  r\" s",
          "foo \\");

  static String randomText(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(1, 16);
    for (int i = 0; i < count; i++) {
      text.append(LINES.get(random.nextInt(LINES.size()))).append('\n');
    }
    return text.toString();
  }

  static String format(String text) {
    return switch (Formatter.format(text)) {
      case Formatter.Result.Formatted formatted -> formatted.text();
      case Formatter.Result.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  @Test
  void statementsBlocksAndCommentsGetTheirPlaces() {
    assertThat(
            format(
                """
                ! head


                vrrp_instance   VI_1
                { # the instance
                interface\teth0   # where


                virtual_ipaddress { 10.0.0.1/24   dev eth0 } }
                virtual_server 10.0.0.1 80 { delay_loop 6
                } # end"""))
        .isEqualTo(
            """
            ! head

            vrrp_instance VI_1 { # the instance
                interface eth0 # where

                virtual_ipaddress {
                    10.0.0.1/24 dev eth0
                }
            }
            virtual_server 10.0.0.1 80 {
                delay_loop 6
            } # end
            """);
  }

  @Test
  void linesWhoseShapeHasAMeaningStayWhole() {
    assertThat(
            format(
                """
                $VIPS= \\
                10.0.0.1 \\
                  10.0.0.2

                vrrp_instance $NAME {
                virtual_ipaddress { $VIPS }
                @lb1   priority 150
                ~SEQ(i,1,2)  foo$i  bar
                }
                """))
        .isEqualTo(
            """
            $VIPS= \\
                10.0.0.1 \\
                10.0.0.2

            vrrp_instance $NAME {
                virtual_ipaddress { $VIPS }
                @lb1 priority 150
                ~SEQ(i,1,2) foo$i  bar
            }
            """);
  }

  @Test
  void alternativesOfAConditionDoNotIndentTwice() {
    assertThat(format("@lb1 vrrp_instance A {\n@lb2 vrrp_instance B {\npriority 1\n}\n"))
        .isEqualTo("@lb1 vrrp_instance A {\n@lb2 vrrp_instance B {\n    priority 1\n}\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void keepalivedReadsTheResultTheSame(long seed) {
    for (int i = 0; i < 200; i++) {
      String text = randomText(seed * 1000 + i);
      assertThat(Lines.of(format(text))).as(text).isEqualTo(Lines.of(text));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void layingOutTwiceChangesNothing(long seed) {
    for (int i = 0; i < 200; i++) {
      String once = format(randomText(seed * 1000 + i));
      assertThat(format(once)).isEqualTo(once);
    }
  }

  @Test
  void everyCommentSurvives() {
    String text = "# a\nfoo { # b\n ! c\n bar # d\n} # e\n$X=1 # f\n";
    assertThat(format(text)).contains("# a", "# b", "! c", "# d", "# e", "# f");
  }

  @Test
  void lineThatKeepalivedWouldCutIsRefused() {
    assertThat(Formatter.format("foo\nbar " + "x".repeat(1100) + "\n"))
        .isInstanceOfSatisfying(
            Formatter.Result.Refused.class, refused -> assertThat(refused.line()).isEqualTo(2));
    assertThat(Formatter.format("fo\0o\n")).isInstanceOf(Formatter.Result.Refused.class);
  }

  @Test
  void longestLineIsNotPushedOverTheLimitByItsIndentation() {
    String longest = "y".repeat(1020);
    String text = "a {\nb {\n" + longest + "\n}\n}\n";
    assertThat(format(text)).isEqualTo("a {\n    b {\n" + longest + "\n    }\n}\n");
  }

  @Test
  void unchangedFileIsSaidToBeUnchanged() {
    assertThat(Formatter.format("foo {\n    bar 1\n}\n"))
        .isEqualTo(new Formatter.Result.Formatted("foo {\n    bar 1\n}\n", false));
  }

  @Test
  void emptyFileStaysEmpty() {
    assertThat(format("")).isEmpty();
    assertThat(format("\n\n")).isEmpty();
  }
}
