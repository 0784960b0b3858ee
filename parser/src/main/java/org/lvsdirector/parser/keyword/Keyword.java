package org.lvsdirector.parser.keyword;

import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.syntax.Role;
import org.lvsdirector.parser.syntax.Schema;

/**
 * One row of the table.
 *
 * @param path keywords of the blocks around it joined with dots, {@code (root)} at root
 * @param name the keyword
 * @param kind its form
 * @param support what becomes of it
 * @param missing what keepalived does when the first argument is missing
 * @param arguments what it takes, for people
 * @param range allowed values, for people
 * @param defaultValue value when it is not written, for people
 * @param since version of keepalived that brought it
 * @param aliasOf newer keyword with the same effect, if this is an old spelling
 * @param own it is one of ours, known only after {@code @lvs_director}
 * @param note one sentence
 */
public record Keyword(
    String path,
    String name,
    Kind kind,
    Support support,
    Missing missing,
    String arguments,
    String range,
    String defaultValue,
    String since,
    Optional<String> aliasOf,
    boolean own,
    String note) {

  /** Path of keywords outside any block. */
  public static final String ROOT = "(root)";

  /** Form of a keyword. */
  public enum Kind {
    /** Takes words. */
    PLAIN,
    /** Takes no words. */
    FLAG,
    /** Takes a command line. */
    SCRIPT,
    /** Opens a block of keywords. */
    BLOCK,
    /** Opens a block of entries. */
    VALUEBLOCK,
    /** A word inside a line of a value block. */
    WORD,
    /** Belongs to the reading of lines. */
    PREPROCESSOR
  }

  /** What keepalived does when the first argument is missing. */
  public enum Missing {
    /** Nothing: there is none, or it may be absent. */
    ALLOWED,
    /** It complains and ignores the line. */
    ERROR,
    /** It exits with status 2 (keepalived reference, parser 10.5). */
    EXIT
  }

  /** Whether the keyword can start a statement. */
  boolean startsStatement() {
    return kind != Kind.WORD && kind != Kind.PREPROCESSOR;
  }

  /** The block parser's view. */
  Schema.Entry entry() {
    Set<Role> roles = Roles.of(path, name);
    return switch (kind) {
      case PLAIN, FLAG -> new Schema.Entry(Schema.Kind.PLAIN, roles, false, own);
      case SCRIPT -> new Schema.Entry(Schema.Kind.SCRIPT, roles, false, own);
      case BLOCK -> new Schema.Entry(Schema.Kind.BLOCK, roles, uniqueName(), own);
      case VALUEBLOCK -> new Schema.Entry(Schema.Kind.VALUE_BLOCK, roles, false, own);
      case WORD, PREPROCESSOR -> Schema.Entry.UNKNOWN;
    };
  }

  private boolean uniqueName() {
    return path.equals(ROOT)
        && switch (name) {
          case "vrrp_instance", "vrrp_sync_group", "track_group" -> true;
          default -> false;
        };
  }
}
