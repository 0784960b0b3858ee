package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.lvsdirector.parser.model.ProcessTuning;
import org.lvsdirector.parser.syntax.Statement;

/** Names and priorities of the processes. */
final class GlobalProcessPart implements GlobalDefsDecoder.Part {
  private static final Range NICE = Range.of(-20, 19);
  private static final int NAME_LENGTH = 15;

  private final GlobalDefsDecoder in;
  private final GlobalDraft global;

  GlobalProcessPart(GlobalDefsDecoder in, GlobalDraft global) {
    this.in = in;
    this.global = global;
  }

  @Override
  public boolean accept(Statement s) {
    switch (s.keyword().text()) {
      case "process_names" -> {
        global.vrrpProcess = named(global.vrrpProcess, "keepalived_vrrp");
        global.checkerProcess = named(global.checkerProcess, "keepalived_lvs");
        global.bfdProcess = named(global.bfdProcess, "keepalived_bfd");
      }
      case "process_name" -> global.parentName = name(s);
      case "vrrp_process_name" -> global.vrrpProcess = named(global.vrrpProcess, name(s));
      case "checker_process_name", "lvs_process_name" ->
          global.checkerProcess = named(global.checkerProcess, name(s));
      case "bfd_process_name" -> global.bfdProcess = named(global.bfdProcess, name(s));
      case "max_auto_priority" -> autoPriority(s);
      case "min_auto_priority_delay" ->
          in.integer(s, 0, Range.of(1, 10_000_000))
              .ifPresent(v -> global.autoPriorityDelay = Duration.ofNanos(v * 1000));
      default -> {
        return tuned(s);
      }
    }
    return true;
  }

  private boolean tuned(Statement s) {
    String keyword = s.keyword().text();
    int underscore = keyword.indexOf('_');
    if (underscore < 0) {
      return false;
    }
    String rest = keyword.substring(underscore + 1);
    return switch (keyword.substring(0, underscore)) {
      case "vrrp" -> tuned(s, rest, global.vrrpProcess, t -> global.vrrpProcess = t);
      case "checker" -> tuned(s, rest, global.checkerProcess, t -> global.checkerProcess = t);
      case "bfd" -> tuned(s, rest, global.bfdProcess, t -> global.bfdProcess = t);
      default -> false;
    };
  }

  private boolean tuned(
      Statement s, String rest, ProcessTuning before, Consumer<ProcessTuning> store) {
    Optional<ProcessTuning> tuning = tuning(s, rest, before);
    tuning.ifPresent(store);
    return tuning.isPresent();
  }

  private Optional<ProcessTuning> tuning(Statement s, String what, ProcessTuning t) {
    return switch (what) {
      case "priority" ->
          Optional.of(
              new ProcessTuning(
                  t.name(),
                  (int) in.integer(s, 0, NICE).orElse(t.nice()),
                  t.noSwap(),
                  t.realtimePriority(),
                  t.cpuAffinity(),
                  t.rlimitRttimeMicros()));
      case "no_swap" ->
          Optional.of(
              new ProcessTuning(
                  t.name(),
                  t.nice(),
                  true,
                  t.realtimePriority(),
                  t.cpuAffinity(),
                  t.rlimitRttimeMicros()));
      case "rt_priority" ->
          Optional.of(
              new ProcessTuning(
                  t.name(),
                  t.nice(),
                  t.noSwap(),
                  realtime(s, t.realtimePriority()),
                  t.cpuAffinity(),
                  t.rlimitRttimeMicros()));
      case "cpu_affinity" ->
          Optional.of(
              new ProcessTuning(
                  t.name(),
                  t.nice(),
                  t.noSwap(),
                  t.realtimePriority(),
                  affinity(s),
                  t.rlimitRttimeMicros()));
      case "rlimit_rttime", "rlimit_rtime" ->
          Optional.of(
              new ProcessTuning(
                  t.name(),
                  t.nice(),
                  t.noSwap(),
                  t.realtimePriority(),
                  t.cpuAffinity(),
                  limit(s, t.rlimitRttimeMicros())));
      default -> Optional.empty();
    };
  }

  private int realtime(Statement s, int before) {
    Numbers.Parsed number = Numbers.integer(BlockDecoder.text(s, 0), 10);
    if (!number.whole()) {
      in.error(s, s.keyword().text() + ": \"" + BlockDecoder.text(s, 0) + "\" (expected 1..99)");
      return before;
    }
    int clamped = Math.clamp(number.value(), 1, 99);
    if (clamped != number.value()) {
      in.warning(
          s,
          s.keyword().text()
              + ": "
              + number.value()
              + " (expected 1..99), "
              + clamped
              + " is used");
    }
    return clamped;
  }

  private List<Integer> affinity(Statement s) {
    var cpus = new ArrayList<Integer>();
    for (int i = 0; i < s.args().size(); i++) {
      OptionalLong cpu = in.integer(s, i, Range.of(0, in.out.environment().processors() - 1L));
      if (cpu.isEmpty()) {
        return List.of();
      }
      cpus.add((int) cpu.getAsLong());
    }
    return cpus;
  }

  private long limit(Statement s, long before) {
    return Math.max(2, in.integer(s, 0, Range.of(1, 0xffff_ffffL)).orElse(before));
  }

  private void autoPriority(Statement s) {
    if (s.args().isEmpty()) {
      global.autoPriority = 99;
    } else {
      in.integer(s, 0, Range.of(-1, 99)).ifPresent(v -> global.autoPriority = (int) v);
    }
  }

  private String name(Statement s) {
    String name = BlockDecoder.text(s, 0);
    if (name.length() > NAME_LENGTH) {
      name = name.substring(0, NAME_LENGTH);
      in.warning(s, s.keyword().text() + " is longer than 15 characters, cut to " + name);
    }
    return name;
  }

  private static ProcessTuning named(ProcessTuning t, String name) {
    return new ProcessTuning(
        Optional.of(name),
        t.nice(),
        t.noSwap(),
        t.realtimePriority(),
        t.cpuAffinity(),
        t.rlimitRttimeMicros());
  }
}
