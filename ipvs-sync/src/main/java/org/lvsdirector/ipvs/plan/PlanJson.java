package org.lvsdirector.ipvs.plan;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A plan for programs, as one JSON object:
 *
 * <pre>
 * {"changes":true,
 *  "services":[{"action":"change","service":"[10.0.0.1]:tcp:80","before":"…","after":"…",
 *    "servers":[{"action":"remove","server":"192.168.0.2:80","before":"…","after":null,"connections":3,"lost":3}]}],
 *  "notes":["…"],
 *  "lost_connections":3}
 * </pre>
 */
public final class PlanJson {
  private PlanJson() {}

  /** The plan as JSON on one line. */
  public static String of(Plan plan) {
    return "{\"changes\":"
        + !plan.isEmpty()
        + ",\"services\":"
        + array(plan.services(), PlanJson::service)
        + ",\"notes\":"
        + array(plan.notes(), PlanJson::text)
        + ",\"lost_connections\":"
        + plan.lostConnections()
        + "}\n";
  }

  private static String service(ServicePlan service) {
    return "{\"action\":"
        + action(service.action())
        + ",\"service\":"
        + text(service.service().toString())
        + states(service.before(), service.after())
        + ",\"servers\":"
        + array(service.servers(), PlanJson::server)
        + "}";
  }

  private static String server(ServerPlan server) {
    return "{\"action\":"
        + action(server.action())
        + ",\"server\":"
        + text(server.server().toString())
        + states(server.before(), server.after())
        + ",\"connections\":"
        + server.connections()
        + ",\"lost\":"
        + server.lost()
        + "}";
  }

  private static String states(Optional<String> before, Optional<String> after) {
    return ",\"before\":"
        + before.map(PlanJson::text).orElse("null")
        + ",\"after\":"
        + after.map(PlanJson::text).orElse("null");
  }

  private static String action(Action action) {
    return text(action.name().toLowerCase(Locale.ROOT));
  }

  private static <T> String array(Collection<T> items, Function<T, String> form) {
    return "[" + String.join(",", items.stream().map(form).toList()) + "]";
  }

  private static String text(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
