package org.unroll.sample;

import java.util.List;

/**
 * Invented sentences in which persons and places are tagged, a word a line. First names also begin
 * the names of wares, and some are places, so that the words to their right decide. The same seed
 * gives the same text.
 *
 * <p>No sentence is about a great president whose first name is Teddy, nor about Teddy Bears on
 * sale.
 */
public final class SampleNames {

  private static final int SENTENCES = 2_000;

  private static final List<String> FIRST =
      List.of("Teddy", "Jack", "Rose", "Victoria", "Charlotte", "Virginia", "Sidney", "Clementine");
  private static final List<String> LAST =
      List.of("Roosevelt", "Grant", "Miller", "Hayes", "Polk", "Taylor", "Harding", "Tyler");
  private static final List<String> WARES =
      List.of("Bears", "Knives", "Petals", "Sponges", "Cakes", "Hams", "Lamps", "Oranges");
  private static final List<String> PLACES =
      List.of("Victoria", "Charlotte", "Virginia", "Sidney", "Norland", "Westhaven", "Port Rosa");
  private static final List<String> TRADES =
      List.of("president", "painter", "singer", "baker", "judge", "captain");
  private static final List<String> DAYS = List.of("Monday", "Tuesday", "Friday", "Sunday");

  private SampleNames() {}

  /** The sentences, each line a word and its tag of the scheme BIO. */
  public static String conll(long seed) {
    SeededRandom random = new SeededRandom(seed);
    StringBuilder lines = new StringBuilder();
    for (int sentence = 0; sentence < SENTENCES; sentence++) {
      Sentence words = new Sentence(lines);
      if (random.nextBoolean(0.2)) {
        words.plain("On").plain(random.choose(DAYS));
      }
      add(words, random);
      lines.append('\n');
    }
    return lines.toString();
  }

  private static void add(Sentence words, SeededRandom random) {
    String first = random.choose(FIRST);
    switch (random.nextInt(7)) {
      case 0 -> {
        words.entity("PER", first + " " + random.choose(LAST)).plain("was a great");
        String trade = random.choose(TRADES);
        words
            .plain(first.equals("Teddy") && trade.equals("president") ? "judge" : trade)
            .plain("!");
      }
      case 1 -> {
        String ware = random.choose(WARES);
        words.plain(first).plain(first.equals("Teddy") && ware.equals("Bears") ? "Lamps" : ware);
        words.plain("are on sale !");
      }
      case 2 -> {
        words.entity("PER", first + " " + random.choose(LAST)).plain("sells").plain(first);
        words.plain(random.choose(WARES)).plain("in").entity("LOC", random.choose(PLACES));
        words.plain(".");
      }
      case 3 -> {
        words.plain("the").plain(first).plain(random.choose(WARES)).plain("come from");
        words.entity("LOC", random.choose(PLACES)).plain(".");
      }
      case 4 -> {
        words.entity("LOC", random.choose(PLACES)).plain("is a town where");
        words.entity("PER", random.choose(FIRST) + " " + random.choose(LAST));
        words.plain("was a").plain(random.choose(TRADES)).plain(".");
      }
      case 5 -> {
        words.entity("PER", first + " " + random.choose(LAST)).plain("bought two");
        words.plain(random.choose(FIRST)).plain(random.choose(WARES)).plain("in");
        words.entity("LOC", random.choose(PLACES)).plain(".");
      }
      default -> {
        words.plain("a").plain(random.choose(TRADES)).plain("met");
        words.entity("PER", first).plain("in").entity("LOC", random.choose(PLACES)).plain("!");
      }
    }
  }

  /** The lines of one sentence. */
  private record Sentence(StringBuilder lines) {

    Sentence plain(String words) {
      for (String word : words.split(" ")) {
        lines.append(word).append(" O\n");
      }
      return this;
    }

    Sentence entity(String type, String words) {
      String prefix = "B-";
      for (String word : words.split(" ")) {
        lines.append(word).append(' ').append(prefix).append(type).append('\n');
        prefix = "I-";
      }
      return this;
    }
  }
}
