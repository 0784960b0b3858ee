package org.lvsdirector.parser.decode;

import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.source.ErrorClass;

/**
 * {@code path_check} sends what Direct Routing sends, so only servers that are reached by it have
 * one.
 */
final class PathCheckRules {
  private PathCheckRules() {}

  /** Decides which servers have a path check; their forwarding methods are known by now. */
  static void apply(Decoding out, VirtualServerDraft vs) {
    for (RealServerDraft rs : vs.realServers) {
      boolean wanted = rs.pathCheck == null ? vs.pathCheck : rs.pathCheck;
      boolean direct = rs.forwarding instanceof Forwarding.DirectRouting;
      if (wanted && !direct) {
        out.warning(
            ErrorClass.OK,
            rs.range,
            "real_server "
                + rs.label()
                + " has no path_check: it is for lb_kind DR alone (virtual_server "
                + vs.label()
                + ")");
      }
      rs.pathCheck = wanted && direct;
    }
  }
}
