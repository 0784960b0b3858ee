package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several files at a time: most of the time of one is waiting. */
final class DifferentialRuns {
  /**
   * What came of it.
   *
   * @param found all differences, those that were looked at too
   * @param broken files that could not be compared, with the reason
   */
  record Outcome(List<Difference> found, List<String> broken) {}

  private final ReviewedDifferences reviewed;
  private final DifferentialRun.Starter ours;
  private final int atOnce;

  DifferentialRuns(ReviewedDifferences reviewed, DifferentialRun.Starter ours, int atOnce) {
    this.reviewed = reviewed;
    this.ours = ours;
    this.atOnce = atOnce;
  }

  /** Runs them all. */
  Outcome of(List<DifferentialCase> cases) throws IOException {
    Path parent = Files.createTempDirectory("ipvs-differential");
    List<Difference> found = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(atOnce)) {
      List<Future<List<Difference>>> runs = new ArrayList<>();
      for (int i = 0; i < cases.size(); i++) {
        int number = i;
        runs.add(pool.submit(() -> run(cases.get(number), parent, number)));
      }
      for (Future<List<Difference>> run : runs) {
        try {
          found.addAll(run.get());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException(e);
        } catch (ExecutionException e) {
          broken.add(String.valueOf(e.getCause()));
        }
      }
    }
    return new Outcome(found, broken);
  }

  private List<Difference> run(DifferentialCase one, Path parent, int number) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(Integer.toString(number)));
    try (DifferentialRun run = new DifferentialRun(one, reviewed, folder, number)) {
      return run.run(ours);
    }
  }
}
