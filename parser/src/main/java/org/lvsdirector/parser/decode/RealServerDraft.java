package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.source.SourceRange;

/** A real_server block as it is written; null is not written. */
final class RealServerDraft {
  final InetAddress address;
  int port;
  final SourceRange range;
  final CheckDefaults checks = new CheckDefaults();
  @Nullable Integer weight;
  @Nullable Forwarding forwarding;
  long upper;
  long lower;
  @Nullable Boolean inhibit;
  @Nullable Boolean smtpAlert;
  Optional<ScriptCommand> notifyUp = Optional.empty();
  Optional<ScriptCommand> notifyDown = Optional.empty();
  boolean notifyUpWritten;
  boolean notifyDownWritten;
  @Nullable String virtualhost;
  @Nullable String snmpName;
  final List<CheckerDraft> checkers = new ArrayList<>(1);
  @Nullable Duration slowStart;
  @Nullable Boolean pathCheck;

  RealServerDraft(InetAddress address, int port, SourceRange range) {
    this.address = address;
    this.port = port;
    this.range = range;
  }

  String label() {
    return "[" + AddressText.of(address) + "]:" + port;
  }
}
