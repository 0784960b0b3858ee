package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.Protocol;
import org.lvsdirector.parser.model.Scheduler;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.source.SourceRange;

/** A virtual_server block as it is written; null is not written. */
final class VirtualServerDraft {
  final SourceRange range;

  // what it listens to: one of these
  @Nullable InetAddress address;
  int port;
  @Nullable Long fwmark;
  @Nullable String group;

  @Nullable AddressFamily family;
  final CheckDefaults checks = new CheckDefaults();
  @Nullable Protocol protocol;
  @Nullable Scheduler scheduler;
  boolean ops;
  boolean flag1;
  boolean flag2;
  boolean flag3;
  @Nullable Duration persistence;
  @Nullable Integer netmask;
  @Nullable Integer prefixLength;
  @Nullable String engine;
  @Nullable Forwarding forwarding;
  boolean inhibit;
  boolean alpha;
  boolean omega;
  boolean haSuspend;
  @Nullable Boolean smtpAlert;
  @Nullable String virtualhost;
  @Nullable String snmpName;
  long quorum = 1;
  long hysteresis;
  int weight = 1;
  Optional<ScriptCommand> quorumUp = Optional.empty();
  Optional<ScriptCommand> quorumDown = Optional.empty();
  boolean quorumUpWritten;
  boolean quorumDownWritten;
  @Nullable SorryDraft sorry;
  final List<RealServerDraft> realServers = new ArrayList<>();
  Duration slowStart = Duration.ZERO;
  int panicThreshold;
  boolean pathCheck;
  int groupIndex;

  VirtualServerDraft(SourceRange range) {
    this.range = range;
  }

  /** Name for messages, as keepalived writes it, as far as it is known yet. */
  String label() {
    if (group != null) {
      return "[" + group + "]:" + groupIndex;
    }
    if (fwmark != null) {
      return "FWM " + fwmark;
    }
    if (address == null) {
      return "";
    }
    String ip = "[" + AddressText.of(address) + "]:";
    return ip + (protocol == null ? "" : protocol.keyword() + ":") + port;
  }

  /** A sorry server. */
  static final class SorryDraft {
    final InetAddress address;
    int port;
    @Nullable Forwarding forwarding;
    boolean inhibit;
    final SourceRange range;

    SorryDraft(InetAddress address, int port, SourceRange range) {
      this.address = address;
      this.port = port;
      this.range = range;
    }
  }
}
