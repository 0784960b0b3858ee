package org.lvsdirector.parser.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.differential.Mutation;
import org.lvsdirector.parser.io.FileSystemLoader;
import org.lvsdirector.parser.reading.Rereading;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.syntax.ReadOptions;

/**
 * Compares the exit status and the first complaint of a configuration test with those of
 * keepalived, for each file of a folder of real configurations with an {@code INDEX.tsv}; then
 * edits each file and compares reading what changed with reading all of it.
 *
 * <p>Arguments: the folder, and a reviewed list of differences. Ends with status 1 if there is a
 * difference that is not listed, or a listed one that is none.
 */
public final class CorpusCheck {
  private static final Pattern LINE = Pattern.compile("Line (\\d+)\\)");

  /** What an interface may be called; every such interface was there. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.@:-]{0,14}");

  /**
   * Programs that corpus files name and that were not installed where keepalived's answers were
   * recorded.
   */
  private static final Set<String> ABSENT = Set.of("nft");

  /** How often each file is edited. */
  private static final int EDITS = 8;

  private CorpusCheck() {}

  /** Runs the comparison. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Map<String, String> accepted = accepted(Path.of(arguments[1]));
    boolean verbose = arguments.length > 2;
    List<String> index = Files.readAllLines(folder.resolve("INDEX.tsv"));
    List<String> head = List.of(index.getFirst().split("\t"));
    int exitColumn = head.indexOf("t243_exit_ifaces");
    int errorColumn = head.indexOf("t243_first_error_ifaces");
    Set<String> differing = new HashSet<>();
    int bad = 0;
    for (String row : index.subList(1, index.size())) {
      String[] cells = row.split("\t", -1);
      Optional<String> difference =
          compare(folder, cells[0], Integer.parseInt(cells[exitColumn]), cells[errorColumn]);
      if (difference.isPresent()) {
        differing.add(cells[0]);
        if (!accepted.containsKey(cells[0]) || verbose) {
          System.out.println(cells[0] + ": " + difference.get());
        }
        bad += accepted.containsKey(cells[0]) ? 0 : 1;
      }
    }
    for (String name : accepted.keySet()) {
      if (!differing.contains(name)) {
        System.out.println(name + ": listed as a difference, but it is none");
        bad++;
      }
    }
    System.out.println(
        (index.size() - 1) + " files, " + differing.size() + " differ, " + bad + " unreviewed");
    bad += edited(folder, index.subList(1, index.size()));
    System.exit(bad == 0 ? 0 : 1);
  }

  /** Each file edited and read again, as it is read by a parser that saw nothing before. */
  private static int edited(Path folder, List<String> rows) {
    int different = 0;
    int spared = 0;
    for (String row : rows) {
      String name = row.split("\t", 2)[0];
      String original = String.join("\n", read(folder.resolve(name))) + "\n";
      Rereading reading =
          new Rereading(
              new FileSystemLoader(folder),
              new LabHost(n -> NAME.matcher(n).matches(), ABSENT, true),
              name,
              true);
      for (long seed = 0; seed < EDITS; seed++) {
        String text =
            Mutation.of(original, seed, List.of("weight 3", "real_server 10.2.0.9 80 {", "}"))
                .getOrDefault("main.conf", "");
        for (String version : List.of(original, text)) {
          Optional<String> difference = reading.difference(version);
          difference.ifPresent(d -> System.out.println(name + ", edit: " + d));
          different += difference.isPresent() ? 1 : 0;
        }
      }
      spared += reading.spared();
    }
    System.out.println(
        rows.size() * EDITS * 2
            + " readings of edited files, "
            + spared
            + " of what changed only, "
            + different
            + " different from those of the whole");
    return different;
  }

  private static Map<String, String> accepted(Path file) throws IOException {
    var map = new HashMap<String, String>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] cells = line.split("\t", 2);
        map.put(cells[0], cells[1]);
      }
    }
    return map;
  }

  private static Optional<String> compare(
      Path folder, String name, int expected, String complaint) {
    ParseResult result =
        new KeepalivedConfParser(
                new FileSystemLoader(folder),
                new LabHost(n -> NAME.matcher(n).matches(), ABSENT, true))
            .parse(name, ReadOptions.of("corpus"));
    List<Diagnostic> counted =
        result.diagnostics().stream().filter(d -> d.errorClass() != ErrorClass.OK).toList();
    if (result.exitStatus() != expected) {
      return Optional.of(
          "status "
              + result.exitStatus()
              + ", keepalived "
              + expected
              + " ("
              + complaint
              + ")\n    "
              + String.join("\n    ", counted.stream().map(CorpusCheck::show).toList()));
    }
    if (complaint.equals("-")) {
      return Optional.empty();
    }
    Matcher line = LINE.matcher(complaint);
    if (line.find()) {
      int number = Integer.parseInt(line.group(1));
      List<String> text = read(folder.resolve(name));
      boolean answered = result.diagnostics().stream().anyMatch(d -> onLine(d, text, number));
      if (!answered) {
        return Optional.of(
            "nothing said of line "
                + number
                + " ("
                + complaint
                + ")\n    "
                + String.join("\n    ", counted.stream().map(CorpusCheck::show).toList()));
      }
    }
    return Optional.empty();
  }

  /** keepalived names the line where a block ended, we the one where it starts. */
  private static boolean onLine(Diagnostic d, List<String> text, int number) {
    int line = d.range().line();
    return line == number || (line > 0 && line < number && line >= opening(text, number));
  }

  /** Line of the brace that the one in the given line closes; past the end if there is none. */
  private static int opening(List<String> text, int number) {
    if (number > text.size() || text.get(number - 1).indexOf('}') < 0) {
      return Integer.MAX_VALUE;
    }
    int depth = 0;
    for (int i = number; i > 0; i--) {
      String line = text.get(i - 1);
      depth +=
          (int)
              (line.chars().filter(c -> c == '}').count()
                  - line.chars().filter(c -> c == '{').count());
      if (depth <= 0) {
        return i - 1;
      }
    }
    return 1;
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String show(Diagnostic d) {
    return d.range() + " " + d.errorClass() + " " + d.message();
  }
}
