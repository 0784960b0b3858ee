package org.lvsdirector.parser.decode;

import org.lvsdirector.parser.syntax.Statement;

/** The form {@code weight N [reverse]} that tracked things share. */
final class Weights {
  private Weights() {}

  /** Whether the second argument is {@code reverse}; any other word is reported. */
  static boolean reverse(BlockDecoder in, Statement s) {
    if (s.args().size() < 2) {
      return false;
    }
    boolean reverse = BlockDecoder.text(s, 1).equals("reverse");
    if (!reverse) {
      in.error(s, "weight: \"" + BlockDecoder.text(s, 1) + "\" (expected reverse)");
    }
    return reverse;
  }
}
