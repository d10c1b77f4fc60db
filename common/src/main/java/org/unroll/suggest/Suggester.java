package org.unroll.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.errors.ConfigurationException;
import org.unroll.inference.Batcher;

/**
 * The words that a keyboard suggests. Threads may share it.
 *
 * <p>Where tokens are words, all of the vocabulary are searched. Where they are parts of words,
 * they are put together to words, most probable first, within bounds.
 */
public final class Suggester {

  /**
   * A word that may come next.
   *
   * @param word as it would be inserted
   * @param probability that it comes next, of all words that begin with the letters typed; without
   *     letters, of all that may come next
   */
  public record Suggestion(String word, double probability) {}

  /**
   * The words that may come next.
   *
   * @param suggestions most probable first
   * @param sure whether the first may replace the letters typed at the next space
   */
  public record Suggestions(List<Suggestion> suggestions, boolean sure) {}

  /** How many letters of a word must have been typed before it may be replaced. */
  private static final int LEAST_LETTERS = 2;

  private final WordSearch search;
  private final double sureProbability;

  /**
   * A suggester that uses the model of a batcher.
   *
   * @param sureProbability of the first suggestion, from which it may replace the letters typed
   * @param cacheBytes of the states that are kept of texts that are being typed
   */
  public Suggester(Batcher batcher, double sureProbability, long cacheBytes) {
    StateCache cache = new StateCache(batcher, cacheBytes);
    this.search =
        TokenPieces.areWords(batcher.model())
            ? new WholeWords(batcher.model(), cache)
            : new PieceSearch(batcher, cache, new TokenPieces(batcher.model()));
    this.sureProbability = sureProbability;
  }

  /**
   * Suggests words.
   *
   * @param context the text before the word; with or without the space before it
   * @param prefix the letters of the word that have been typed; accents and capitals need not be
   *     right
   * @param k how many words, at least 1; fewer are found if there are fewer
   */
  public Suggestions suggest(String context, String prefix, int k) {
    if (k < 1) {
      throw new ConfigurationException("expected at least 1 suggestion, found " + k);
    }
    Map<String, Double> merged = new LinkedHashMap<>();
    for (Suggestion found : search.find(context, prefix, 2 * k + 2)) {
      merged.merge(Casing.like(prefix, found.word()), found.probability(), Double::sum);
    }
    List<Suggestion> words = new ArrayList<>();
    merged.forEach((word, probability) -> words.add(new Suggestion(word, probability)));
    words.sort(Comparator.comparingDouble(Suggestion::probability).reversed());
    List<Suggestion> first = List.copyOf(words.subList(0, Math.min(k, words.size())));
    return new Suggestions(first, isSure(prefix, first));
  }

  /** A word that the model knows as typed is left alone. */
  private boolean isSure(String prefix, List<Suggestion> first) {
    return prefix.codePointCount(0, prefix.length()) >= LEAST_LETTERS
        && !first.isEmpty()
        && !first.get(0).word().equals(prefix)
        && first.get(0).probability() >= sureProbability
        && !search.isWord(prefix);
  }
}
