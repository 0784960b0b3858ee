package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What operators see of one checker.
 *
 * @param kind the keyword, as {@code TCP_CHECK}
 * @param up whether it passes
 * @param hasRun whether it has reached a verdict yet
 * @param suspended {@code ha_suspend} holds it back, since the virtual address is elsewhere
 * @param lastRun when it last ran
 * @param sentence what it saw then; empty before the first run
 * @param lastDuration how long that took
 * @param since when {@code up} last changed
 * @param history the latest changes, oldest first, ten at most
 */
public record CheckReport(
    String kind,
    boolean up,
    boolean hasRun,
    boolean suspended,
    Optional<Instant> lastRun,
    String sentence,
    Duration lastDuration,
    Instant since,
    List<Change> history) {

  /**
   * A change of mind.
   *
   * @param at when
   * @param up to what
   * @param sentence why
   */
  public record Change(Instant at, boolean up, String sentence) {}

  public CheckReport {
    history = List.copyOf(history);
  }
}
