package org.lvsdirector.parser.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lvsdirector.parser.keyword.Keyword;
import org.lvsdirector.parser.keyword.KeywordTable;

/**
 * Many mutants, judged by both; the program of {@code lab/differential}. Arguments: first seed, how
 * many seeds, folders with configurations.
 */
public final class DifferentialRun {
  private static final Pattern INTERFACE =
      Pattern.compile("\\b(?:interface|dev)\\s+([A-Za-z][A-Za-z0-9_.-]{0,14})(?=\\s|$)");

  /** Words after which an interface may stand, in a comment or as text. */
  private static final Set<String> NO_NAMES = Set.of("lo", "last-one");

  private DifferentialRun() {}

  /**
   * What came out.
   *
   * @param judged how many files
   * @param reviewed how many differed in a reviewed way, by reason
   * @param unreviewed the other differences, each as text with the reduced file
   */
  record Outcome(int judged, Map<String, Integer> reviewed, List<String> unreviewed) {}

  /**
   * Judges one mutant of a configuration for each seed, each configuration in turn.
   *
   * @param most stops after so many unreviewed differences
   * @param keep where the files of an unreviewed difference are kept, in a folder named by its seed
   */
  static Outcome run(
      Map<String, String> seeds, long first, int count, int most, Optional<Path> keep)
      throws IOException {
    List<Reviewed> reviewed = Reviewed.list();
    List<String> names = List.copyOf(seeds.keySet());
    List<String> vocabulary = vocabulary();
    Map<String, Integer> reasons = new TreeMap<>();
    List<String> unreviewed = new ArrayList<>();
    Map<String, Integer> kinds = new HashMap<>();
    int judged = 0;
    try (Differential both = new Differential(interfaces(seeds))) {
      for (long seed = first; seed < first + count && unreviewed.size() < most; seed++) {
        String name = names.get((int) Math.floorMod(seed, (long) names.size()));
        Map<String, String> files = Mutation.of(seeds.get(name), seed, vocabulary);
        Differential.Verdicts verdicts = both.judge(files);
        judged++;
        if (!verdicts.agree()) {
          String why = Differential.reason(reviewed, verdicts).orElse("");
          if (!why.isEmpty()) {
            reasons.merge(why, 1, Integer::sum);
          } else {
            String kind = verdicts.found().replaceAll("[0-9]", "") + verdicts.theirs().status();
            if (kinds.merge(kind, 1, Integer::sum) == 1) {
              unreviewed.add(describe(name, seed, verdicts) + changes(seeds.get(name), files));
              if (keep.isPresent()) {
                keep(keep.get().resolve(Long.toString(seed)), files);
              }
            }
          }
        }
      }
    }
    return new Outcome(judged, reasons, unreviewed);
  }

  private static void keep(Path folder, Map<String, String> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(
          folder.resolve(file.getKey()), file.getValue(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String describe(String name, long seed, Differential.Verdicts verdicts) {
    return "=== seed "
        + seed
        + " of "
        + name
        + ": we say "
        + verdicts.ours()
        + ", keepalived "
        + verdicts.theirs().status()
        + "\n--- ours\n"
        + verdicts.found()
        + "\n--- keepalived's\n"
        + verdicts.theirs().output().lines().distinct().collect(Collectors.joining("\n"));
  }

  /** Lines of the mutant that the configuration does not have. */
  private static String changes(String seed, Map<String, String> files) {
    Set<String> old = new TreeSet<>(seed.lines().toList());
    StringBuilder out = new StringBuilder("\n--- new lines");
    files.forEach(
        (file, text) ->
            text.lines()
                .filter(l -> !old.contains(l))
                .forEach(l -> out.append("\n" + file + ": " + l)));
    return out.toString();
  }

  /** Every interface that is named, and eth0 and eth1. */
  private static Set<String> interfaces(Map<String, String> seeds) {
    Set<String> names = new TreeSet<>(Set.of("eth0", "eth1"));
    for (String text : seeds.values()) {
      INTERFACE.matcher(text).results().forEach(m -> names.add(m.group(1)));
    }
    names.removeAll(NO_NAMES);
    return names;
  }

  /** Each keyword that 2.2.7 knows, without and with arguments that may fit or not. */
  private static List<String> vocabulary() {
    List<String> lines = new ArrayList<>();
    for (Keyword k : KeywordTable.standard().rows()) {
      boolean block = k.kind() == Keyword.Kind.BLOCK || k.kind() == Keyword.Kind.VALUEBLOCK;
      if (k.own() || !known(k.since()) || k.kind() == Keyword.Kind.PREPROCESSOR) {
        continue;
      }
      for (String arguments : List.of("", " 1", " 3 2", " yes", " eth0", " 10.1.1.1", " 300 x")) {
        lines.add(k.name() + arguments + (block ? " {" : ""));
      }
    }
    return List.copyOf(lines);
  }

  /** Whether a keyword of that version is in Debian 12's keepalived. */
  private static boolean known(String since) {
    var parts = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)").matcher(since);
    if (!parts.find()) {
      return true;
    }
    int version =
        Integer.parseInt(parts.group(1)) * 10_000
            + Integer.parseInt(parts.group(2)) * 100
            + Integer.parseInt(parts.group(3));
    return version <= 2_02_07;
  }

  /** Prints every difference that nobody has reviewed; status 1 if there is one. */
  public static void main(String[] arguments) throws IOException {
    List<Path> folders = Arrays.stream(arguments).skip(2).map(Path::of).toList();
    Outcome outcome =
        run(
            Differential.seeds(folders),
            Long.parseLong(arguments[0]),
            Integer.parseInt(arguments[1]),
            40,
            Optional.ofNullable(System.getenv("KEEP_DIR")).map(Path::of));
    outcome.unreviewed().forEach(System.out::println);
    outcome.reviewed().forEach((why, times) -> System.out.println(times + " x " + why));
    System.out.println(
        outcome.judged()
            + " files judged, "
            + outcome.unreviewed().size()
            + " unreviewed differences");
    System.exit(outcome.unreviewed().isEmpty() ? 0 : 1);
  }
}
