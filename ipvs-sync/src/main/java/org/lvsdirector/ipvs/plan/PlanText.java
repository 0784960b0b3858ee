package org.lvsdirector.ipvs.plan;

import java.util.Optional;

/** A plan for people. */
public final class PlanText {
  private static final String RESET = "\u001b[0m";

  private final boolean colour;
  private final StringBuilder out = new StringBuilder();

  private PlanText(boolean colour) {
    this.colour = colour;
  }

  /** The plan as lines; green, yellow and red when colour is on. */
  public static String of(Plan plan, boolean colour) {
    if (plan.isEmpty()) {
      return "No change.\n";
    }
    PlanText text = new PlanText(colour);
    plan.services().forEach(text::service);
    plan.notes().forEach(note -> text.line(Action.CHANGE, "", note));
    text.summary(plan);
    return text.out.toString();
  }

  private void service(ServicePlan service) {
    String settings =
        service.action() == Action.CHANGE && !service.editsService()
            ? ""
            : "  " + change(service.before(), service.after());
    line(service.action(), "", "service " + service.service() + settings);
    for (ServerPlan server : service.servers()) {
      line(
          server.action(),
          "    ",
          server.server() + "  " + change(server.before(), server.after()) + hit(server));
    }
  }

  private static String change(Optional<String> before, Optional<String> after) {
    if (before.isPresent() && after.isPresent()) {
      return before.get() + " -> " + after.get();
    }
    return before.or(() -> after).orElse("");
  }

  private static String hit(ServerPlan server) {
    if (server.connections() == 0) {
      return "";
    }
    String fate = server.action() == Action.REMOVE ? " cut off" : " kept";
    return "  (" + number(server.connections(), "connection") + fate + ")";
  }

  private void line(Action action, String indent, String text) {
    String line = indent + action.sign() + " " + text;
    out.append(colour ? shade(action) + line + RESET : line).append('\n');
  }

  private static String shade(Action action) {
    return switch (action) {
      case ADD -> "\u001b[32m";
      case CHANGE -> "\u001b[33m";
      case REMOVE -> "\u001b[31m";
    };
  }

  private void summary(Plan plan) {
    out.append("Services: ")
        .append(
            counts(plan.count(Action.ADD), plan.count(Action.CHANGE), plan.count(Action.REMOVE)));
    out.append(" Servers: ")
        .append(
            counts(
                plan.countServers(Action.ADD),
                plan.countServers(Action.CHANGE),
                plan.countServers(Action.REMOVE)));
    out.append(' ').append(number(plan.lostConnections(), "connection")).append(" cut off.\n");
  }

  private static String counts(long added, long changed, long removed) {
    return added + " added, " + changed + " changed, " + removed + " removed.";
  }

  private static String number(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
