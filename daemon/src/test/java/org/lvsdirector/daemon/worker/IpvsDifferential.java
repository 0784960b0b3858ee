package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code IpvsDifferential DIR}: compares with keepalived for every file of a folder that has a
 * virtual server; run by lab/ipvs-differential. Exit status 1 for a difference nobody has looked
 * at.
 */
final class IpvsDifferential {
  private static final int AT_ONCE = 12;

  private IpvsDifferential() {}

  public static void main(String[] arguments) {
    int status = 2;
    try {
      status = compare(arguments);
    } catch (IOException | RuntimeException e) {
      System.out.println("FAILED " + e);
    } finally {
      // Checks and alarms have threads of their own.
      Runtime.getRuntime().halt(status);
    }
  }

  private static int compare(String[] arguments) throws IOException {
    List<DifferentialCase> cases = ofFolder(Path.of(arguments[0]));
    System.out.println(cases.size() + " files with a virtual server");
    ReviewedDifferences reviewed = ReviewedDifferences.load("ipvs/reviewed-corpus.txt");
    DifferentialRuns.Outcome outcome =
        new DifferentialRuns(reviewed, (_, file) -> WorkerBalancer.start(file), AT_ONCE).of(cases);
    List<Difference> unknown = reviewed.unknown(outcome.found());
    unknown.forEach(difference -> System.out.println("DIFFERS " + difference));
    outcome.broken().forEach(reason -> System.out.println("NOT COMPARED " + reason));
    System.out.printf(
        "%d files, 6 steps each: %d differences that were looked at, %d others, %d not compared%n",
        cases.size(),
        outcome.found().size() - unknown.size(),
        unknown.size(),
        outcome.broken().size());
    return unknown.isEmpty() && outcome.broken().isEmpty() ? 0 : 1;
  }

  private static List<DifferentialCase> ofFolder(Path folder) throws IOException {
    List<DifferentialCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".conf")).sorted().toList()) {
        CorpusCase.of(file).ifPresent(cases::add);
      }
    }
    return cases;
  }
}
