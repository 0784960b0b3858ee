package org.lvsdirector.parser.model;

import java.util.Optional;

/**
 * The account a script runs as. Names are resolved while the file is decoded, so an unknown user is
 * a diagnostic there.
 *
 * @param user account name as configured ({@code script_user}, {@code user}, or the words after a
 *     script), or the name of the default account; empty when keepalived's own identity is meant
 * @param group group name if one was written; otherwise the user's primary group is used
 * @param uid numeric user id
 * @param gid numeric group id
 * @param supplementaryGroups whether the user's supplementary groups are loaded ({@code :GROUP},
 *     {@code :} or {@code set_supplementary_groups}); otherwise they are cleared
 */
public record ScriptUser(
    Optional<String> user, Optional<String> group, int uid, int gid, boolean supplementaryGroups) {
  /** The identity of the daemon itself when it runs as root; also the handy one for tests. */
  public static final ScriptUser ROOT =
      new ScriptUser(Optional.of("root"), Optional.empty(), 0, 0, false);
}
