package org.lvsdirector.parser.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.decode.FakeEnvironment;
import org.lvsdirector.parser.differential.Mutation;
import org.lvsdirector.parser.io.FileSystemLoader;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;

/** Reading what changed gives what reading everything gives, or everything is read. */
class IncrementalParserTest {
  private static final String HEAD =
      """
      global_defs {
        router_id one
        lvs_notify_fifo /tmp/fifo
        @lvs_director state_dir /tmp/x
      }
      # a word
      """;
  private static final String INSTANCE =
      """
      vrrp_instance V {
        interface eth0
        virtual_router_id 5
        priority 9
        virtual_ipaddress {
          10.0.0.1/24
        }
      }
      """;
  private static final String GROUP =
      """
      virtual_server_group g {
        10.5.0.1 80
      }
      virtual_server group g {
        protocol TCP
        lvs_sched rr
        lvs_method DR
        real_server 10.2.0.1 80 {
        }
      }
      """;
  private static final String FAULTY =
      """
      virtual_server 10.6.0.1 80 {
        quorum 0
        real_server 10.2.0.1 80 {
        }
      }
      """;
  private static final String TRACKED =
      """
      track_file f {
        file /run/f
      }
      virtual_server 10.6.0.1 80 {
        protocol TCP
        lvs_sched rr
        lvs_method DR
        real_server 10.2.0.1 80 {
          FILE_CHECK {
            track_file f
          }
        }
      }
      """;
  private static final List<String> CHECKS =
      List.of(
          "",
          "TCP_CHECK {\n connect_timeout 3\n}\n",
          "HTTP_GET {\n url {\n path /\n status_code 200\n }\n}\n",
          "MISC_CHECK {\n misc_path \"/bin/true x\"\n}\n",
          "SMTP_CHECK {\n helo_name a.example\n}\n",
          "PING_CHECK\n");
  private static final List<String> ENTRIES =
      List.of(
          "weight 7",
          "quorum 2",
          "delay_loop 3",
          "real_server 10.2.0.77 80 {\n weight 2\n}",
          "}",
          "{",
          "\"",
          "virtual_server 10.9.0.1 80 {",
          "virtual_server group g {\n protocol TCP\n real_server 10.2.0.1 80 {\n }\n}",
          "virtual_server fwmark 9 {\n real_server 10.2.0.1 80 {\n }\n}",
          "include none.conf",
          "$A=1",
          "@other quorum 3",
          "vrrp_instance W {\n interface eth0\n virtual_router_id 7\n priority 3\n}",
          "static_ipaddress {\n 198.51.100.7/24 dev eth0\n}",
          "\\# x",
          "foo");

  private final FakeEnvironment host = new FakeEnvironment();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterManyEditsTheReadingIsThatOfAFreshParser(boolean lints) {
    int spared = 0;
    for (long seed = 0; seed < 40; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      String original = file(random);
      Rereading reading = rereading(lints);
      String text = original;
      for (int step = 0; step < 25; step++) {
        assertThat(reading.difference(text)).as("seed %d step %d\n%s", seed, step, text).isEmpty();
        text = random.nextBoolean() ? original : edited(text, random);
      }
      spared += reading.spared();
    }
    assertThat(spared).as("readings of 1000 that parsed only what changed").isGreaterThan(250);
  }

  @Test
  void virtualServersThatDidNotChangeAreTheSameObjects() {
    String text = HEAD + service(1, "") + service(2, "") + INSTANCE + service(3, "");
    Rereading reading = rereading(true);
    ParseResult before = reading.read(text);
    ParseResult after = reading.read(text.replace("10.1.0.2 80", "10.1.0.99 80"));
    assertThat(reading.spared()).isOne();
    assertThat(services(after).get(0)).isSameAs(services(before).get(0));
    assertThat(services(after).get(1)).isNotEqualTo(services(before).get(1));
    assertThat(services(after).get(2)).isSameAs(services(before).get(2));
    assertThat(after.config().vrrp()).isSameAs(before.config().vrrp());
    assertThat(after.config().global()).isSameAs(before.config().global());
  }

  @Test
  void behindAnotherLineTheyStandWhereTheyStandNow() {
    String text = HEAD + service(1, "") + service(2, CHECKS.get(1)) + INSTANCE + service(3, "");
    Rereading reading = rereading(true);
    ParseResult before = reading.read(text);
    ParseResult after = reading.read(text.replaceFirst("protocol TCP", "protocol TCP\n ops"));
    assertThat(reading.spared()).isOne();
    assertThat(lines(after).getFirst()).isEqualTo(lines(before).getFirst());
    assertThat(lines(after).get(1)).isEqualTo(lines(before).get(1) + 1);
    assertThat(reading.difference(text)).isEmpty();
  }

