package org.lvsdirector.provision.plan;

import java.util.List;

/**
 * What apply would do to one server.
 *
 * @param methods the methods in force, one for each forwarding method that the services use
 * @param checks every want beside what was found
 * @param steps the steps in their safe order; empty when nothing is to be done
 * @param notes what the operator should know; they change nothing
 * @param problems why the plan is not enough, each with a remedy; a plan with problems still has
 *     its harmless steps only if {@code refused} is false
 * @param refused whether the server must not be touched at all
 */
public record HostPlan(
    List<Method> methods,
    List<Check> checks,
    List<Step> steps,
    List<String> notes,
    List<String> problems,
    boolean refused) {
  /** Copies the lists. */
  public HostPlan {
    methods = List.copyOf(methods);
    checks = List.copyOf(checks);
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }

  /** A plan that says only why the server is left alone. */
  public static HostPlan refusal(List<Method> methods, List<String> problems) {
    return new HostPlan(methods, List.of(), List.of(), List.of(), problems, true);
  }

  /** Whether the server is as wanted. */
  public boolean inOrder() {
    return !refused
        && steps.isEmpty()
        && problems.isEmpty()
        && checks.stream().allMatch(Check::satisfied);
  }
}
