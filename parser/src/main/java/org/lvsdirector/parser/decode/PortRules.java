package org.lvsdirector.parser.decode;

import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServerGroup;
import org.lvsdirector.parser.model.VirtualServerGroup.Entry;

/** Ports of real servers and sorry servers (LVS 3.1). */
final class PortRules {
  private PortRules() {}

  /**
   * Only NAT has its own ports (LVS 3.1); a group keeps what is written and gets its ports when it
   * is programmed.
   */
  static void apply(Decoding out, VirtualServerDraft vs, VirtualAddress address) {
    if (address instanceof VirtualAddress.Group(var group, _)) {
      vs.realServers.forEach(rs -> compare(out, vs, rs, group));
      return;
    }
    boolean mark = address instanceof VirtualAddress.Fwmark;
    for (RealServerDraft rs : vs.realServers) {
      if (!(rs.forwarding instanceof Forwarding.Nat)) {
        if (rs.port != 0 && rs.port != vs.port) {
          out.warning(
              Lint.PORT_NOT_TRANSLATED,
              rs.range,
              "real_server "
                  + rs.label()
                  + (mark ? ": the port is ignored" : ": port " + vs.port + " is used")
                  + ", only NAT can have another in virtual_server "
                  + vs.label());
        }
        rs.port = mark ? 0 : vs.port;
      } else if (rs.port == 0 && !mark) {
        rs.port = vs.port;
      }
    }
    VirtualServerDraft.SorryDraft sorry = vs.sorry;
    if (sorry != null && !(sorry.forwarding instanceof Forwarding.Nat)) {
      if (sorry.port != 0 && sorry.port != vs.port) {
        out.warning(
            Lint.PORT_NOT_TRANSLATED,
            sorry.range,
            "the port of the sorry_server is ignored, only NAT can have another in virtual_server "
                + vs.label());
      }
      sorry.port = mark ? 0 : vs.port;
    }
  }

  /** What a group's entries make of a port of its own is only told. */
  private static void compare(
      Decoding out, VirtualServerDraft vs, RealServerDraft rs, VirtualServerGroup group) {
    if (rs.port == 0 || rs.forwarding instanceof Forwarding.Nat) {
      return;
    }
    for (Entry entry : group.entries()) {
      int port =
          switch (entry) {
            case Entry.Address a -> a.port();
            case Entry.Range r -> r.port();
            case Entry.Fwmark _ -> 0;
          };
      if (port != rs.port) {
        out.warning(
            Lint.PORT_NOT_TRANSLATED,
            rs.range,
            "real_server "
                + rs.label()
                + ": its port is not that of each entry of virtual_server_group "
                + group.name()
                + ", only NAT can have another in virtual_server "
                + vs.label());
        return;
      }
    }
  }
}
