package org.lvsdirector.provision.run;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.provision.plan.Check;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Step;

/**
 * How it went with one server.
 *
 * @param name its name
 * @param realServer its address in keepalived.conf
 * @param status in one word
 * @param methods the methods in force
 * @param checks wants beside findings, of the last look
 * @param steps what was to be done
 * @param done how many of them are done
 * @param failedStep the number of the step that failed, from 1; 0 for the preparation before the
 *     first
 * @param error why it failed; empty text otherwise
 * @param notes remarks
 * @param problems what stays open, with remedies
 * @param facts the last look at the server
 * @param duration how long it took
 */
public record Outcome(
    String name,
    InetAddress realServer,
    Status status,
    List<Method> methods,
    List<Check> checks,
    List<Step> steps,
    int done,
    Optional<Integer> failedStep,
    String error,
    List<String> notes,
    List<String> problems,
    Optional<HostFacts> facts,
    Duration duration) {

  /** The state of a server after a command. */
  public enum Status {
    /** All as wanted. */
    IN_ORDER,
    /** Something differs. */
    DIFFERENT,
    /** The command failed on it. */
    FAILED
  }

  /** Copies the lists. */
  public Outcome {
    methods = List.copyOf(methods);
    checks = List.copyOf(checks);
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }

  /** A server that could not be worked on. */
  static Outcome failed(HostJob job, String error, Duration duration) {
    return new Outcome(
        job.name(),
        job.wish().realServer(),
        Status.FAILED,
        List.of(),
        List.of(),
        List.of(),
        0,
        Optional.empty(),
        error,
        List.of(),
        List.of(),
        Optional.empty(),
        duration);
  }

  /**
   * The exit status of a command over many servers: 1 when one failed, else 2 when one differs,
   * else 0.
   */
  public static int exitStatus(List<Outcome> outcomes) {
    if (outcomes.stream().anyMatch(o -> o.status() == Status.FAILED)) {
      return 1;
    }
    return outcomes.stream().anyMatch(o -> o.status() == Status.DIFFERENT) ? 2 : 0;
  }
}
