package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * A health check of a real server. A server is up only while all its checkers are (keepalived
 * reference, LVS 11.1).
 */
public sealed interface Checker permits NetworkChecker, MiscCheck, FileCheck, BfdCheck {
  /** The word that opens the block, such as {@code TCP_CHECK}. */
  String keyword();

  /** Whether it starts as failed. */
  boolean alpha();

  /** Where the block starts. */
  SourceRange range();
}
