package org.lvsdirector.parser.model;

import java.util.List;
import java.util.Optional;

/**
 * Priorities of one process.
 *
 * @param name {@code *_process_name} or what {@code process_names} gives, at most 15 characters
 * @param nice {@code *_priority}, -20..19, default 0
 * @param noSwap {@code *_no_swap}: lock memory
 * @param realtimePriority {@code *_rt_priority}, 1..99; 0 (default) is off
 * @param cpuAffinity {@code *_cpu_affinity}; empty is any processor
 * @param rlimitRttimeMicros {@code *_rlimit_rttime} in µs, default 10000
 */
public record ProcessTuning(
    Optional<String> name,
    int nice,
    boolean noSwap,
    int realtimePriority,
    List<Integer> cpuAffinity,
    long rlimitRttimeMicros) {
  /** Nothing configured. */
  public static final ProcessTuning DEFAULT =
      new ProcessTuning(Optional.empty(), 0, false, 0, List.of(), 10_000);

  /** Copies the processors. */
  public ProcessTuning {
    cpuAffinity = List.copyOf(cpuAffinity);
  }
}