  /** What a block may mean hangs on more than its words; nothing is spared then. */
  @ParameterizedTest
  @ValueSource(
      strings = {"$A=1\n", "include none.conf\n", GROUP, "~SEQ(i,2) # $i\n", FAULTY, TRACKED})
  void whereBlocksHangTogetherEverythingIsRead(String block) {
    String text = HEAD + block + service(1, "") + service(2, "");
    Rereading reading = rereading(true);
    assertThat(reading.read(text).diagnostics().stream().map(Diagnostic::errorClass).distinct())
        .as("it is not for a fault that all is read")
        .isSubsetOf(block.equals(FAULTY) ? List.of(ErrorClass.values()) : List.of(ErrorClass.OK));
    assertThat(reading.difference(text.replace("10.1.0.2 80", "10.1.0.99 80"))).isEmpty();
    assertThat(reading.spared()).isZero();
  }

  /** A block that came in between is one of its own from then on. */
  @Test
  void whatIsPutBetweenIsNotTakenForAPartOfItsNeighbour() {
    String text = HEAD + service(1, "") + service(2, "") + service(3, "");
    String between = text.replace(service(2, ""), INSTANCE + service(2, ""));
    Rereading reading = rereading(true);
    reading.read(text);
    assertThat(reading.difference(between)).isEmpty();
    assertThat(reading.difference(between.replace("10.1.0.3 80", "10.1.0.99 80"))).isEmpty();
    assertThat(reading.difference(between.replace("10.1.0.1 80", "10.1.0.99 80"))).isEmpty();
  }

  @Test
  void aHostThatSaysSomethingElseIsHeard() {
    String text = HEAD + service(1, "") + INSTANCE + service(2, "");
    Rereading reading = rereading(true);
    reading.read(text);
    host.interfaces.clear();
    assertThat(reading.difference(text.replace("10.1.0.2 80", "10.1.0.99 80"))).isEmpty();
    assertThat(reading.spared()).isZero();
  }

  @Test
  void oneAfterTheOtherEachChangeIsParsedAlone() {
    StringBuilder all = new StringBuilder(HEAD);
    for (int i = 1; i <= 9; i++) {
      all.append(service(i, ""));
    }
    Rereading reading = rereading(true);
    reading.read(all.toString());
    List<UnaryOperator<String>> edits =
        List.of(
            t -> t.replace("10.1.0.4 80", "10.1.0.40 80"),
            t -> t.replace(service(7, ""), ""),
            t -> t.replace(service(9, ""), service(9, "") + service(10, "")),
            t -> t.replace(service(2, ""), service(11, "") + service(2, "")),
            t -> t.replace(service(5, ""), "# 5 is off\n"),
            t -> t + "# the end",
            t -> t.replace(service(3, ""), "# 3 is off\n" + service(3, "")));
    String text = all.toString();
    for (UnaryOperator<String> edit : edits) {
      text = edit.apply(text);
      assertThat(reading.difference(text)).isEmpty();
    }
    assertThat(reading.spared())
        .as("without 5, whose place has no virtual server left")
        .isEqualTo(edits.size() - 1);
  }

  private Rereading rereading(boolean lints) {
    return new Rereading(new FileSystemLoader(Path.of("/nonexistent")), host, "k.conf", lints);
  }

  private static List<VirtualServer> services(ParseResult result) {
    return result.config().lvs().virtualServers();
  }

  private static List<Integer> lines(ParseResult result) {
    return services(result).stream().map(service -> service.range().line()).toList();
  }

  private static String file(RandomGenerator random) {
    StringBuilder text = new StringBuilder(HEAD);
    int services = 3 + random.nextInt(6);
    int instance = random.nextInt(services + 2);
    for (int i = 0; i < services; i++) {
      text.append(i == instance ? INSTANCE : "");
      text.append(service(i, CHECKS.get(random.nextInt(CHECKS.size()))));
      text.append(random.nextInt(4) == 0 ? "\n! between\n" : "");
    }
    return text.toString();
  }

  private static String service(int number, String check) {
    return "virtual_server 10.1.0."
        + number
        + " 80 {\n lvs_sched rr\n lvs_method DR\n protocol TCP\n real_server 10.2.0.1 80 {\n  weight 1\n"
        + check
        + " }\n real_server 10.2.0.2 80 {\n  weight 1\n"
        + check
        + " }\n}\n";
  }

  private static String edited(String text, RandomGenerator random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(Math.max(1, lines.size()));
    switch (random.nextInt(9)) {
      case 0 -> {
        return Mutation.of(text, random.nextLong(), ENTRIES).getOrDefault("main.conf", "");
      }
      case 1 -> lines.add(at, ENTRIES.get(random.nextInt(ENTRIES.size())));
      case 2 -> lines.remove(at);
      case 3 -> lines.add(at, "");
      case 4 -> {
        int place = random.nextInt(text.length());
        return text.substring(0, place) + text.substring(place + 1);
      }
      case 5 -> {
        return text.substring(0, text.length() - 1 - random.nextInt(3));
      }
      case 6 -> lines.add(at, service(100 + random.nextInt(100), ""));
      default -> lines.set(at, lines.get(at).replace("weight 1", "weight 3").replace("80", "81"));
    }
    return String.join("\n", lines) + "\n";
  }
}
