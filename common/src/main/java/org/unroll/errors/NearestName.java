package org.unroll.errors;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a misspelt one was most probably meant to be. */
public final class NearestName {

  private NearestName() {}

  /**
   * Finds the nearest of the known names, if one is near enough to be worth suggesting: upper and
   * lower case count as equal, and so do a dotted name and its last part. A name also stands for
   * every longer one that begins with it.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= allowed(name))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Returns {@code "; did you mean X?"}, or nothing if no known name is near enough. */
  public static String suggestion(String name, Collection<String> known) {
    return of(name, known).map(nearest -> "; did you mean " + nearest + "?").orElse("");
  }

  /** About one slip in three letters, and never the whole of a short name. */
  private static int allowed(String name) {
    return Math.max(1, Math.min(4, lastPart(name).length() / 3));
  }

  private static int distance(String name, String candidate) {
    String given = name.toLowerCase(Locale.ROOT);
    String other = candidate.toLowerCase(Locale.ROOT);
    int whole = edits(given, other);
    if (lastPart(given).length() < 2) {
      return whole;
    }
    if (given.length() > 3 && other.startsWith(given) && !other.startsWith(given + ".")) {
      return Math.min(whole, 1);
    }
    // A key in the wrong section, or without one, is a smaller slip than a misspelling.
    int part = lastPart(other).equals(other) ? whole : edits(lastPart(given), lastPart(other)) + 1;
    return Math.min(whole, part);
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /**
   * The Damerau-Levenshtein distance of two words (optimal string alignment): insertions,
   * deletions, replacements and exchanges of neighbours.
   */
  static int edits(String a, String b) {
    int[][] distance = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        int replaced = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(
                distance[i - 1][j - 1] + replaced,
                Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, distance[i - 2][j - 2] + 1);
        }
        distance[i][j] = least;
      }
    }
    return distance[a.length()][b.length()];
  }
}
