package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code vrrp_track_process NAME} (keepalived reference, VRRP 11.7).
 *
 * @param name name of the block
 * @param process first word of {@code process}: a name or a path
 * @param parameters further words of {@code process}
 * @param parameterMatch {@code param_match}; exact if parameters are given, otherwise none
 * @param weight {@code weight}, -254..254, default 0
 * @param reverse {@code weight N reverse}
 * @param quorum {@code quorum}, 1..65535, default 1
 * @param quorumMax {@code quorum_max}, 0..65535; empty is unlimited
 * @param terminateDelay {@code terminate_delay}: debounce of quorum loss, default 0
 * @param forkDelay {@code fork_delay}: debounce of quorum gain, default 0
 * @param fullCommand {@code full_command}: compare the whole command line, not the short name
 * @param range where the block starts
 */
public record TrackProcess(
    String name,
    String process,
    List<String> parameters,
    ParameterMatch parameterMatch,
    int weight,
    boolean reverse,
    int quorum,
    OptionalInt quorumMax,
    Duration terminateDelay,
    Duration forkDelay,
    boolean fullCommand,
    SourceRange range) {
  /** Copies the parameters. */
  public TrackProcess {
    parameters = List.copyOf(parameters);
  }

  /** How parameters are compared. */
  public enum ParameterMatch {
    /** Not at all. */
    NONE,
    /** All of them, equal. */
    EXACT,
    /** {@code initial}: the first ones, equal. */
    INITIAL,
    /** {@code partial}: the first ones, the last of which may go on. */
    PARTIAL
  }
}
