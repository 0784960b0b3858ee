package org.lvsdirector.parser.model;

import java.util.List;

/**
 * How much of two lists is the same at both ends. The same objects are meant: to compare what they
 * hold would cost what is to be saved.
 *
 * @param head how many are the same from the first on
 * @param tail how many of the others are the same from the last back
 */
public record SameEnds(int head, int tail) {
  /** Nothing is the same. */
  public static final SameEnds NONE = new SameEnds(0, 0);

  /** Compares the present list with the one before it. */
  @SuppressWarnings("ReferenceEquality")
  public static <T> SameEnds of(List<T> before, List<T> now) {
    int least = Math.min(before.size(), now.size());
    if (before == now) {
      return new SameEnds(least, 0);
    }
    int head = 0;
    while (head < least && now.get(head) == before.get(head)) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && now.get(now.size() - 1 - tail) == before.get(before.size() - 1 - tail)) {
      tail++;
    }
    return new SameEnds(head, tail);
  }

  /** Whether both lists hold the same objects in the same order. */
  public static <T> boolean all(List<T> before, List<T> now) {
    return before.size() == now.size() && of(before, now).head == now.size();
  }
}
