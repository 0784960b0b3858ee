package org.lvsdirector.parser.syntax;

import java.util.EnumSet;
import java.util.List;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.Severity;
import org.lvsdirector.parser.source.SourceFile;
import org.lvsdirector.parser.source.SourceLoader;
import org.lvsdirector.parser.source.SourceRange;

/** Opens what an include line names and applies its checks (parser semantics 8). */
final class Includes {
  private final SourceLoader loader;
  private final LineSource source;
  private int files;
  private long characters;
  private boolean exhausted;

  /** A check failed; the daemon must not start (8.5). */
  boolean checkFailed;

  Includes(SourceLoader loader, LineSource source) {
    this.loader = loader;
    this.source = source;
  }

  /**
   * Opens the files of one directive, the last one first so that the first is read first.
   *
   * @param own the line is read by us alone, and so are the files
   */
  void open(IncludeCheck.Directive directive, SourceRange range, boolean own) {
    Frame from = source.top();
    if (from == null) {
      return;
    }
    EnumSet<IncludeCheck> checks = EnumSet.copyOf(from.checks);
    checks.addAll(directive.checks());
    SourceLoader.Matches matches = loader.expand(from.directory, directive.pattern());
    judge(matches, directive.pattern(), checks, range);
    List<String> paths = matches.paths();
    if (source.depth() >= Limits.INCLUDE_DEPTH) {
      refuse("files include one another more than " + Limits.INCLUDE_DEPTH + " deep", range);
      return;
    }
    for (int i = paths.size() - 1; i >= 0; i--) {
      openOne(paths.get(i), from, checks, new Where(range, own));
    }
  }

  private record Where(SourceRange range, boolean own) {}

  private void openOne(String name, Frame from, EnumSet<IncludeCheck> checks, Where where) {
    String path = resolve(from.directory, name);
    if (source.isOpen(path)) {
      refuse("\"" + name + "\" includes itself", where.range);
      return;
    }
    switch (loader.load(path)) {
      case SourceLoader.Loaded.Unusable unusable -> {
        String message = "included file \"" + name + "\" is not used: " + describe(unusable);
        fail(checks.contains(IncludeCheck.READABLE), message, where.range);
      }
      case SourceLoader.Loaded.Text loaded -> {
        files++;
        characters += loaded.text().length();
        if (files > Limits.FILES || characters > Limits.CHARACTERS) {
          if (!exhausted) {
            exhausted = true;
            refuse("too many or too large included files; the rest is not read", where.range);
          }
          return;
        }
        SourceFile file = SourceFile.included(name, loaded.text(), where.range);
        // The level in force is inherited; what this one line asked for is not (8.4).
        source.open(
            new Frame(
                file, loaded.directory(), path, EnumSet.copyOf(from.checks), where.own, false));
      }
    }
  }

  static String resolve(String directory, String name) {
    return name.startsWith("/")
        ? name
        : directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  private void judge(
      SourceLoader.Matches matches,
      String pattern,
      EnumSet<IncludeCheck> checks,
      SourceRange range) {
    if (matches.paths().isEmpty()) {
      boolean counted =
          (!matches.wildcard() && !matches.alternatives() && checks.contains(IncludeCheck.MATCH))
              || (matches.wildcard() && checks.contains(IncludeCheck.WILDCARD))
              || (matches.alternatives() && checks.contains(IncludeCheck.BRACE))
              || (matches.directoryMissing()
                  && (checks.contains(IncludeCheck.MATCH)
                      || checks.contains(IncludeCheck.WILDCARD)));
      fail(counted, "no file matches \"" + pattern + "\"", range);
      return;
    }
    for (String missing : matches.missing()) {
      fail(
          matches.alternatives() && checks.contains(IncludeCheck.BRACE),
          "no file matches \"" + missing + "\"",
          range);
    }
  }

  private void fail(boolean counted, String message, SourceRange range) {
    if (!counted) {
      source.report(Diagnostic.warning(ErrorClass.OK, message, range));
      return;
    }
    checkFailed = true;
    source.report(
        Diagnostic.of(Severity.FATAL, ErrorClass.FILE_NOT_FOUND, message, range)
            .withHint("an include check is in force here, so the daemon does not start"));
  }

  private void refuse(String message, SourceRange range) {
    source.report(Diagnostic.error(ErrorClass.GENERAL_ERROR, message, range));
  }

  static String describe(SourceLoader.Loaded.Unusable unusable) {
    String detail = unusable.detail().isEmpty() ? "" : " (" + unusable.detail() + ")";
    return switch (unusable.reason()) {
      case MISSING -> "there is no such file" + detail;
      case DIRECTORY -> "it is a directory";
      case NOT_REGULAR -> "it is not a regular file";
      case EXECUTABLE -> "it has an execute bit; remove it with chmod a-x";
      case UNREADABLE -> "it cannot be read" + detail;
      case TOO_LARGE -> "it is too large" + detail;
    };
  }
}
