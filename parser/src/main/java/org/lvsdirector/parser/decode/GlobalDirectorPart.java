package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.LvsDirectorSettings;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.Suggestions;
import org.lvsdirector.parser.syntax.Statement;
import org.lvsdirector.parser.syntax.Word;

/** Settings of our own: {@code @lvs_director} lines of global_defs, which keepalived skips. */
final class GlobalDirectorPart implements GlobalDefsDecoder.Part {
  private static final long SECOND = 1_000_000;

  private final GlobalDefsDecoder in;
  private final GlobalDraft global;
  private boolean merge = true;
  private OptionalLong heap = OptionalLong.empty();
  private Optional<String> socket = Optional.empty();
  private Optional<String> group = Optional.empty();
  private Optional<InetAddress> statusAddress = Optional.empty();
  private int statusPort;
  private Optional<String> token = Optional.empty();
  private boolean write;
  private final List<LvsDirectorSettings.DrainPeer> peers = new ArrayList<>();
  private Duration drift = LvsDirectorSettings.DEFAULT.driftInterval();
  private Duration watch = Duration.ZERO;
  private Optional<String> inventory = Optional.empty();
  private String stateDir = LvsDirectorSettings.DEFAULT.stateDir();
  private final Set<String> lintOff = new HashSet<>();

  GlobalDirectorPart(GlobalDefsDecoder in, GlobalDraft global) {
    this.in = in;
    this.global = global;
  }

  @Override
  public void finish() {
    global.director =
        new LvsDirectorSettings(
            merge,
            heap,
            socket,
            group,
            statusAddress,
            statusPort,
            token,
            write,
            peers,
            drift,
            watch,
            inventory,
            stateDir,
            lintOff);
  }

  @Override
  public boolean accept(Statement s) {
    switch (s.keyword().text()) {
      case "checker_merge" -> in.bool(s).ifPresent(v -> merge = v);
      case "worker_heap" -> heap(s);
      case "control_socket" -> socket = absolute(s).or(() -> socket);
      case "control_group" -> controlGroup(s);
      case "status_address" -> statusAddress = in.address(s, 0).or(() -> statusAddress);
      case "status_port" -> in.integer(s, 0, Range.PORT).ifPresent(v -> statusPort = (int) v);
      case "status_token_file" -> token = absolute(s).or(() -> token);
      case "status_write" -> in.bool(s).ifPresent(v -> write = v);
      case "drain_peer" -> drainPeer(s);
      case "drift_interval" -> in.seconds(s, 0, SECOND, 86_400 * SECOND).ifPresent(v -> drift = v);
      case "provision_watch" ->
          in.seconds(s, 0, 10 * SECOND, 604_800 * SECOND).ifPresent(v -> watch = v);
      case "provision_inventory" -> inventory = absolute(s).or(() -> inventory);
      case "state_dir" -> stateDir = absolute(s).orElse(stateDir);
      case "lint_off" -> {
        s.args().forEach(this::lintOff);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private Optional<String> absolute(Statement s) {
    if (BlockDecoder.text(s, 0).startsWith("/")) {
      return s.arg(0);
    }
    in.error(
        s,
        s.keyword().text()
            + ": \""
            + BlockDecoder.text(s, 0)
            + "\" (expected a path from the root), ignored");
    return Optional.empty();
  }

  private void drainPeer(Statement s) {
    Optional<InetAddress> address = in.address(s, 0);
    if (address.isPresent()) {
      in.integer(s, 1, Range.PORT)
          .ifPresent(
              port -> peers.add(new LvsDirectorSettings.DrainPeer(address.get(), (int) port)));
    }
  }

  private void lintOff(Word name) {
    if (Lint.named(name.text()).isPresent()) {
      lintOff.add(name.text());
      return;
    }
    Diagnostic unknown =
        Lint.UNKNOWN_LINT.at(
            name.range(),
            "lint_off: \"" + name.text() + "\" is not the name of a lint" + in.where());
    List<String> names = Arrays.stream(Lint.values()).map(Lint::lintName).toList();
    in.out.add(
        Suggestions.nearest(name.text(), names).map(unknown::withSuggestion).orElse(unknown));
  }

  private void controlGroup(Statement s) {
    if (in.out.environment().group(BlockDecoder.text(s, 0)).isEmpty()) {
      in.error(s, "control_group: group \"" + BlockDecoder.text(s, 0) + "\" is not known, ignored");
    } else {
      group = s.arg(0);
    }
  }

  private void heap(Statement s) {
    String text = BlockDecoder.text(s, 0).toUpperCase(Locale.ROOT);
    char unit = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    int shift =
        switch (unit) {
          case 'K' -> 10;
          case 'M' -> 20;
          case 'G' -> 30;
          default -> 0;
        };
    Numbers.Parsed number =
        Numbers.integer(shift == 0 ? text : text.substring(0, text.length() - 1), 10);
    Range megabytes = Range.of(16L << 20, 64L << 30);
    boolean small = number.value() >= 0 && number.value() <= megabytes.high();
    if (!number.whole() || !small || !megabytes.contains(number.value() << shift)) {
      in.error(s, "worker_heap: " + BlockDecoder.text(s, 0) + " (expected 16M..64G), ignored");
      return;
    }
    heap = OptionalLong.of(number.value() << shift);
  }
}
