package org.lvsdirector.parser.source;

/**
 * The error classes of keepalived in ascending order (parser semantics 17.1). The highest class of
 * a run decides the exit status of a configuration test (18.3), so a mere warning outranks a fatal
 * error; that is odd, but it is what scripts around {@code keepalived -t} see.
 */
public enum ErrorClass {
  /** Nothing keepalived would report; used for findings of our own. */
  OK,
  FILE_NOT_FOUND,
  BAD_IF,
  FATAL,
  MULTIPLE_FILES,
  UNKNOWN_KEYWORD,
  UNEXPECTED_BOB,
  MISSING_BOB,
  UNEXPECTED_EOB,
  MISSING_EOB,
  UNMATCHED_QUOTE,
  MISSING_PARAMETER,
  INVALID_NUMBER,
  GENERAL_ERROR,
  WARNING,
  DEPRECATED,
  SECURITY_ERROR;

  /** Position in keepalived's order, from 0 for {@link #OK}. */
  public int rank() {
    return compareTo(OK);
  }

  /** The class with the higher rank. */
  public ErrorClass max(ErrorClass other) {
    return rank() >= other.rank() ? this : other;
  }
}
