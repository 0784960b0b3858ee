package org.lvsdirector.provision.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.provision.method.HostWish;
import org.lvsdirector.provision.method.Planner;
import org.lvsdirector.provision.method.UndoPlan;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.HostPlan;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Step;
import org.lvsdirector.provision.script.FactsParser;
import org.lvsdirector.provision.script.FactsScript;
import org.lvsdirector.provision.script.StepReport;
import org.lvsdirector.provision.script.StepScript;
import org.lvsdirector.provision.ssh.RemoteShell;
import org.lvsdirector.provision.ssh.SshFailure;

/**
 * Carries out one command on one server over an open shell: look, plan, do, and look again in the
 * same round trip.
 */
final class Provisioner {
  private final HostJob job;
  private final RemoteShell shell;
  private final long start;

  Provisioner(HostJob job, RemoteShell shell, long start) {
    this.job = job;
    this.shell = shell;
    this.start = start;
  }

  Outcome run(Command command) throws SshFailure {
    HostFacts facts =
        FactsParser.parse(shell.run(FactsScript.text(rules())))
            .orElseThrow(
                () ->
                    new SshFailure(
                        SshFailure.Kind.LOST, "the server's answer ended in the middle"));
    return switch (command) {
      case PLAN, VERIFY -> look(facts);
      case APPLY -> apply(facts);
      case UNDO -> undo(facts);
    };
  }

  private Outcome look(HostFacts facts) {
    return of(Planner.plan(job.wish(), facts), facts);
  }

  private Outcome apply(HostFacts facts) throws SshFailure {
    HostPlan plan = Planner.plan(job.wish(), facts);
    if (plan.refused() || plan.steps().isEmpty()) {
      return of(plan, facts);
    }
    StepReport report = doSteps(plan.steps());
    Optional<Outcome> broken = broken(plan.methods(), plan.steps(), report);
    if (broken.isPresent()) {
      return broken.get();
    }
    HostFacts after = report.facts().orElse(facts);
    HostPlan rest = Planner.plan(job.wish(), after);
    Outcome.Status status = rest.inOrder() ? Outcome.Status.IN_ORDER : Outcome.Status.DIFFERENT;
    List<String> problems = new ArrayList<>(rest.problems());
    rest.steps()
        .forEach(s -> problems.add("still to be done after apply: " + s.action().describe()));
    return new Outcome(
        job.name(),
        job.wish().realServer(),
        status,
        plan.methods(),
        rest.checks(),
        plan.steps(),
        report.done(),
        Optional.empty(),
        "",
        rest.notes(),
        problems,
        Optional.of(after),
        elapsed());
  }

  private Outcome undo(HostFacts facts) throws SshFailure {
    UndoPlan plan = UndoPlan.of(facts, job.wish().preferences().force());
    StepReport report =
        plan.steps().isEmpty()
            ? new StepReport(0, Optional.empty(), "", Optional.of(facts))
            : doSteps(plan.steps());
    Optional<Outcome> broken = broken(List.of(), plan.steps(), report);
    if (broken.isPresent()) {
      return broken.get();
    }
    List<String> notes =
        plan.steps().isEmpty() && plan.left().isEmpty()
            ? List.of("nothing to undo: no record of lvs-director here")
            : List.of();
    return new Outcome(
        job.name(),
        job.wish().realServer(),
        plan.left().isEmpty() ? Outcome.Status.IN_ORDER : Outcome.Status.DIFFERENT,
        List.of(),
        List.of(),
        plan.steps(),
        report.done(),
        Optional.empty(),
        "",
        notes,
        plan.left(),
        report.facts(),
        elapsed());
  }

  private StepReport doSteps(List<Step> steps) throws SshFailure {
    boolean rules =
        rules()
            || steps.stream()
                .anyMatch(
                    s ->
                        s.action().describe().contains("rule")
                            || s.action().describe().contains("nft"));
    try {
      return StepReport.parse(shell.run(StepScript.text(steps, rules)));
    } catch (SshFailure e) {
      String half =
          e.kind() == SshFailure.Kind.LOST || e.kind() == SshFailure.Kind.TIMEOUT
              ? ", in the middle of "
                  + steps.size()
                  + " steps. The server finishes them by itself if the script arrived whole; run again to be sure"
              : "";
      throw new SshFailure(e.kind(), e.getMessage() + half, e);
    }
  }

  /** A server that stopped half way is named with the step. */
  private Optional<Outcome> broken(List<Method> methods, List<Step> steps, StepReport report) {
    if (report.failed().isEmpty() && report.done() == steps.size() && report.facts().isPresent()) {
      return Optional.empty();
    }
    int number = report.failed().orElse(report.done() + 1);
    String what =
        number == 0
            ? "the preparation"
            : "step "
                + number
                + " of "
                + steps.size()
                + " ("
                + steps.get(Math.min(number, steps.size()) - 1).action().describe()
                + ")";
    String done = report.done() == 0 ? "nothing was changed" : "the steps before it are done";
    String message = report.message().isEmpty() ? "its end was not seen" : report.message();
    return Optional.of(
        new Outcome(
            job.name(),
            job.wish().realServer(),
            Outcome.Status.FAILED,
            methods,
            List.of(),
            steps,
            report.done(),
            Optional.of(number),
            what + " failed: " + message + "; " + done + "; running again finishes",
            List.of(),
            List.of(),
            report.facts(),
            elapsed()));
  }

  private Outcome of(HostPlan plan, HostFacts facts) {
    Outcome.Status status =
        plan.refused()
            ? Outcome.Status.FAILED
            : plan.inOrder() ? Outcome.Status.IN_ORDER : Outcome.Status.DIFFERENT;
    return new Outcome(
        job.name(),
        job.wish().realServer(),
        status,
        plan.methods(),
        plan.checks(),
        plan.steps(),
        0,
        Optional.empty(),
        plan.refused() ? String.join("; ", plan.problems()) : "",
        plan.notes(),
        plan.refused() ? List.of() : plan.problems(),
        Optional.of(facts),
        elapsed());
  }

  /**
   * Reading packet filter rules may load kernel modules there, so only when one of our methods
   * needs them.
   */
  private boolean rules() {
    HostWish.Preferences p = job.wish().preferences();
    return p.method().filter(m -> m == Method.ARPTABLES || m == Method.IPTABLES).isPresent();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
