package org.lvsdirector.parser.model;

import java.time.Duration;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code vrrp_script NAME} (keepalived reference, VRRP 12).
 *
 * @param name name of the block
 * @param command {@code script}, run as {@code user}
 * @param interval {@code interval}, from start to start, 1 ms steps, default 1 s
 * @param timeout {@code timeout}, default the interval
 * @param weight {@code weight}, -253..253, default 0
 * @param reverse {@code weight N reverse}
 * @param rise {@code rise}, 1.., default 1: successes needed to be up
 * @param fall {@code fall}, 1.., default 1: failures needed to be down
 * @param initFail {@code @lvs_director init_fail on}: really start as failed. keepalived's own
 *     {@code init_fail} has no effect in 2.4.3 (parser 24.5) and does not set this
 * @param range where the block starts
 */
public record VrrpScript(
    String name,
    ScriptCommand command,
    Duration interval,
    Duration timeout,
    int weight,
    boolean reverse,
    int rise,
    int fall,
    boolean initFail,
    SourceRange range) {
  /** A script with all defaults, for tests. */
  public static VrrpScript of(String name, ScriptCommand command) {
    Duration second = Duration.ofSeconds(1);
    return new VrrpScript(name, command, second, second, 0, false, 1, 1, false, SourceRange.NONE);
  }
}
