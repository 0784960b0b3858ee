package org.lvsdirector.provision.script;

/** Quoting for POSIX sh. */
public final class Shell {
  private Shell() {}

  /** The text as one word, whatever is in it. */
  public static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a zero byte cannot be quoted");
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
