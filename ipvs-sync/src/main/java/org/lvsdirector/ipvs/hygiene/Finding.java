package org.lvsdirector.ipvs.hygiene;

/**
 * Something about the host that Direct Routing suffers from.
 *
 * @param severity how bad
 * @param problem what is wrong, with the thing it is about
 * @param remedy what to do
 */
public record Finding(Severity severity, String problem, String remedy) {
  /** How bad a finding is. */
  public enum Severity {
    /** It cannot work. */
    ERROR,
    /** It works, and will hurt one day. */
    ADVICE
  }

  /** One line for the log. */
  public String describe() {
    return problem + ": " + remedy;
  }
}
