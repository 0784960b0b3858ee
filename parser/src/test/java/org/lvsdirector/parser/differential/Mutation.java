package org.lvsdirector.parser.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One to four seeded changes of a configuration, such as a tired person or a broken template makes
 * them. The same seed makes the same file.
 */
public final class Mutation {
  private static final List<String> NUMBERS =
      List.of(
          "-1",
          "0",
          "1",
          "2",
          "8",
          "32",
          "33",
          "100",
          "128",
          "129",
          "253",
          "254",
          "255",
          "256",
          "300",
          "1000",
          "3600",
          "65535",
          "65536",
          "4294967295",
          "4294967296",
          "99999999999999",
          "1.5",
          "0.01",
          "0.0000001",
          "1.2345678",
          "+5",
          "0x10",
          "010",
          "12abc",
          "abc",
          ".",
          "1.",
          "-0.5",
          "1e3");
  private static final List<String> MARKS =
      List.of("{", "}", "\"", "'", "\\", "#", "!", "$", "~", "@", "/", "-", ":", ",", ".", "=");
  private static final List<String> WORDS =
      List.of(
          "yes",
          "no",
          "on",
          "off",
          "true",
          "false",
          "eth0",
          "eth7",
          "none",
          "10.9.9.9",
          "10.9.9.0/24",
          "10.9.9.9-20",
          "fd00::9",
          "fd00::/64",
          "::",
          "0.0.0.0",
          "224.0.0.5",
          "10.9.9",
          "10.9.9.256",
          "/bin/true",
          "/usr/bin/true",
          "/no/such/file",
          "\"\"",
          "\"two words\"",
          "'two words'",
          "root",
          "nosuchuser",
          "dev",
          "label",
          "scope",
          "global",
          "weight",
          "reverse",
          "TCP",
          "UDP",
          "DR",
          "NAT",
          "TUN",
          "rr",
          "wlc",
          "foo",
          "a_word_that_is_much_longer_than_any_name_may_be",
          "{",
          "}",
          "${_PWD}",
          "$X",
          "${X}",
          "any",
          "all",
          "default",
          "via",
          "table");
  private static final List<String> LINES =
      List.of(
          "$X=1",
          "$X=eth0",
          "$X=",
          "$X=a \\",
          "$X",
          "${X}",
          "${X",
          "$X = 1",
          "~SEQ(i,2) ${i}",
          "~SEQ(i,2",
          "~LST(i,a,b) ${i}",
          "@lab",
          "@lab foo",
          "@^lab foo",
          "@other foo",
          "@lab }",
          "@other }",
          "foo",
          "foo {",
          "foo bar {",
          "{",
          "}",
          "{ }",
          "} }",
          "\"",
          "\"a",
          "#",
          "include",
          "include part.conf",
          "include none.conf",
          "includer none.conf",
          "includem none.conf",
          "includew none*.conf",
          "includea part.conf",
          "includeb {part,none}.conf",
          "include *.conf.d",
          "global_defs",
          "vrrp_instance VI_1 {",
          "vrrp_instance {",
          "vrrp_sync_group G {",
          "virtual_server 10.8.8.8 80 {",
          "real_server 10.8.8.9 80 {",
          "track_script {",
          "virtual_ipaddress {",
          "10.7.7.7/24 dev eth0",
          "state MASTER",
          "priority",
          "weight",
          "no_track");

  /** What an included file of a mutant may hold. */
  static final String PART = "advert_int 2\n$Y=2\n";

  private final RandomGenerator random;
  private final List<String> vocabulary;
  private final List<String> lines;
  private final Map<String, String> files = new LinkedHashMap<>();

