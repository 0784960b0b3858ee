package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.source.SourceFile;

/**
 * Where the blocks of the root level lie in a main file, so that a later reading of it can leave
 * out the {@code virtual_server} blocks that have not changed.
 *
 * <p>There is one only for a text in which no block can change the meaning of another by its words:
 * none that includes a file, defines or uses a {@code $} name or has a sequence, each block
 * beginning a line, all of it read the same by every process.
 */
public final class Outline {
  private static final String SERVICE = "virtual_server";

  /** Texts are compared so many characters at a time. */
  private static final int PIECE = 4096;

  private final SourceFile file;
  private final List<Place> places;
  private final long words;
  private final long lines;

  /** Where a block and what follows it up to the next one begin. */
  private record Place(int start, int line, boolean service) {
    Place movedBy(int characters, int lines) {
      return new Place(start + characters, line + lines, service);
    }
  }

  private Outline(SourceFile file, List<Place> places, long words, long lines) {
    this.file = file;
    this.places = places;
    this.words = words;
    this.lines = lines;
  }

  /**
   * A text in the place of another: what lies between the first and the last difference belongs to
   * whole {@code virtual_server} blocks, before and after.
   *
   * @param first the first block that changed, counted over the blocks of the root level
   * @param last the last one
   * @param start where the first one begins
   * @param end where the last one ends in the new text
   * @param characters by how many the text became longer
   * @param lines by how many lines
   * @param gaps the unchanged {@code virtual_server} blocks in the new text
   */
  private record Extent(
      int first, int last, int start, int end, int characters, int lines, Gaps gaps) {}

  /** A change of the text that stays within {@code virtual_server} blocks. */
  public final class Change {
    private final Extent extent;
    private final String text;

    private Change(Extent extent, String text) {
      this.extent = extent;
      this.text = text;
    }

    /** The file that all ranges name. */
    public SourceFile file() {
      return file;
    }

    /** The new text. */
    public String text() {
      return text;
    }

    /** By how many lines everything behind the change has moved; up if negative. */
    public int lines() {
      return extent.lines;
    }

    /** How many {@code virtual_server} blocks stand before the change. */
    public int servicesBefore() {
      return services(0, extent.first);
    }

    /** How many stand behind it. */
    public int servicesBehind() {
      return services(extent.last + 1, places.size());
    }

    /** How many stood where the change is. */
    public int servicesReplaced() {
      return services(extent.first, extent.last + 1);
    }

    /** Whether a line of the old text is one of a {@code virtual_server} block that stays. */
    public boolean keeps(int line) {
      int index = -1;
      while (index + 1 < places.size() && places.get(index + 1).line <= line) {
        index++;
      }
      boolean replaced = index >= extent.first && index <= extent.last;
      return index >= 0 && !replaced && places.get(index).service;
    }

    Gaps gaps() {
      return extent.gaps;
    }

    /**
     * The outline of the new text.
     *
     * @param tree the new text without the blocks that stay
     * @return empty if the blocks do not lie as they should
     */
    public Optional<Outline> after(SyntaxTree tree) {
      List<Place> fresh = new ArrayList<>();
      long more = 0;
      int below = extent.last + 1 < places.size() ? places.get(extent.last + 1).line : 0;
      int from = places.get(extent.first).line;
      int to = below == 0 ? Integer.MAX_VALUE : below + extent.lines;
      List<Statement> inside = new ArrayList<>();
      for (Statement statement : tree.root(Role.PARENT).statements()) {
        int line = statement.keyword().at().number();
        boolean service = statement.keyword().text().equals(SERVICE);
        if (service != (line >= from && line < to)) {
          return Optional.empty();
        }
        if (service) {
          inside.add(statement);
          more += count(statement);
        }
      }
      long count = lines + extent.lines;
      if (words + more > Limits.WORDS
          || count > Limits.LINES
          || !locate(inside, file, text, extent.start, from, fresh)) {
        return Optional.empty();
      }
      List<Place> all = new ArrayList<>(places.subList(0, extent.first));
      all.addAll(fresh);
      for (Place place : places.subList(extent.last + 1, places.size())) {
        all.add(place.movedBy(extent.characters, extent.lines));
      }
      return Optional.of(new Outline(file, all, words + more, count));
    }
  }

  /** The outline of what a whole text became; empty if it has none. */
  public static Optional<Outline> of(SyntaxTree tree) {
    if (!tree.uniform() || tree.includeCheckFailed() || !tree.mainFileUsable()) {
      return Optional.empty();
    }
    Block root = tree.root(Role.PARENT);
    SourceFile file = root.at().file();
    String text = file.text();
    List<Place> places = new ArrayList<>(root.statements().size());
    if (!isPlain(text, 0, text.length()) || !locate(root.statements(), file, text, 0, 1, places)) {
      return Optional.empty();
    }
    long words = 0;
    for (Statement statement : root.statements()) {
      words += count(statement);
    }
    return Optional.of(new Outline(file, places, words, lineEnds(text, 0, text.length()) + 1L));
  }

