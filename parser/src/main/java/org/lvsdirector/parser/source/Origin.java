package org.lvsdirector.parser.source;

/**
 * One step of the way by which text reached the place where it took effect.
 *
 * @param kind what brought the text there
 * @param name definition, sequence or file, as in {@code $VIPS}, {@code ~SEQ} or {@code vrrp.conf}
 * @param at where the text of the definition or sequence is written, or where the include line
 *     stands
 */
public record Origin(Kind kind, String name, SourceRange at) {
  /** What brought the text. */
  public enum Kind {
    /** The file was named by an include line. */
    INCLUDED,
    /** The text is the value of a {@code $} definition. */
    EXPANDED,
    /** The text was repeated by {@code ~SEQ} or {@code ~LST}. */
    REPEATED
  }
}
