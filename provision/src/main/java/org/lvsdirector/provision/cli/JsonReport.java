package org.lvsdirector.provision.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lvsdirector.provision.plan.Check;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Step;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.probe.ProbeResult;
import org.lvsdirector.provision.run.Command;
import org.lvsdirector.provision.run.Outcome;

/** The outcomes as one JSON object. */
final class JsonReport {
  /**
   * Enough to see what is wrong with a server; whoever watches a thousand wants no more of each.
   */
  private static final int BRIEF = 5;

  private JsonReport() {}

  static String write(
      Command command,
      List<Outcome> outcomes,
      List<ProbeResult> probes,
      List<String> notes,
      int exit,
      boolean brief) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("command", command.word());
    out.put("hosts", outcomes.stream().map(o -> brief ? brief(o) : host(o)).toList());
    if (command == Command.VERIFY) {
      out.put("probes", probes.stream().map(JsonReport::probe).toList());
    }
    out.put("notes", notes);
    out.put("exit", exit);
    return Json.write(out);
  }

  private static Map<String, Object> head(Outcome o) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("name", o.name());
    out.put("address", Values.text(o.realServer()));
    out.put("status", o.status().name().toLowerCase(Locale.ROOT));
    return out;
  }

  /** Without what is in order. */
  private static Map<String, Object> brief(Outcome o) {
    Map<String, Object> out = head(o);
    out.put(
        "checks",
        o.checks().stream()
            .filter(c -> !c.satisfied())
            .limit(BRIEF)
            .map(JsonReport::check)
            .toList());
    if (!o.error().isEmpty()) {
      out.put("error", o.error());
    }
    out.put("problems", o.problems().stream().limit(BRIEF).toList());
    return out;
  }

  private static Map<String, Object> host(Outcome o) {
    Map<String, Object> out = head(o);
    out.put("methods", o.methods().stream().map(Method::word).toList());
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int i = 0; i < o.steps().size(); i++) {
      steps.add(step(o.steps().get(i), i < o.done()));
    }
    out.put("steps", steps);
    out.put("checks", o.checks().stream().map(JsonReport::check).toList());
    o.failedStep().ifPresent(n -> out.put("failedStep", n));
    if (!o.error().isEmpty()) {
      out.put("error", o.error());
    }
    out.put("problems", o.problems());
    out.put("notes", o.notes());
    out.put("millis", o.duration().toMillis());
    return out;
  }

  private static Map<String, Object> probe(ProbeResult probe) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("vip", Values.text(probe.vip()));
    out.put("interface", probe.device());
    out.put("ok", probe.good());
    out.put("asked", probe.trouble().isEmpty());
    out.put(
        "answers",
        probe.answers().stream()
            .map(a -> Map.of("mac", a.mac(), "realServer", a.realServer()))
            .toList());
    out.put("text", probe.sentence());
    return out;
  }

  private static Map<String, Object> step(Step step, boolean done) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("action", step.action().describe());
    out.put("reason", step.reason());
    out.put("done", done);
    return out;
  }

  private static Map<String, Object> check(Check check) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("want", check.want().describe());
    out.put("found", check.found());
    out.put("ok", check.satisfied());
    return out;
  }
}
