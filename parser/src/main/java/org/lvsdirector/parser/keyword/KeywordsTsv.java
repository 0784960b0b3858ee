package org.lvsdirector.parser.keyword;

import java.util.stream.Collectors;

/**
 * The table as text: for {@code lvs-director keywords --tsv} and for the page {@code
 * conf-examples/KEYWORDS.md}.
 */
public final class KeywordsTsv {
  private KeywordsTsv() {}

  /**
   * Columns path, keyword, support, arguments, default, note; one line per keyword, a heading
   * first.
   */
  public static String print(KeywordTable table) {
    return "path\tkeyword\tsupport\targuments\tdefault\tnote\n"
        + table.rows().stream()
            .map(
                k ->
                    String.join(
                            "\t",
                            k.path(),
                            k.name(),
                            k.support().name(),
                            arguments(k),
                            k.defaultValue(),
                            note(k))
                        + "\n")
            .collect(Collectors.joining());
  }

  /** The page for people: one table per block. */
  public static String markdown(KeywordTable table) {
    var page =
        new StringBuilder(
            """
            # Keywords

            Generated from the keyword table; do not edit. USED: has its effect. IGNORED: harmless to ignore, the note says
            why. UNSUPPORTED: no effect yet, a warning says so each time. Keywords marked *ours* are written as
            `@lvs_director KEYWORD ...`, which keepalived skips.
            """);
    String path = "";
    for (Keyword k : table.rows().stream().sorted(KeywordsTsv::byPath).toList()) {
      if (!k.path().equals(path)) {
        path = k.path();
        page.append("\n## ")
            .append(path)
            .append("\n\n| keyword | support | arguments | default | note |\n");
        page.append("|---|---|---|---|---|\n");
      }
      page.append("| `").append(cell(k.name())).append('`').append(k.own() ? " *ours*" : "");
      page.append(" | ").append(k.support()).append(" | ").append(cell(arguments(k)));
      page.append(" | ").append(cell(k.defaultValue())).append(" | ").append(cell(note(k)));
      page.append(" |\n");
    }
    return page.toString();
  }

  private static int byPath(Keyword a, Keyword b) {
    return a.path().compareTo(b.path());
  }

  private static String arguments(Keyword k) {
    return k.range().isEmpty() ? k.arguments() : k.arguments() + " (" + k.range() + ")";
  }

  private static String note(Keyword k) {
    String alias = k.aliasOf().map(a -> "Old spelling of " + a).orElse("");
    return alias.isEmpty() || k.note().isEmpty() ? alias + k.note() : alias + "; " + k.note();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
