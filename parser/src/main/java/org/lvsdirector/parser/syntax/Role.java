package org.lvsdirector.parser.syntax;

/**
 * The processes of keepalived, each of which reads the whole configuration for itself (parser
 * semantics 1.1, 16). A keyword of another process is skipped with its block by counting braces
 * (11.3), so in a file with a broken structure each of them sees something else.
 */
public enum Role {
  /** The main process: global_defs and what belongs to all. */
  PARENT,
  CHECKER,
  VRRP,
  BFD
}
