package org.lvsdirector.provision.plan;

import java.util.Optional;

/**
 * One action with its reason and its way back.
 *
 * @param action what is done
 * @param reason why, for the plan's text
 * @param record the entry that goes into the undo record before the action; empty when the thing is
 *     already recorded
 * @param forget the id of the entry that leaves the undo record after the action; empty at apply
 */
public record Step(
    Action action,
    String reason,
    Optional<UndoRecord.Entry> record,
    Optional<UndoRecord.Entry> forget) {

  /** A step of apply. */
  public static Step apply(Action action, String reason, Optional<UndoRecord.Entry> record) {
    return new Step(action, reason, record, Optional.empty());
  }

  /** A step of undo: carries out an entry and forgets it. */
  public static Step undo(UndoRecord.Entry entry, String reason) {
    return new Step(entry.back(), reason, Optional.empty(), Optional.of(entry));
  }
}
