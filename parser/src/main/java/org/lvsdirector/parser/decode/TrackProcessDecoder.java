package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.TrackProcess;
import org.lvsdirector.parser.model.TrackProcess.ParameterMatch;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.syntax.Statement;
import org.lvsdirector.parser.syntax.Word;

/** Reads a vrrp_track_process block (keepalived reference, VRRP 11.7). */
final class TrackProcessDecoder extends BlockDecoder {
  private static final Range WEIGHT = Range.of(-254, 254);
  private static final Range QUORUM = Range.of(1, 65535);
  private static final Range QUORUM_MAX = Range.of(0, 65535);
  private static final long MAX_DELAY = 3_600_000_000L;

  private final String name;
  private @Nullable String process;
  private List<String> parameters = List.of();
  private @Nullable ParameterMatch match;
  private int weight;
  private boolean reverse;
  private int quorum = 1;
  private OptionalInt quorumMax = OptionalInt.empty();
  private Duration terminate = Duration.ZERO;
  private Duration fork = Duration.ZERO;
  private boolean fullCommand;

  TrackProcessDecoder(Decoding out, String name) {
    super(out, "vrrp_track_process");
    this.name = name;
  }

  @Override
  String where() {
    return " in vrrp_track_process " + name;
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "process" -> process(s);
      case "param_match" -> match(s);
      case "weight" -> {
        integer(s, 0, WEIGHT).ifPresent(v -> weight = (int) v);
        reverse |= Weights.reverse(this, s);
      }
      case "quorum" -> quorum(s);
      case "quorum_max" -> quorumMax(s);
      case "delay" ->
          delay(s)
              .ifPresent(
                  v -> {
                    fork = v;
                    terminate = v;
                  });
      case "terminate_delay" -> delay(s).ifPresent(v -> terminate = v);
      case "fork_delay" -> delay(s).ifPresent(v -> fork = v);
      case "full_command" -> fullCommand = true;
      default -> unhandled(s);
    }
  }

  private void process(Statement s) {
    if (process != null) {
      error(s, "process is written again, the first one stays");
      return;
    }
    process = text(s, 0);
    parameters = s.args().stream().skip(1).map(Word::text).toList();
  }

  private void match(Statement s) {
    switch (text(s, 0)) {
      case "" -> match = ParameterMatch.EXACT;
      case "initial" -> match = ParameterMatch.INITIAL;
      case "partial" -> match = ParameterMatch.PARTIAL;
      default -> error(s, "param_match: \"" + text(s, 0) + "\" (expected initial or partial)");
    }
  }

  private void quorum(Statement s) {
    OptionalInt value = small(s, QUORUM);
    if (value.isPresent() && quorumMax.isPresent() && value.getAsInt() > quorumMax.getAsInt()) {
      error(s, "quorum is above quorum_max, ignored");
    } else {
      quorum = value.orElse(quorum);
    }
  }

  private void quorumMax(Statement s) {
    OptionalInt value = small(s, QUORUM_MAX);
    if (value.isPresent() && value.getAsInt() == 0) {
      quorum = 0;
    }
    if (value.isPresent() && value.getAsInt() < quorum) {
      error(s, "quorum_max is below quorum, ignored");
    } else if (value.isPresent()) {
      quorumMax = value;
    }
  }

  private OptionalInt small(Statement s, Range range) {
    var value = integer(s, 0, range);
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  private Optional<Duration> delay(Statement s) {
    return seconds(s, 0, 1, MAX_DELAY);
  }

  Optional<TrackProcess> finished(SourceRange range) {
    if (process == null) {
      out.error(range, "no process" + where() + ", block ignored");
      return Optional.empty();
    }
    ParameterMatch none = parameters.isEmpty() ? ParameterMatch.NONE : ParameterMatch.EXACT;
    boolean full = fullCommand || !parameters.isEmpty() || match != null;
    return Optional.of(
        new TrackProcess(
            name,
            process,
            parameters,
            match == null ? none : match,
            weight,
            reverse,
            quorum,
            quorumMax,
            terminate,
            fork,
            full,
            range));
  }
}
