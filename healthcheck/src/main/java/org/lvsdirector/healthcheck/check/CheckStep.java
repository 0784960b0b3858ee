package org.lvsdirector.healthcheck.check;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer to one result.
 *
 * @param next the new state
 * @param delay from the end of this run to the start of the next; zero or more. For checkers told
 *     by events it has no meaning
 * @param verdict news for the pool, if any
 * @param logged whether this result is worth a log line: a change, a final failure, or every
 *     failure when {@code log_all_failures} asks for it
 */
public record CheckStep(
    CheckState next, Duration delay, Optional<Verdict> verdict, boolean logged) {

  static CheckStep quiet(CheckState next, Duration delay) {
    return new CheckStep(next, delay, Optional.empty(), false);
  }

  CheckStep withDelay(Duration newDelay) {
    return new CheckStep(next, newDelay, verdict, logged);
  }
}
