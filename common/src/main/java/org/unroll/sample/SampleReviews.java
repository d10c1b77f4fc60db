package org.unroll.sample;

import java.util.List;
import java.util.Locale;

/**
 * Invented reviews of inns, one a line with its label. A negation turns round what is said of a
 * thing, and what follows a "but" counts more than what stands before it, so that single words do
 * not decide. Some guests err in the label. The same seed gives the same text.
 */
public final class SampleReviews {

  private static final int REVIEWS = 2_400;
  private static final double ERRORS = 0.025;
  private static final double BUTS = 0.3;

  private static final List<String> THINGS =
      List.of(
          "room",
          "bed",
          "breakfast",
          "view",
          "service",
          "garden",
          "bath",
          "soup",
          "terrace",
          "bread",
          "cellar",
          "stove");
  private static final List<String> GOOD =
      List.of("clean", "excellent", "friendly", "quiet", "warm", "lovely", "fresh", "bright");
  private static final List<String> BAD =
      List.of("dirty", "dreadful", "rude", "noisy", "cold", "shabby", "stale", "dark");
  private static final List<String> DEGREES = List.of("very ", "quite ", "really ", "", "", "");

  private SampleReviews() {}

  /** The reviews as tab-separated values with a header: {@code text} and {@code label}. */
  public static String tsv(long seed) {
    SeededRandom random = new SeededRandom(seed);
    StringBuilder lines = new StringBuilder("text\tlabel\n");
    for (int review = 0; review < REVIEWS; review++) {
      boolean kind = random.nextBoolean(0.5);
      String text = review(random, kind);
      boolean label = random.nextBoolean(ERRORS) != kind;
      lines.append(text).append('\t').append(label ? "kind" : "unkind").append('\n');
    }
    return lines.toString();
  }

  private static String review(SeededRandom random, boolean kind) {
    StringBuilder text = new StringBuilder(sentence(random, kind));
    for (int more = random.nextInt(3); more > 0; more--) {
      text.append(' ').append(sentence(random, kind));
    }
    return text.toString();
  }

  private static String sentence(SeededRandom random, boolean kind) {
    String said =
        random.nextBoolean(BUTS)
            ? clause(random, !kind) + " , but " + clause(random, kind)
            : clause(random, kind);
    return said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1) + " .";
  }

  private static String clause(SeededRandom random, boolean kind) {
    boolean negated = random.nextBoolean(0.35);
    String word = random.choose(kind == negated ? BAD : GOOD);
    String said = negated ? "not " + word : random.choose(DEGREES) + word;
    String thing = random.choose(THINGS);
    return switch (random.nextInt(4)) {
      case 0 -> "the " + thing + " was " + said;
      case 1 -> "we found the " + thing + " " + said;
      case 2 -> "everybody told us that the " + thing + " was " + said;
      default -> "on the second day the " + thing + " was " + said;
    };
  }
}
