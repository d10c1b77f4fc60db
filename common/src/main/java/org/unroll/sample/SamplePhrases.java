package org.unroll.sample;

import java.util.List;
import java.util.Locale;

/**
 * Invented English sentences with their German translations, one pair a line. Articles and endings
 * depend on the gender and the case of a noun, and a German sentence that begins with the time has
 * the verb before the subject, so that no word has one translation. The same seed gives the same
 * pairs.
 */
public final class SamplePhrases {

  private static final int PAIRS = 8_000;

  private enum Gender {
    MASCULINE("der", "den", "ein", "einen", "er"),
    FEMININE("die", "die", "eine", "eine", "e"),
    NEUTER("das", "das", "ein", "ein", "es");

    private final String definite;
    private final String definiteObject;
    private final String indefinite;
    private final String indefiniteObject;
    private final String strongEnding;

    Gender(
        String definite,
        String definiteObject,
        String indefinite,
        String indefiniteObject,
        String strongEnding) {
      this.definite = definite;
      this.definiteObject = definiteObject;
      this.indefinite = indefinite;
      this.indefiniteObject = indefiniteObject;
      this.strongEnding = strongEnding;
    }
  }

  private record Noun(String english, String german, Gender gender) {}

  private record Word(String english, String german) {}

  private static final List<Noun> NOUNS =
      List.of(
          new Noun("dog", "Hund", Gender.MASCULINE),
          new Noun("man", "Mann", Gender.MASCULINE),
          new Noun("table", "Tisch", Gender.MASCULINE),
          new Noun("tree", "Baum", Gender.MASCULINE),
          new Noun("cat", "Katze", Gender.FEMININE),
          new Noun("woman", "Frau", Gender.FEMININE),
          new Noun("flower", "Blume", Gender.FEMININE),
          new Noun("lamp", "Lampe", Gender.FEMININE),
          new Noun("child", "Kind", Gender.NEUTER),
          new Noun("horse", "Pferd", Gender.NEUTER),
          new Noun("house", "Haus", Gender.NEUTER),
          new Noun("book", "Buch", Gender.NEUTER));
  private static final List<Word> ADJECTIVES =
      List.of(
          new Word("small", "klein"),
          new Word("old", "alt"),
          new Word("red", "rot"),
          new Word("beautiful", "schön"),
          new Word("white", "weiß"),
          new Word("new", "neu"));
  private static final List<Word> VERBS =
      List.of(
          new Word("sees", "sieht"),
          new Word("finds", "findet"),
          new Word("looks for", "sucht"),
          new Word("paints", "malt"),
          new Word("loves", "liebt"));
  private static final List<Word> TIMES =
      List.of(
          new Word("today", "heute"),
          new Word("in the evening", "am Abend"),
          new Word("again", "wieder"),
          new Word("on Monday", "am Montag"));

  private SamplePhrases() {}

  /** The pairs as tab-separated values with a header: {@code source} and {@code target}. */
  public static String tsv(long seed) {
    SeededRandom random = new SeededRandom(seed);
    StringBuilder lines = new StringBuilder("source\ttarget\n");
    for (int pair = 0; pair < PAIRS; pair++) {
      Word sentence = sentence(random);
      lines.append(sentence.english()).append('\t').append(sentence.german()).append('\n');
    }
    return lines.toString();
  }

  private static Word sentence(SeededRandom random) {
    Word subject = phrase(random, false);
    Word object = phrase(random, true);
    Word verb = random.choose(VERBS);
    String english = subject.english() + " " + verb.english() + " " + object.english();
    String german = subject.german() + " " + verb.german() + " " + object.german();
    if (random.nextBoolean(0.5)) {
      Word time = random.choose(TIMES);
      english = english + " " + time.english();
      german = time.german() + " " + verb.german() + " " + subject.german() + " " + object.german();
    }
    return new Word(capitalize(english) + " .", capitalize(german) + " .");
  }

  /** A noun with its article and perhaps an adjective. */
  private static Word phrase(SeededRandom random, boolean object) {
    Noun noun = random.choose(NOUNS);
    Gender gender = noun.gender();
    boolean definite = random.nextBoolean(0.5);
    String english = definite ? "the " : "a ";
    String german =
        definite
            ? (object ? gender.definiteObject : gender.definite)
            : (object ? gender.indefiniteObject : gender.indefinite);
    if (random.nextBoolean(0.5)) {
      Word adjective = random.choose(ADJECTIVES);
      boolean masculineObject = object && gender == Gender.MASCULINE;
      String ending = masculineObject ? "en" : definite ? "e" : gender.strongEnding;
      english = article(definite, adjective.english()) + adjective.english() + " ";
      german += " " + adjective.german() + ending;
    }
    return new Word(english + noun.english(), german + " " + noun.german());
  }

  private static String article(boolean definite, String next) {
    return definite ? "the " : "aeiou".indexOf(next.charAt(0)) >= 0 ? "an " : "a ";
  }

  private static String capitalize(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
