package org.lvsdirector.provision.plan;

import java.util.List;

/**
 * A want beside what was found.
 *
 * @param want what shall be
 * @param found what is, in a few words
 * @param satisfied whether that will do
 * @param steps what leads there; empty when satisfied, or when only the operator may decide
 * @param blocked why nothing is done although it is not satisfied; empty text otherwise
 */
public record Check(Want want, String found, boolean satisfied, List<Step> steps, String blocked) {
  /** Copies the steps. */
  public Check {
    steps = List.copyOf(steps);
  }

  static Check good(Want want, String found) {
    return new Check(want, found, true, List.of(), "");
  }

  static Check differs(Want want, String found, Step step) {
    return new Check(want, found, false, List.of(step), "");
  }

  static Check blocked(Want want, String found, String why) {
    return new Check(want, found, false, List.of(), why);
  }
}
