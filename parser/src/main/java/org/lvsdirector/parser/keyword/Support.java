package org.lvsdirector.parser.keyword;

/** What becomes of a keyword here. */
public enum Support {
  /** It has its effect. */
  USED,
  /** It is harmless to ignore; the note of the keyword says why. */
  IGNORED,
  /** It has no effect though it should; the operator is warned each time. */
  UNSUPPORTED
}
