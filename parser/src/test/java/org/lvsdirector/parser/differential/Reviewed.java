package org.lvsdirector.parser.differential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A class of differences between keepalived 2.2.7 and us that was looked at and is right.
 *
 * @param ours our exit status, or {@code *}
 * @param theirs keepalived 2.2.7's, or {@code *}
 * @param found expression that occurs in our findings
 * @param said expression that occurs in keepalived's output
 * @param reason why
 */
record Reviewed(String ours, String theirs, Pattern found, Pattern said, String reason) {
  /** The list in the resources: five columns, {@code -} for any text. */
  static List<Reviewed> list() {
    try (InputStream in =
        Objects.requireNonNull(Reviewed.class.getResourceAsStream("reviewed.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .map(Reviewed::of)
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Reviewed of(String line) {
    String[] cells = line.split("\t");
    if (cells.length != 5) {
      throw new IllegalStateException("reviewed.tsv: 5 columns expected in: " + line);
    }
    return new Reviewed(cells[0], cells[1], pattern(cells[2]), pattern(cells[3]), cells[4]);
  }

  private static Pattern pattern(String cell) {
    return Pattern.compile(cell.equals("-") ? "" : cell, Pattern.MULTILINE);
  }

  boolean covers(Differential.Verdicts v) {
    return (ours.equals("*") || ours.equals(Integer.toString(v.ours())))
        && (theirs.equals("*") || theirs.equals(Integer.toString(v.theirs().status())))
        && found.matcher(v.found()).find()
        && said.matcher(v.theirs().output()).find();
  }
}
