package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code BFD_CHECK}: follows a BFD session (keepalived reference, LVS 25).
 *
 * @param instance {@code name} of the bfd_instance
 * @param alpha {@code alpha}
 * @param range where the block starts
 */
public record BfdCheck(String instance, boolean alpha, SourceRange range) implements Checker {
  @Override
  public String keyword() {
    return "BFD_CHECK";
  }
}
