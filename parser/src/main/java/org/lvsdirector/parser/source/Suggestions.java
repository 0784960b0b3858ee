package org.lvsdirector.parser.source;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Suggestions {
  private static final int LONGEST = 40;

  private Suggestions() {}

  /**
   * The candidate nearest to a word, if it is near enough: one slip for short words, two or three
   * for longer ones.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.length() > LONGEST || word.isEmpty()) {
      return Optional.empty();
    }
    int limit = word.length() <= 4 ? 1 : word.length() <= 8 ? 2 : 3;
    String best = null;
    int bestDistance = limit + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) <= limit && !candidate.equals(word)) {
        int distance = distance(word, candidate);
        boolean better = distance < bestDistance;
        boolean first = distance == bestDistance && best != null && candidate.compareTo(best) < 0;
        if (better || first) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours; a change of case counts nothing.
   */
  private static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= right.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      for (int j = 1; j <= right.length(); j++) {
        int change = same(left.charAt(i - 1), right.charAt(j - 1)) ? 0 : 1;
        int least =
            Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && same(left.charAt(i - 1), right.charAt(j - 2))
            && same(left.charAt(i - 2), right.charAt(j - 1))) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[left.length()][right.length()];
  }

  private static boolean same(char left, char right) {
    return Character.toLowerCase(left) == Character.toLowerCase(right);
  }
}
