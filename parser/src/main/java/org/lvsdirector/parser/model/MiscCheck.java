package org.lvsdirector.parser.model;

import java.time.Duration;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code MISC_CHECK}: runs a program (keepalived reference, LVS 21).
 *
 * @param timing when it runs, counted from start to start
 * @param command {@code misc_path}, run as {@code user}
 * @param timeout {@code misc_timeout}, whole seconds; default the virtual server's delay_loop
 * @param dynamic {@code misc_dynamic}: exit status 2..255 sets the weight to status - 2
 * @param range where the block starts
 */
public record MiscCheck(
    CheckTiming timing, ScriptCommand command, Duration timeout, boolean dynamic, SourceRange range)
    implements Checker {
  @Override
  public String keyword() {
    return "MISC_CHECK";
  }

  @Override
  public boolean alpha() {
    return timing.alpha();
  }
}
