package org.lvsdirector.parser.source;

import java.util.List;

/**
 * The way from names to texts. Implementations answer, they do not throw for what the operator
 * wrote.
 */
public interface SourceLoader {
  /** Directory against which the name of the main file is resolved, as an absolute path. */
  String workingDirectory();

  /**
   * Reads one file.
   *
   * @param path absolute path, or a path relative to {@link #workingDirectory()}
   */
  Loaded load(String path);

  /**
   * Whether {@link #load} would answer now what it answered before. Who can tell without holding
   * both texts does so.
   */
  default boolean isStill(String path, Loaded before) {
    return load(path).equals(before);
  }

  /**
   * Expands an include pattern as glob(3) with brace expansion does (parser semantics 8.1).
   *
   * @param directory directory of the file that holds the include line, absolute
   * @param pattern rest of the include line, not empty
   */
  Matches expand(String directory, String pattern);

  /** What became of {@link #load}. */
  sealed interface Loaded {
    /**
     * The file was read.
     *
     * @param directory absolute directory of the file; relative includes inside resolve against it
     * @param text decoded text
     */
    record Text(String directory, String text) implements Loaded {}

    /** The file is not used (parser semantics 8.2). */
    record Unusable(Reason reason, String detail) implements Loaded {}
  }

  /** Why a file is not used. */
  enum Reason {
    MISSING,
    DIRECTORY,
    NOT_REGULAR,
    EXECUTABLE,
    UNREADABLE,
    TOO_LARGE
  }

  /**
   * What became of {@link #expand}.
   *
   * @param paths matching paths in reading order, relative ones as the pattern was relative
   * @param missing alternatives of the pattern (after brace expansion) that match nothing
   * @param wildcard the pattern holds {@code *}, {@code ?} or {@code [}
   * @param alternatives the pattern holds a brace expression
   * @param directoryMissing an alternative has a wildcard and its fixed directory part does not
   *     exist (8.6)
   */
  record Matches(
      List<String> paths,
      List<String> missing,
      boolean wildcard,
      boolean alternatives,
      boolean directoryMissing) {
    public Matches {
      paths = List.copyOf(paths);
      missing = List.copyOf(missing);
    }
  }
}
