package org.lvsdirector.vrrp.track;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.TrackProcess;

/**
 * The quorum of a tracked process and its debounce (keepalived reference, VRRP 11.7).
 *
 * @param quorum what counts
 * @param actual what the number of processes says
 * @param changeAt when the actual value will count
 */
public record TrackedProcess(boolean quorum, boolean actual, Optional<Instant> changeAt) {
  /** The first count, which counts at once. */
  public static TrackedProcess first(TrackProcess config, int count) {
    boolean within = within(config, count);
    return new TrackedProcess(within, within, Optional.empty());
  }

  /** After the processes were counted. */
  public TrackedProcess seen(TrackProcess config, int count, Instant now) {
    boolean within = within(config, count);
    if (within == quorum) {
      return new TrackedProcess(quorum, within, Optional.empty());
    }
    Duration delay = within ? config.forkDelay() : config.terminateDelay();
    Instant at = changeAt.orElse(now.plus(delay));
    return now.isBefore(at)
        ? new TrackedProcess(quorum, within, Optional.of(at))
        : new TrackedProcess(within, within, Optional.empty());
  }

  private static boolean within(TrackProcess config, int count) {
    return count >= config.quorum()
        && (config.quorumMax().isEmpty() || count <= config.quorumMax().getAsInt());
  }

  /**
   * Whether a process is one of those tracked.
   *
   * @param comm its short name (up to 15 characters)
   * @param commandLine its arguments, the program first; empty for kernel threads
   */
  public static boolean matches(TrackProcess config, String comm, List<String> commandLine) {
    boolean full = config.fullCommand() || !config.parameters().isEmpty();
    if (!full) {
      String name = config.process().substring(config.process().lastIndexOf('/') + 1);
      return comm.equals(name.substring(0, Math.min(15, name.length())));
    }
    if (commandLine.isEmpty() || !commandLine.getFirst().equals(config.process())) {
      return false;
    }
    List<String> wanted = config.parameters();
    List<String> found = commandLine.subList(1, commandLine.size());
    return switch (config.parameterMatch()) {
      case NONE -> true;
      case EXACT -> found.equals(wanted);
      case INITIAL -> startsWith(found, wanted);
      case PARTIAL -> partial(found, wanted);
    };
  }

  private static boolean startsWith(List<String> found, List<String> wanted) {
    return found.size() >= wanted.size() && found.subList(0, wanted.size()).equals(wanted);
  }

  private static boolean partial(List<String> found, List<String> wanted) {
    if (wanted.isEmpty()) {
      return true;
    }
    int last = wanted.size() - 1;
    return found.size() > last
        && found.subList(0, last).equals(wanted.subList(0, last))
        && found.get(last).startsWith(wanted.get(last));
  }
}
