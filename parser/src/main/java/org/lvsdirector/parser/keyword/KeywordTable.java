package org.lvsdirector.parser.keyword;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.syntax.Schema;

/**
 * All keywords, read from the resource {@code keywords.tsv}: the single source for the block
 * parser, the decoders, did-you-mean and the printed list.
 */
public final class KeywordTable implements Schema {
  private static final KeywordTable STANDARD = load();

  private final List<Keyword> rows;
  private final Map<String, Map<String, Keyword>> byPath = new HashMap<>();
  private final Map<List<String>, Map<String, Entry>> entries = new HashMap<>();

  private KeywordTable(List<Keyword> rows) {
    this.rows = List.copyOf(rows);
    for (Keyword row : rows) {
      if (row.startsStatement()) {
        byPath.computeIfAbsent(row.path(), _ -> new LinkedHashMap<>()).put(row.name(), row);
        entries
            .computeIfAbsent(split(row.path()), _ -> new LinkedHashMap<>())
            .put(row.name(), row.entry());
      }
    }
  }

  /** The table of this release. */
  public static KeywordTable standard() {
    return STANDARD;
  }

  /** Every row, in table order. */
  public List<Keyword> rows() {
    return rows;
  }

  /** Keywords that may start a statement inside the given block, by name. */
  public Map<String, Keyword> level(String path) {
    return byPath.getOrDefault(path, Map.of());
  }

  @Override
  public Entry lookup(List<String> path, String keyword) {
    Map<String, Entry> level = entries.get(path);
    return level == null ? Entry.UNKNOWN : level.getOrDefault(keyword, Entry.UNKNOWN);
  }

  @Override
  public Set<String> keywords(List<String> path) {
    return entries.getOrDefault(path, Map.of()).keySet();
  }

  @Override
  public List<String> homes(String keyword) {
    return rows.stream()
        .filter(row -> row.startsStatement() && row.name().equals(keyword))
        .map(Keyword::path)
        .filter(path -> !path.equals(Keyword.ROOT))
        .map(path -> path.substring(path.lastIndexOf('.') + 1))
        .distinct()
        .toList();
  }

  private static List<String> split(String path) {
    return path.equals(Keyword.ROOT) ? List.of() : List.of(path.split("\\."));
  }

  private static KeywordTable load() {
    try (InputStream in =
        Objects.requireNonNull(KeywordTable.class.getResourceAsStream("keywords.tsv"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var rows = new ArrayList<Keyword>();
      text.lines().skip(1).map(KeywordTable::row).forEach(rows::add);
      return new KeywordTable(rows);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the keyword table from our own jar", e);
    }
  }

  private static Keyword row(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 12) {
      throw new IllegalStateException("keyword table: 12 columns expected in: " + line);
    }
    return new Keyword(
        cells[0],
        cells[1],
        Keyword.Kind.valueOf(cells[2].toUpperCase(Locale.ROOT)),
        Support.valueOf(cells[3]),
        missing(cells[4]),
        cells[5],
        cells[6],
        cells[7],
        cells[8],
        cells[9].isEmpty() ? Optional.empty() : Optional.of(cells[9]),
        cells[10].equals("lvs-director"),
        cells[11]);
  }

  private static Keyword.Missing missing(String cell) {
    return switch (cell) {
      case "exit" -> Keyword.Missing.EXIT;
      case "error" -> Keyword.Missing.ERROR;
      default -> Keyword.Missing.ALLOWED;
    };
  }
}
