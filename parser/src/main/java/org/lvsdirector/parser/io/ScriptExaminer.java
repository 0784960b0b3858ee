package org.lvsdirector.parser.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.parser.Environment.Account;
import org.lvsdirector.parser.Environment.ScriptFacts;
import org.lvsdirector.parser.Environment.ScriptFacts.Verdict;

/** Looks at a program before it is trusted (keepalived reference, parser 22.4 to 22.7). */
final class ScriptExaminer {
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final int SETID = 06000;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITE = 020;
  private static final int OTHERS_WRITE = 02;

  private final String searchPath;

  ScriptExaminer(Map<String, String> environment) {
    this.searchPath = environment.getOrDefault("PATH", DEFAULT_PATH);
  }

  ScriptFacts examine(String command, Account account) {
    try {
      Optional<Path> path =
          command.indexOf('/') >= 0 ? Optional.of(Path.of(command)) : search(command);
      if (path.isEmpty() || !Files.exists(path.get())) {
        return new ScriptFacts(Verdict.NOT_FOUND, command, command, "it is not there");
      }
      return existing(path.get(), account);
    } catch (IOException | InvalidPathException e) {
      return new ScriptFacts(
          Verdict.NOT_FOUND, command, command, "it cannot be examined: " + e.getMessage());
    }
  }

  private Optional<Path> search(String name) {
    for (String directory : searchPath.split(":")) {
      Path candidate = Path.of(directory.isEmpty() ? "." : directory, name);
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static ScriptFacts existing(Path path, Account account) throws IOException {
    Path real = path.toRealPath();
    int mode = attribute(real, "mode");
    if (!Files.isRegularFile(real) || !executable(real, mode, account)) {
      return facts(
          Verdict.NOT_EXECUTABLE, path, real, "uid " + account.uid() + " cannot execute it");
    }
    boolean root = account.uid() == 0 || account.gid() == 0;
    boolean setRoot = (mode & SETID) != 0 && attribute(real, "uid") == 0;
    if (!root && !setRoot) {
      return facts(Verdict.GOOD, path, real, "");
    }
    Path absolute = path.toAbsolutePath().normalize();
    Optional<String> wrong = wrongType(absolute);
    if (wrong.isPresent()) {
      return facts(Verdict.WRONG_TYPE, path, real, wrong.get());
    }
    Optional<String> insecure = insecure(absolute).or(() -> insecure(real));
    return insecure
        .map(why -> facts(Verdict.INSECURE, path, real, why))
        .orElseGet(() -> facts(Verdict.GOOD, path, real, ""));
  }

  private static ScriptFacts facts(Verdict verdict, Path path, Path real, String detail) {
    return new ScriptFacts(verdict, path.toString(), real.toString(), detail);
  }

  private static boolean executable(Path real, int mode, Account account) throws IOException {
    if (account.uid() == 0) {
      return (mode & 0111) != 0;
    }
    if (attribute(real, "uid") == account.uid()) {
      return (mode & 0100) != 0;
    }
    return attribute(real, "gid") == account.gid() ? (mode & 010) != 0 : (mode & 01) != 0;
  }

  /**
   * Directories on the way must be real directories: a symbolic link among them is refused when
   * root runs the script.
   */
  private static Optional<String> wrongType(Path absolute) {
    for (Path p = absolute.getParent(); p != null; p = p.getParent()) {
      if (!Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(p + " is not a directory but a symbolic link");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> insecure(Path absolute) {
    for (Path p = absolute; p != null; p = p.getParent()) {
      try {
        int mode = attribute(p, "mode");
        boolean excused = Files.isDirectory(p) && (mode & STICKY) != 0;
        if (attribute(p, "uid") != 0) {
          return Optional.of(p + " is not owned by root");
        }
        boolean group = (mode & GROUP_WRITE) != 0 && attribute(p, "gid") != 0;
        if (!excused && (group || (mode & OTHERS_WRITE) != 0)) {
          return Optional.of(p + " can be changed by others than root");
        }
      } catch (IOException e) {
        return Optional.of(p + " cannot be examined");
      }
    }
    return Optional.empty();
  }

  private static int attribute(Path path, String name) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:" + name);
  }
}
