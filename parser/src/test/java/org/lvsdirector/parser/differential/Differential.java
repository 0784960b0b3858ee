package org.lvsdirector.parser.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.check.LabHost;
import org.lvsdirector.parser.io.FileSystemLoader;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.syntax.ReadOptions;

/** Compares the installed keepalived's verdict on a file with ours. */
final class Differential implements AutoCloseable {
  private final Set<String> interfaces;
  private final Keepalived keepalived;
  private final Path folder;

  /**
   * Two verdicts.
   *
   * @param ours our exit status, {@link #THROWN} if something was thrown
   * @param found our findings that count, one a line
   * @param theirs keepalived's exit status and what it printed
   */
  record Verdicts(int ours, String found, Keepalived.Answer theirs) {
    boolean agree() {
      return ours == theirs.status();
    }
  }

  static final int THROWN = 999;

  Differential(Set<String> interfaces) throws IOException {
    this.interfaces = Set.copyOf(interfaces);
    this.keepalived = new Keepalived(interfaces);
    this.folder = Files.createTempDirectory("differential");
  }

  /** Both verdicts on a file and those it may include. */
  Verdicts judge(Map<String, String> files) throws IOException {
    clear();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(
          folder.resolve(file.getKey()), file.getValue(), StandardCharsets.ISO_8859_1);
    }
    Keepalived.Answer theirs = keepalived.test(folder);
    Files.deleteIfExists(folder.resolve("output"));
    try {
      ParseResult ours =
          new KeepalivedConfParser(
                  new FileSystemLoader(folder),
                  new LabHost(n -> n.equals("lo") || interfaces.contains(n), Set.of(), false))
              .parse("main.conf", ReadOptions.of("lab"));
      List<String> found =
          ours.diagnostics().stream()
              .filter(d -> d.errorClass() != ErrorClass.OK)
              .map(Differential::show)
              .toList();
      return new Verdicts(ours.exitStatus(), String.join("\n", found), theirs);
    } catch (RuntimeException | StackOverflowError e) {
      return new Verdicts(THROWN, e + " at " + List.of(e.getStackTrace()), theirs);
    }
  }

  private static String show(Diagnostic d) {
    return d.range() + " " + d.errorClass() + " " + d.message();
  }

  /** Removes what is in the folder; keepalived makes folders too, as tmp_config_directory. */
  private void clear() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    keepalived.close();
    clear();
    Files.delete(folder);
  }

  /** The configurations below some folders, by their path; symbolic links are not followed. */
  static Map<String, String> seeds(Collection<Path> folders) throws IOException {
    Map<String, String> seeds = new java.util.TreeMap<>();
    for (Path top : folders) {
      try (Stream<Path> files = Files.walk(top)) {
        files
            .filter(f -> f.toString().endsWith(".conf") && !f.endsWith("provision.conf"))
            .forEach(f -> seeds.put(top.relativize(f).toString(), read(f)));
      }
    }
    return seeds;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Why a difference is right, if it is one of those that were reviewed. Whatever keepalived does,
   * our parser must not throw.
   */
  static Optional<String> reason(List<Reviewed> reviewed, Verdicts verdicts) {
    if (verdicts.ours() == THROWN) {
      return Optional.empty();
    }
    return reviewed.stream().filter(r -> r.covers(verdicts)).map(Reviewed::reason).findFirst();
  }
}
