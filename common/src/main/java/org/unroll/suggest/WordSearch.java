package org.unroll.suggest;

import java.util.List;
import org.unroll.suggest.Suggester.Suggestion;

/** A search for words that begin with some letters and may follow a text. */
interface WordSearch {

  /** Finds up to {@code count} words, most probable first, as the model spells them. */
  List<Suggestion> find(String context, String prefix, int count);

  /** Whether the model knows a word just as it is spelled, or in lower case. */
  boolean isWord(String word);
}
