package org.lvsdirector.daemon.dump;

import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.GlobalDefs;
import org.lvsdirector.parser.model.KeepalivedConfig;

/** The global definitions in the state dumps, those that mean something here. */
public final class GlobalText {
  private GlobalText() {}

  /** Writes the section. */
  public static void write(TextLines out, KeepalivedConfig config) {
    GlobalDefs global = config.global();
    out.section("Global definitions");
    out.line(1, "Network namespace", config.process().netNamespace().orElse("(default)"));
    out.line(
        1, "Network namespace ipvs", config.process().ipvsNamespace().orElse("(main namespace)"));
    config.process().instance().ifPresent(name -> out.line(1, "Instance name", name));
    out.line(1, "Router ID", global.routerId());
    global
        .mail()
        .server()
        .ifPresent(
            server -> {
              out.line(1, "Smtp server", server.host());
              out.line(1, "Smtp server port", server.port());
            });
    global
        .files()
        .reload()
        .checkConfig()
        .ifPresentOrElse(
            log -> out.line(1, "Test config before reload, log file", log),
            () -> out.line(1, "No test config before reload"));
    out.line(1, "LVS flush", global.lvs().flush());
    out.line(1, "VRRP IPv4 mcast group", AddressText.of(global.vrrp().multicastGroup4()));
    out.line(1, "VRRP IPv6 mcast group", AddressText.of(global.vrrp().multicastGroup6()));
    out.line(1, "umask", "0" + Integer.toOctalString(global.files().umask()));
  }
}
