package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.Persistence;
import org.lvsdirector.parser.model.Protocol;
import org.lvsdirector.parser.model.Scheduler;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.syntax.Statement;

/** Reads a virtual_server block (keepalived reference, LVS 2 to 6). */
final class VirtualServerDecoder extends LvsBlockDecoder {
  static final String PATH = "virtual_server";
  private static final Map<String, Scheduler> SCHEDULERS = schedulers();
  private static final Map<String, AddressFamily> FAMILIES =
      Map.of("inet", AddressFamily.INET, "inet6", AddressFamily.INET6);
  private static final Range PERSISTENCE = Range.of(1, 2_678_400);
  private static final Range WEIGHT = Range.of(1, Integer.MAX_VALUE);
  private static final Range QUORUM = Range.of(1, 0xffff_ffffL);
  private static final Range PERCENT = Range.of(0, 100);
  private static final int ENGINE_LENGTH = 16;

  private final LvsContext lvs;
  private final VirtualServerDraft vs;

  VirtualServerDecoder(Decoding out, LvsContext lvs, VirtualServerDraft vs) {
    super(out, PATH);
    this.lvs = lvs;
    this.vs = vs;
  }

  private static Map<String, Scheduler> schedulers() {
    var map = new HashMap<String, Scheduler>();
    for (Scheduler scheduler : Scheduler.values()) {
      map.put(scheduler.keyword(), scheduler);
    }
    return map;
  }

