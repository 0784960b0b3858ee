package org.lvsdirector.parser.syntax;

/**
 * Bounds of a reading. keepalived has none of these (it grows, loops or runs out of files); they
 * stand far above any file that is meant, so that a mistake ends in a sentence instead of a dead
 * process.
 */
final class Limits {
  /** Bytes of a physical line without its line end that keepalived reads (parser semantics 2.1). */
  static final int LINE_BYTES = 1022;

  /** Longest line after replacement, in characters (parser semantics 4.11). */
  static final int REPLACED_LINE = 1024;

  /** References replaced in one line; a value that names itself without growing would never end. */
  static final int REPLACEMENTS_PER_LINE = 1024;

  /** Files open inside one another. */
  static final int INCLUDE_DEPTH = 64;

  /** Files read in all. */
  static final int FILES = 65_536;

  /** Characters read in all. */
  static final long CHARACTERS = 64L << 20;

  /** Physical lines read in all: twice those of 10,000 services with 100,000 servers. */
  static final int LINES = 1_500_000;

  /** Words of the tree: twice those of 10,000 services with 100,000 servers. */
  static final int WORDS = 2_000_000;

  /** Multi-line values and sequences under way inside one another. */
  static final int EXPANSION_DEPTH = 256;

  /**
   * Lines that definitions and sequences may add, those made by braces among them. So many fit the
   * smallest heap whatever they hold; longer files have to be written out.
   */
  static final int EXPANDED_LINES = 400_000;

  /** Characters that replacing references may copy in all. */
  static final long REPLACED_CHARACTERS = 64L << 20;

  /** Lines of one multi-line definition. */
  static final int DEFINITION_LINES = 100_000;

  /** Findings kept; the others are counted, and of them those of a higher class kept too. */
  static final int DIAGNOSTICS = 10_000;

  private Limits() {}
}