  /** How many {@code virtual_server} blocks there are. */
  public int services() {
    return services(0, places.size());
  }

  /** Whether it is of that text. */
  public boolean isOf(String text) {
    return file.text().equals(text);
  }

  /** What has changed in the text; empty if it is more than {@code virtual_server} blocks. */
  public Optional<Change> change(String now) {
    String before = file.text();
    int front = front(before, now);
    int back = back(before, now, Math.min(before.length(), now.length()) - front);
    int first = startingBefore(front + 1) - 1;
    int last = startingBefore(before.length() - back + 1) - 1;
    if (first < 0 || services(first, last + 1) != last + 1 - first) {
      return Optional.empty();
    }
    int start = places.get(first).start;
    int characters = now.length() - before.length();
    int end = end(last, before) + characters;
    if (!isPlain(now, start, end)) {
      return Optional.empty();
    }
    int lines = lineEnds(now, start, end) - lineEnds(before, start, end(last, before));
    Gaps gaps = gaps(first, last, characters, now);
    return Optional.of(
        new Change(new Extent(first, last, start, end, characters, lines, gaps), now));
  }

  private Gaps gaps(int first, int last, int characters, String now) {
    List<Gaps.Gap> gaps = new ArrayList<>();
    int index = 0;
    while (index < places.size()) {
      boolean replaced = index >= first && index <= last;
      int next = index + 1;
      if (!replaced && places.get(index).service) {
        while (next < places.size() && next != first && places.get(next).service) {
          next++;
        }
        int moved = index > last ? characters : 0;
        int start = places.get(index).start + moved;
        boolean toTheEnd = next == places.size();
        int lines = toTheEnd ? 0 : places.get(next).line - places.get(index).line;
        gaps.add(
            new Gaps.Gap(start, toTheEnd ? now.length() : places.get(next).start + moved, lines));
      }
      index = next;
    }
    return Gaps.of(gaps);
  }

  private int services(int from, int to) {
    int services = 0;
    for (int i = from; i < to; i++) {
      services += places.get(i).service ? 1 : 0;
    }
    return services;
  }

  private int end(int index, String text) {
    return index + 1 < places.size() ? places.get(index + 1).start : text.length();
  }

  /** How many places begin before that character. */
  private int startingBefore(int position) {
    int low = 0;
    int high = places.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places.get(middle).start < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Finds statements in the text; false if one does not begin a line of its own. */
  private static boolean locate(
      List<Statement> statements,
      SourceFile file,
      String text,
      int start,
      int line,
      List<Place> into) {
    int position = start;
    int number = line;
    int before = 0;
    for (Statement statement : statements) {
      SourceLine at = statement.keyword().at();
      if (at.file() != file || at.origin().isPresent() || at.number() <= before) {
        return false;
      }
      for (; number < at.number(); number++) {
        position = text.indexOf('\n', position) + 1;
      }
      for (int i = position; i < position + statement.keyword().column() - 1; i++) {
        if (!LineText.isBlank(text.charAt(i))) {
          return false;
        }
      }
      before = number;
      into.add(new Place(position, number, statement.keyword().text().equals(SERVICE)));
    }
    return true;
  }

  /** Whether nothing in it reaches beyond its own line and block. */
  private static boolean isPlain(String text, int start, int end) {
    if (text.indexOf('$', start, end) >= 0 || text.indexOf('~', start, end) >= 0) {
      return false;
    }
    int include = text.indexOf("include", start, end);
    return include < 0;
  }

  private static long count(Statement statement) {
    long words = 1L + statement.args().size();
    for (Statement child : statement.children()) {
      words += count(child);
    }
    return words;
  }

  private static int lineEnds(String text, int start, int end) {
    int lines = 0;
    for (int i = text.indexOf('\n', start, end); i >= 0; i = text.indexOf('\n', i + 1, end)) {
      lines++;
    }
    return lines;
  }

  private static int front(String a, String b) {
    int most = Math.min(a.length(), b.length());
    int same = 0;
    while (same + PIECE <= most && a.regionMatches(same, b, same, PIECE)) {
      same += PIECE;
    }
    while (same < most && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same;
  }

  private static int back(String a, String b, int most) {
    int same = 0;
    while (same + PIECE <= most
        && a.regionMatches(a.length() - same - PIECE, b, b.length() - same - PIECE, PIECE)) {
      same += PIECE;
    }
    while (same < most && a.charAt(a.length() - same - 1) == b.charAt(b.length() - same - 1)) {
      same++;
    }
    return same;
  }
}
