package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The differences to Debian's keepalived 2.2.7 that somebody has looked at, each with its reason:
 * {@code file | phase | side | line | reason}, of which the first four are regular expressions.
 */
final class ReviewedDifferences {
  private record Rule(List<Pattern> patterns, String text) {
    boolean covers(Difference difference) {
      List<String> fields =
          List.of(difference.file(), difference.phase(), difference.side(), difference.line());
      for (int i = 0; i < fields.size(); i++) {
        if (!patterns.get(i).matcher(fields.get(i).strip()).matches()) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Rule> rules;
  private final Set<Rule> used = ConcurrentHashMap.newKeySet();

  private ReviewedDifferences(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  static ReviewedDifferences load(String resource) throws IOException {
    List<Rule> rules = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(ReviewedDifferences.class.getResourceAsStream(resource))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        List<String> fields = List.of(line.split(" \\| ", 5));
        if (fields.size() != 5) {
          throw new IOException(resource + ": expected five fields: " + line);
        }
        rules.add(
            new Rule(
                fields.subList(0, 4).stream().map(String::strip).map(Pattern::compile).toList(),
                line));
      }
    }
    return new ReviewedDifferences(rules);
  }

  /** Those that nobody has looked at. */
  List<Difference> unknown(List<Difference> differences) {
    List<Difference> unknown = new ArrayList<>();
    for (Difference difference : differences) {
      List<Rule> covering = rules.stream().filter(rule -> rule.covers(difference)).toList();
      used.addAll(covering);
      if (covering.isEmpty()) {
        unknown.add(difference);
      }
    }
    return unknown;
  }

  /** Rules that covered nothing so far. */
  List<String> unused() {
    return rules.stream().filter(rule -> !used.contains(rule)).map(Rule::text).toList();
  }
}
