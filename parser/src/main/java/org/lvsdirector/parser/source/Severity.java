package org.lvsdirector.parser.source;

/**
 * How bad a finding is, as keepalived decides it: can it run, does it drop the item, does it only
 * talk about it.
 */
public enum Severity {
  /** The daemon cannot run with this file. */
  FATAL,
  /** The item is dropped or its default stays; the daemon runs. */
  ERROR,
  /** The item is kept; the operator should know. */
  WARNING,
  /** For information only. */
  INFO;

  /** Lower-case word for messages. */
  public String word() {
    return switch (this) {
      case FATAL -> "fatal";
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "info";
    };
  }
}
