package org.unroll.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.unroll.inference.Batcher;
import org.unroll.inference.Distribution;
import org.unroll.inference.Session;
import org.unroll.suggest.PieceWord.Part;
import org.unroll.suggest.Suggester.Suggestion;

/**
 * A search for words made of several tokens: a beam search that ends when no open beginning is more
 * probable than the words that were found.
 */
final class PieceSearch implements WordSearch {

  /** The beginnings that are followed at once, and those of them that end within a character. */
  private static final int WIDTH = 8;

  private static final int CUT_WIDTH = 4;

  /** The most tokens of a word. */
  private static final int MAX_TOKENS = 24;

  /** After these a word begins without a space. */
  private static final String OPENING = "([{<\"'“‘«‹„‚¿¡-/_@#";

  private final Batcher batcher;
  private final StateCache cache;
  private final TokenPieces pieces;

  PieceSearch(Batcher batcher, StateCache cache, TokenPieces pieces) {
    this.batcher = batcher;
    this.cache = cache;
    this.pieces = pieces;
  }

  /** The words found so far, and the probability of all beginnings that have the letters. */
  private static final class Found {

    final List<Suggestion> words = new ArrayList<>();
    double covering;
  }

  @Override
  public List<Suggestion> find(String context, String prefix, int count) {
    String text = withoutSpace(context);
    boolean spaced = needsSpace(context, text);
    boolean spaceRead = spaced && !pieces.ownSpaces();
    Session start = cache.after(batcher.model().encode(spaceRead ? text + " " : text));
    Found found = new Found();
    List<PieceWord> open =
        expand(
            PieceWord.start(start, Folding.fold(prefix)),
            start.next(),
            spaced && pieces.ownSpaces(),
            found);
    for (int length = 1; length < MAX_TOKENS && !open.isEmpty(); length++) {
      if (isDecided(found.words, open.get(0), count)) {
        break;
      }
      open = lengthen(open, found);
    }
    double total = prefix.isEmpty() || found.covering == 0 ? 1 : found.covering;
    found.words.sort(Comparator.comparingDouble(Suggestion::probability).reversed());
    return found.words.stream()
        .limit(count)
        .map(word -> new Suggestion(word.word(), word.probability() / total))
        .toList();
  }

  private static String withoutSpace(String context) {
    int end = context.length();
    while (end > 0 && (context.charAt(end - 1) == ' ' || context.charAt(end - 1) == '\t')) {
      end--;
    }
    return context.substring(0, end);
  }

  /** Whether a space stands between a text and the next word, written or not. */
  private static boolean needsSpace(String context, String text) {
    if (text.isEmpty() || text.endsWith("\n") || text.endsWith("\r")) {
      return false;
    }
    return text.length() < context.length() || OPENING.indexOf(text.charAt(text.length() - 1)) < 0;
  }

  /** Whether enough words are more probable than all that may come. */
  private static boolean isDecided(List<Suggestion> words, PieceWord best, int count) {
    double open = Math.exp(best.logProbability());
    return words.stream().filter(word -> word.probability() >= open).count() >= count;
  }

  /** Reads the last token of each beginning, and adds one more. */
  private List<PieceWord> lengthen(List<PieceWord> open, Found found) {
    List<Session> sessions = new ArrayList<>();
    int[] ids = new int[open.size()];
    for (int i = 0; i < ids.length; i++) {
      sessions.add(open.get(i).session().fork());
      ids[i] = open.get(i).last();
    }
    List<Distribution> next = batcher.step(sessions, ids);
    List<PieceWord> longer = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      PieceWord word = open.get(i);
      if (word.isWhole()) {
        double probability = Math.exp(word.logProbability()) * endProbability(next.get(i));
        found.words.add(new Suggestion(word.text(), probability));
      }
      longer.addAll(expand(word.after(sessions.get(i)), next.get(i), false, found));
    }
    return best(longer);
  }

  /** The probability that a word has ended: that no token comes which would go on with it. */
  private double endProbability(Distribution next) {
    PrefixIndex bare = pieces.index(false);
    double goesOn = 0;
    for (int place = 0; place < bare.size(); place++) {
      goesOn += next.probability(bare.id(place));
    }
    for (TokenPieces.Partial partial : pieces.partials(false)) {
      goesOn += next.probability(partial.id());
    }
    return Math.max(0, 1 - goesOn);
  }

  private static List<PieceWord> best(List<PieceWord> words) {
    words.sort(Comparator.comparingDouble(PieceWord::logProbability).reversed());
    List<PieceWord> best = new ArrayList<>();
    int whole = 0;
    int cut = 0;
    for (PieceWord word : words) {
      // The many bytes that may begin a character must not crowd out what is one already.
      if (word.isCut() ? cut++ < CUT_WIDTH : whole++ < WIDTH) {
        best.add(word);
      }
    }
    return best;
  }

  /** The most probable beginnings with one more token. */
  private List<PieceWord> expand(
      PieceWord word, Distribution next, boolean behindSpace, Found found) {
    List<PieceWord> longer = new ArrayList<>();
    PrefixIndex index = pieces.index(behindSpace);
    if (!word.isCut()) {
      addRange(word, next, index, index.startingWith(word.left()), longer, found);
      for (int length = 0; length < word.left().length(); length++) {
        PrefixIndex.Range equal = index.equalTo(word.left().substring(0, length));
        for (int place = equal.from(); place < equal.to(); place++) {
          int id = index.id(place);
          Part part = new Part(id, pieces.text(id), word.left().substring(length));
          longer.add(word.with(part, next.logProbability(id)));
        }
      }
    }
    for (TokenPieces.Partial partial : pieces.partials(behindSpace)) {
      PieceWord cut = word.withBytes(partial, next.logProbability(partial.id()));
      if (cut != null) {
        longer.add(cut);
        found.covering += covers(word, cut) ? Math.exp(cut.logProbability()) : 0;
      }
    }
    return best(longer);
  }

  private static boolean covers(PieceWord before, PieceWord after) {
    return !before.left().isEmpty() && after.left().isEmpty();
  }

  /** Adds the most probable of some neighbours, each of which has all letters that are left. */
  private void addRange(
      PieceWord word,
      Distribution next,
      PrefixIndex index,
      PrefixIndex.Range range,
      List<PieceWord> longer,
      Found found) {
    int[] ids = new int[WIDTH];
    float[] scores = new float[WIDTH];
    int size = 0;
    double sum = 0;
    boolean counts = !word.left().isEmpty();
    for (int place = range.from(); place < range.to(); place++) {
      int id = index.id(place);
      float score = next.logProbability(id);
      sum += counts ? Math.exp(score) : 0;
      if (size < WIDTH || score > scores[size - 1]) {
        int at = size < WIDTH ? size++ : size - 1;
        while (at > 0 && score > scores[at - 1]) {
          ids[at] = ids[at - 1];
          scores[at] = scores[--at];
        }
        ids[at] = id;
        scores[at] = score;
      }
    }
    found.covering += sum * Math.exp(word.logProbability());
    for (int i = 0; i < size; i++) {
      longer.add(word.with(new Part(ids[i], pieces.text(ids[i]), ""), scores[i]));
    }
  }

  /** Only a frequent word, or part of one, is a single token; it may well be meant as typed. */
  @Override
  public boolean isWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Stream.of(word, lower, " " + word, " " + lower)
        .anyMatch(spelling -> batcher.model().encode(spelling).length == 1);
  }
}
