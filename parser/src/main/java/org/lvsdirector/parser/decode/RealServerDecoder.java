package org.lvsdirector.parser.decode;

import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.syntax.Statement;

/** Reads a real_server block (keepalived reference, LVS 2, 8). */
final class RealServerDecoder extends LvsBlockDecoder {
  static final String PATH = "virtual_server.real_server";
  private static final Range WEIGHT = Range.of(0, Integer.MAX_VALUE);

  private final LvsContext lvs;
  private final VirtualServerDraft vs;
  private final RealServerDraft rs;

  RealServerDecoder(Decoding out, LvsContext lvs, VirtualServerDraft vs, RealServerDraft rs) {
    super(out, PATH);
    this.lvs = lvs;
    this.vs = vs;
    this.rs = rs;
  }

  @Override
  String where() {
    return " in real_server " + rs.label() + " of virtual_server " + vs.label();
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "weight" -> integer(s, 0, WEIGHT).ifPresent(v -> rs.weight = (int) v);
      case "TCP_CHECK",
          "HTTP_GET",
          "SSL_GET",
          "MISC_CHECK",
          "SMTP_CHECK",
          "DNS_CHECK",
          "UDP_CHECK",
          "PING_CHECK",
          "FILE_CHECK",
          "BFD_CHECK",
          "AGENT_CHECK" ->
          checker(s);
      case "lvs_method" -> {
        Forwarding forwarding = forwarding(s);
        rs.forwarding = forwarding == null ? rs.forwarding : forwarding;
      }
      case "uthreshold" -> integer(s, 0, Range.UINT32).ifPresent(v -> rs.upper = v);
      case "lthreshold" -> integer(s, 0, Range.UINT32).ifPresent(v -> rs.lower = v);
      case "inhibit_on_failure" -> bool(s).ifPresent(v -> rs.inhibit = v);
      case "alpha" -> bool(s).ifPresent(v -> rs.checks.alpha = v);
      case "smtp_alert" -> bool(s).ifPresent(v -> rs.smtpAlert = v);
      case "virtualhost" -> rs.virtualhost = replace(s, rs.virtualhost);
      case "slow_start" -> slowStart(s).ifPresent(v -> rs.slowStart = v);
      case "path_check" -> bool(s).ifPresent(v -> rs.pathCheck = v);
      default -> {
        if (!checkDefault(s, rs.checks) && !rare(s)) {
          unhandled(s);
        }
      }
    }
  }

  private boolean rare(Statement s) {
    switch (s.keyword().text()) {
      case "notify_up" -> {
        if (first(s, rs.notifyUpWritten)) {
          rs.notifyUpWritten = true;
          rs.notifyUp = lvs.scripts().notify(s, where());
        }
      }
      case "notify_down" -> {
        if (first(s, rs.notifyDownWritten)) {
          rs.notifyDownWritten = true;
          rs.notifyDown = lvs.scripts().notify(s, where());
        }
      }
      case "snmp_name" -> {
        if (s.args().size() != 1) {
          error(s, "snmp_name takes exactly one word, ignored");
        } else {
          rs.snmpName = replace(s, rs.snmpName);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean first(Statement s, boolean written) {
    if (written) {
      error(s, s.keyword().text() + " is written again, the first one stays");
    }
    return !written;
  }

  private void checker(Statement s) {
    var checker = new CheckerDraft(s.keyword().text(), s.range());
    var decoder = new CheckerDecoder(out, lvs, rs, checker, this);
    decoder.decode(s.children());
    if (decoder.usable()) {
      rs.checkers.add(checker);
    }
  }
}