  private Mutation(String text, long seed, List<String> vocabulary) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.vocabulary = vocabulary;
    this.lines = new ArrayList<>(text.lines().toList());
    files.put("part.conf", PART);
  }

  /**
   * The files of a mutant by name: main.conf and those it may include.
   *
   * @param vocabulary lines that may be put in, for instance every keyword
   */
  public static Map<String, String> of(String text, long seed, List<String> vocabulary) {
    Mutation mutation = new Mutation(text, seed, vocabulary);
    int changes = 1 + mutation.random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      mutation.change();
    }
    mutation.files.put("main.conf", String.join("\n", mutation.lines) + "\n");
    return mutation.files;
  }

  private void change() {
    if (lines.isEmpty()) {
      lines.add("");
    }
    int at = random.nextInt(lines.size());
    switch (random.nextInt(20)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(at));
      case 2 -> swap(at);
      case 3, 4 -> words(at, w -> w.remove(random.nextInt(w.size())));
      case 5 -> words(at, w -> w.add(random.nextInt(w.size() + 1), pick(w)));
      case 6, 7 -> words(at, w -> w.set(random.nextInt(w.size()), pick(WORDS)));
      case 8 -> words(at, w -> w.add(pick(WORDS)));
      case 9, 10 -> number(at);
      case 11 -> lines.set(at, insert(lines.get(at), pick(MARKS)));
      case 12 -> lines.set(at, misspelt(lines.get(at)));
      case 13 -> lines.add(at, pick(LINES));
      case 14 -> include(at);
      case 15 -> repeatBlock(at);
      case 16 -> join(at);
      default -> lines.add(at, pick(vocabulary));
    }
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private void join(int at) {
    if (at + 1 < lines.size()) {
      String next = lines.remove(at + 1);
      lines.set(at, lines.get(at) + " " + next);
    }
  }

  private void swap(int at) {
    int other = random.nextInt(lines.size());
    String line = lines.get(at);
    lines.set(at, lines.get(other));
    lines.set(other, line);
  }

  private void words(int at, java.util.function.Consumer<List<String>> change) {
    String line = lines.get(at);
    List<String> words = new ArrayList<>(List.of(line.strip().split("\\s+")));
    change.accept(words);
    lines.set(at, String.join(" ", words));
  }

  private void number(int at) {
    int from = at;
    for (int i = 0; i < lines.size(); i++) {
      int here = (from + i) % lines.size();
      if (lines.get(here).matches(".*[0-9].*")) {
        String line = lines.get(here);
        List<java.util.regex.MatchResult> found =
            java.util.regex.Pattern.compile("[0-9]+").matcher(line).results().toList();
        var hit = pick(found);
        // keepalived does not end in time with a sequence of millions.
        List<String> numbers =
            line.contains("~SEQ") ? NUMBERS.stream().filter(n -> n.length() < 4).toList() : NUMBERS;
        lines.set(here, line.substring(0, hit.start()) + pick(numbers) + line.substring(hit.end()));
        return;
      }
    }
  }

  private String insert(String line, String mark) {
    int place = random.nextInt(line.length() + 1);
    return line.substring(0, place) + mark + line.substring(place);
  }

  private String misspelt(String line) {
    if (line.isBlank()) {
      return line;
    }
    int place = random.nextInt(line.length());
    return switch (random.nextInt(3)) {
      case 0 -> line.substring(0, place) + line.substring(place + 1);
      case 1 -> line.substring(0, place) + line.charAt(place) + line.substring(place);
      default -> line.substring(0, place) + 'x' + line.substring(place + 1);
    };
  }

  /** Moves some lines into a file of their own. */
  private void include(int at) {
    int end = Math.min(lines.size(), at + 1 + random.nextInt(6));
    String name = "moved" + files.size() + ".conf";
    files.put(name, String.join("\n", lines.subList(at, end)) + "\n");
    lines.subList(at, end).clear();
    lines.add(at, pick(List.of("include ", "includea ", "includer ", "@lab include ")) + name);
  }

  /** Repeats a block, or leaves it out. */
  private void repeatBlock(int at) {
    int depth = 0;
    for (int end = at; end < lines.size(); end++) {
      String line = lines.get(end);
      depth += (int) line.chars().filter(c -> c == '{').count();
      depth -= (int) line.chars().filter(c -> c == '}').count();
      if (depth <= 0) {
        List<String> block = new ArrayList<>(lines.subList(at, end + 1));
        if (random.nextBoolean()) {
          lines.addAll(end + 1, block);
        } else {
          lines.subList(at, end + 1).clear();
        }
        return;
      }
    }
  }
}
