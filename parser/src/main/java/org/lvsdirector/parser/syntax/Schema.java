package org.lvsdirector.parser.syntax;

import java.util.List;
import java.util.Set;

/**
 * Which keywords exist where. The structure of a keepalived file depends on it: braces after an
 * unknown keyword close the block around it (parser semantics 11.2), keywords of other processes
 * are skipped with their block (11.3).
 */
public interface Schema {
  /**
   * Looks a keyword up.
   *
   * @param path keywords of the blocks around it, outermost first; empty at root
   * @param keyword the word, compared with case
   * @return {@link Entry#UNKNOWN} if there is no such keyword there
   */
  Entry lookup(List<String> path, String keyword);

  /** Keywords known inside the block at {@code path}, for "did you mean". */
  Set<String> keywords(List<String> path);

  /** Names of the blocks that know a keyword, in the table's order, for hints. */
  List<String> homes(String keyword);

  /** What the block parser has to know of a keyword. */
  enum Kind {
    /** No such keyword here. */
    UNKNOWN,
    /** Takes words only. */
    PLAIN,
    /** Takes words; the raw line is split again as a script (parser semantics 13). */
    SCRIPT,
    /** Takes words and a block of keywords. */
    BLOCK,
    /** Takes a block whose lines are entries, not keywords (parser semantics 12). */
    VALUE_BLOCK
  }

  /**
   * A keyword as the block parser sees it.
   *
   * @param kind form
   * @param roles processes in which it is active; asked at root and inside blocks alike
   * @param uniqueName a block that needs exactly one name, and whose repetition with the same name
   *     is skipped (11.5, 19.4)
   * @param own a keyword of ours: known only on a line with the prefix {@code @lvs_director}
   */
  record Entry(Kind kind, Set<Role> roles, boolean uniqueName, boolean own) {
    /** No such keyword. */
    public static final Entry UNKNOWN = new Entry(Kind.UNKNOWN, Set.of(), false, false);

    public Entry {
      roles = Set.copyOf(roles);
    }

    public static Entry of(Kind kind, Set<Role> roles) {
      return new Entry(kind, roles, false, false);
    }
  }
}
