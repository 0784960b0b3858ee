package org.lvsdirector.provision.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.lvsdirector.provision.plan.Check;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.probe.ProbeResult;
import org.lvsdirector.provision.run.Command;
import org.lvsdirector.provision.run.Outcome;

/**
 * The outcomes for people: a head line for each server, then what differs or was done, each with
 * its reason.
 */
final class TextReport {
  private final PrintWriter out;
  private final boolean color;

  TextReport(PrintWriter out, boolean color) {
    this.out = out;
    this.color = color;
  }

  void print(Command command, Outcome o) {
    String methods =
        o.methods().isEmpty()
            ? ""
            : ", method " + String.join(" and ", o.methods().stream().map(Method::word).toList());
    String address = Values.text(o.realServer());
    String name = o.name().equals(address) ? address : o.name() + " (" + address + ")";
    out.println(
        paint(head(o), status(command, o))
            + " "
            + name
            + methods
            + ", "
            + o.duration().toMillis()
            + " ms");
    if (!o.error().isEmpty()) {
      out.println("    " + paint("31", o.error()));
    }
    if (command == Command.VERIFY) {
      o.checks().forEach(this::check);
    } else {
      steps(command, o);
    }
    o.problems().forEach(p -> out.println("    " + paint("33", "! ") + p));
    o.notes().forEach(n -> out.println("    " + paint("2", "note: " + n)));
  }

  void print(ProbeResult probe) {
    String mark =
        probe.good()
            ? (probe.trouble().isEmpty() ? paint("32", "ok   ") : paint("2", "?    "))
            : paint("31", "WRONG ");
    String place = probe.device().isEmpty() ? "" : " on " + probe.device();
    out.println(
        "who answers for " + Values.text(probe.vip()) + place + ": " + mark + probe.sentence());
  }

  void summary(List<Outcome> outcomes) {
    long good = outcomes.stream().filter(o -> o.status() == Outcome.Status.IN_ORDER).count();
    long different = outcomes.stream().filter(o -> o.status() == Outcome.Status.DIFFERENT).count();
    long failed = outcomes.stream().filter(o -> o.status() == Outcome.Status.FAILED).count();
    out.println(
        outcomes.size()
            + " real server"
            + (outcomes.size() == 1 ? "" : "s")
            + ": "
            + paint("32", good + " as wanted")
            + ", "
            + paint(different > 0 ? "33" : "2", different + " different")
            + ", "
            + paint(failed > 0 ? "31" : "2", failed + " failed"));
  }

  private void steps(Command command, Outcome o) {
    for (int i = 0; i < o.steps().size(); i++) {
      String mark =
          i < o.done()
              ? paint("32", "done ")
              : o.failedStep().filter(n -> n - 1 == o.done()).isPresent() && i == o.done()
                  ? paint("31", "FAILED ")
                  : paint("33", command == Command.PLAN ? "+ " : "not done ");
      out.println("    " + mark + o.steps().get(i).action().describe());
      if (command == Command.PLAN) {
        out.println("        " + paint("2", "because: " + o.steps().get(i).reason() + now(o, i)));
      }
    }
  }

  private static String now(Outcome o, int step) {
    return o.checks().stream()
        .filter(c -> c.steps().contains(o.steps().get(step)))
        .findFirst()
        .map(c -> "; now: " + c.found())
        .orElse("");
  }

  private void check(Check check) {
    out.println(
        "    "
            + (check.satisfied() ? paint("32", "ok   ") : paint("33", "DIFF "))
            + check.want().describe()
            + (check.satisfied() ? "" : "; found: " + check.found()));
  }

  private static String status(Command command, Outcome o) {
    return switch (o.status()) {
      case IN_ORDER -> command == Command.UNDO ? "UNDONE" : "OK";
      case DIFFERENT -> "DIFFERENT";
      case FAILED -> "FAILED";
    };
  }

  private static String head(Outcome o) {
    return switch (o.status()) {
      case IN_ORDER -> "1;32";
      case DIFFERENT -> "1;33";
      case FAILED -> "1;31";
    };
  }

  private String paint(String code, String text) {
    return color ? String.format(Locale.ROOT, "\u001b[%sm%s\u001b[0m", code, text) : text;
  }
}