  @Override
  String where() {
    String label = vs.label();
    return label.isEmpty() ? "" : " in virtual_server " + label;
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "real_server" -> realServer(s);
      case "ip_family" -> choice(s, 0, FAMILIES).ifPresent(f -> family(s, f));
      case "inhibit_on_failure" -> vs.inhibit = true;
      case "protocol" -> protocol(s);
      case "ha_suspend" -> vs.haSuspend = true;
      case "alpha" -> vs.alpha = true;
      case "omega" -> vs.omega = true;
      case "smtp_alert" -> bool(s).ifPresent(v -> vs.smtpAlert = v);
      case "virtualhost" -> vs.virtualhost = replace(s, vs.virtualhost);
      case "snmp_name" -> snmpName(s);
      case "lvs_method", "lb_kind" -> {
        Forwarding forwarding = forwarding(s);
        vs.forwarding = forwarding == null ? vs.forwarding : forwarding;
      }
      case "quorum" -> {
        vs.quorum = 1;
        integer(s, 0, QUORUM).ifPresent(v -> vs.quorum = v);
      }
      case "hysteresis" -> integer(s, 0, Range.UINT32).ifPresent(v -> vs.hysteresis = v);
      case "weight" -> integer(s, 0, WEIGHT).ifPresent(v -> vs.weight = (int) v);
      case "slow_start" -> slowStart(s).ifPresent(v -> vs.slowStart = v);
      case "panic_threshold" -> integer(s, 0, PERCENT).ifPresent(v -> vs.panicThreshold = (int) v);
      case "path_check" -> bool(s).ifPresent(v -> vs.pathCheck = v);
      default -> {
        if (!checkDefault(s, vs.checks) && !scheduling(s) && !scriptOrSorry(s)) {
          unhandled(s);
        }
      }
    }
  }

  private boolean scheduling(Statement s) {
    switch (s.keyword().text()) {
      case "lvs_sched", "lb_algo" -> choice(s, 0, SCHEDULERS).ifPresent(v -> vs.scheduler = v);
      case "ops" -> vs.ops = true;
      case "flag-1" -> vs.flag1 = true;
      case "flag-2" -> vs.flag2 = true;
      case "flag-3" -> vs.flag3 = true;
      case "hashed", "sh-port", "sh-fallback", "mh-port", "mh-fallback" -> hashFlag(s);
      case "persistence_timeout" -> {
        if (s.args().isEmpty()) {
          vs.persistence = Persistence.DEFAULT_TIMEOUT;
        } else {
          persistence(s);
        }
      }
      case "persistence_granularity" -> granularity(s);
      case "persistence_engine" -> engine(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Zero is out of range for keepalived too, but what was meant by it is plain. */
  private void persistence(Statement s) {
    Numbers.Parsed seconds = Numbers.integer(text(s, 0), 10);
    if (seconds.whole() && seconds.value() == 0) {
      out.error(
          Lint.PERSISTENCE_ZERO,
          ErrorClass.INVALID_NUMBER,
          at(s, 0),
          "persistence_timeout: " + text(s, 0) + " (expected " + PERSISTENCE + ")" + where());
    } else {
      integer(s, 0, PERSISTENCE).ifPresent(v -> vs.persistence = Duration.ofSeconds(v));
    }
  }

  private boolean scriptOrSorry(Statement s) {
    switch (s.keyword().text()) {
      case "quorum_up" -> {
        if (first(s, vs.quorumUpWritten)) {
          vs.quorumUpWritten = true;
          vs.quorumUp = lvs.scripts().notify(s, where());
        }
      }
      case "quorum_down" -> {
        if (first(s, vs.quorumDownWritten)) {
          vs.quorumDownWritten = true;
          vs.quorumDown = lvs.scripts().notify(s, where());
        }
      }
      case "sorry_server" -> {
        Endpoint e = endpoint(s, "sorry_server");
        if (e != null) {
          vs.sorry = new VirtualServerDraft.SorryDraft(e.address(), e.port(), s.range());
        }
      }
      case "sorry_server_inhibit" -> {
        if (vs.sorry == null) {
          error(s, "sorry_server_inhibit has no sorry_server before it, ignored");
        } else {
          vs.sorry.inhibit = true;
        }
      }
      case "sorry_server_lvs_method" -> {
        Forwarding forwarding = vs.sorry == null ? null : forwarding(s);
        if (vs.sorry == null) {
          error(s, "sorry_server_lvs_method has no sorry_server before it, ignored");
        } else if (forwarding != null) {
          vs.sorry.forwarding = forwarding;
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Scripts of servers keep their first definition (LVS 2). */
  private boolean first(Statement s, boolean written) {
    if (written) {
      error(s, s.keyword().text() + " is written again, the first one stays");
    }
    return !written;
  }

  private void hashFlag(Statement s) {
    String flag = s.keyword().text();
    boolean hashing = vs.scheduler == Scheduler.SH || vs.scheduler == Scheduler.MH;
    if (!hashing) {
      error(s, flag + " needs lvs_sched sh or mh before it, ignored");
      return;
    }
    String prefix = vs.scheduler == Scheduler.SH ? "sh-" : "mh-";
    if (flag.equals(prefix + "port")) {
      vs.flag2 = true;
    } else if (flag.equals(prefix + "fallback")) {
      vs.flag1 = true;
    }
  }

  private void family(Statement s, AddressFamily family) {
    if (vs.family != null && vs.family != family) {
      error(s, "ip_family: " + family.keyword() + " conflicts with " + vs.family.keyword());
    } else {
      vs.family = family;
    }
  }

  private void protocol(Statement s) {
    switch (text(s, 0).toUpperCase(Locale.ROOT)) {
      case "TCP" -> vs.protocol = Protocol.TCP;
      case "UDP" -> vs.protocol = Protocol.UDP;
      case "SCTP" -> vs.protocol = Protocol.SCTP;
      default ->
          out.error(
              at(s, 0), "protocol: \"" + text(s, 0) + "\" (expected TCP, UDP or SCTP)" + where());
    }
  }

  private void granularity(Statement s) {
    String text = text(s, 0);
    Optional<InetAddress> mask = text.indexOf('.') >= 0 ? Literals.ipv4(text) : Optional.empty();
    AddressFamily family;
    if (text.indexOf('.') >= 0 || vs.family == AddressFamily.INET) {
      if (mask.isEmpty()) {
        mask = ipv4Number(text);
      }
      if (mask.isEmpty()) {
        error(s, "persistence_granularity: \"" + text + "\" is not a netmask");
        return;
      }
      family = AddressFamily.INET;
    } else {
      var length = integer(s, 0, Range.of(1, 128));
      if (length.isEmpty()) {
        return;
      }
      vs.prefixLength = (int) length.getAsLong();
      family = AddressFamily.INET6;
    }
    if (vs.family != null && vs.family != family) {
      vs.prefixLength = null;
      error(s, "persistence_granularity: " + text + " is not for " + vs.family.keyword());
      return;
    }
    vs.family = family;
    mask.ifPresent(m -> vs.netmask = toInt(m.getAddress()));
    vs.persistence = vs.persistence == null ? Persistence.DEFAULT_TIMEOUT : vs.persistence;
  }

  /** The forms of inet_aton that are plain numbers: {@code 24} is the mask 0.0.0.24. */
  private static Optional<InetAddress> ipv4Number(String text) {
    Numbers.Parsed number = Numbers.integer(text, 0);
    if (!number.whole() || !Range.UINT32.contains(number.value())) {
      return Optional.empty();
    }
    long v = number.value();
    return Optional.of(
        Literals.ofBytes(
            new byte[] {(byte) (v >> 24), (byte) (v >> 16), (byte) (v >> 8), (byte) v}));
  }

  private static int toInt(byte[] b) {
    return (b[0] & 0xff) << 24 | (b[1] & 0xff) << 16 | (b[2] & 0xff) << 8 | (b[3] & 0xff);
  }

  private void engine(Statement s) {
    String name = text(s, 0);
    if (name.length() > ENGINE_LENGTH) {
      name = name.substring(0, ENGINE_LENGTH);
      warning(s, "persistence_engine is longer than 16 characters, cut to " + name);
    }
    vs.engine = name;
  }

  private void snmpName(Statement s) {
    if (s.args().size() != 1) {
      error(s, "snmp_name takes exactly one word, ignored");
    } else {
      vs.snmpName = replace(s, vs.snmpName);
    }
  }

  private void realServer(Statement s) {
    Endpoint endpoint = endpoint(s, "real_server");
    if (endpoint == null) {
      return;
    }
    var rs = new RealServerDraft(endpoint.address(), endpoint.port(), s.range());
    int scriptsBefore = out.scriptsSeen();
    new RealServerDecoder(out, lvs, vs, rs).decode(s.children());
    AddressFamily family = AddressFamily.of(rs.address);
    Forwarding forwarding = rs.forwarding == null ? vs.forwarding : rs.forwarding;
    boolean tunnelled = forwarding instanceof Forwarding.Tunnel;
    if (!tunnelled && vs.family != null && vs.family != family) {
      out.forgetScripts(scriptsBefore);
      out.error(
          rs.range,
          "real_server "
              + AddressText.of(rs.address)
              + " is "
              + family.keyword()
              + ", the service is "
              + vs.family.keyword()
              + "; real server ignored"
              + where());
      return;
    }
    if (!tunnelled && vs.family == null) {
      vs.family = family;
    }
    vs.realServers.add(rs);
  }
}
