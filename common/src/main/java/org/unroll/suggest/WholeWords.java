package org.unroll.suggest;

import java.util.ArrayList;
import java.util.List;
import org.unroll.inference.Distribution;
import org.unroll.inference.TextModel;
import org.unroll.suggest.Suggester.Suggestion;
import org.unroll.text.Vocabulary;

/** A search through a vocabulary of words. */
final class WholeWords implements WordSearch {

  private final TextModel model;
  private final StateCache cache;
  private final PrefixIndex index;

  WholeWords(TextModel model, StateCache cache) {
    this.model = model;
    this.cache = cache;
    PrefixIndex.Builder builder = new PrefixIndex.Builder();
    for (int id = Vocabulary.EOS + 1; id < model.vocabulary().size(); id++) {
      String token = model.vocabulary().token(id);
      if (Character.isLetterOrDigit(token.codePointAt(0))) {
        builder.add(token, id);
      }
    }
    index = builder.build();
  }

  @Override
  public List<Suggestion> find(String context, String prefix, int count) {
    Distribution next = cache.after(model.encode(context)).next();
    PrefixIndex.Range range = index.startingWith(Folding.fold(prefix));
    int[] best = new int[Math.min(count, range.to() - range.from())];
    float[] scores = new float[best.length];
    int found = 0;
    double total = 0;
    for (int place = range.from(); place < range.to(); place++) {
      int id = index.id(place);
      float score = next.logProbability(id);
      total += prefix.isEmpty() ? 0 : Math.exp(score);
      if (found < best.length || score > scores[found - 1]) {
        int at = found < best.length ? found++ : found - 1;
        while (at > 0 && score > scores[at - 1]) {
          best[at] = best[at - 1];
          scores[at] = scores[--at];
        }
        best[at] = id;
        scores[at] = score;
      }
    }
    List<Suggestion> words = new ArrayList<>();
    for (int i = 0; i < found; i++) {
      double probability = Math.exp(scores[i]);
      words.add(
          new Suggestion(
              model.vocabulary().token(best[i]), total > 0 ? probability / total : probability));
    }
    return words;
  }

  @Override
  public boolean isWord(String word) {
    return model.vocabulary().id(word) > Vocabulary.EOS
        || model.vocabulary().id(word.toLowerCase(java.util.Locale.ROOT)) > Vocabulary.EOS;
  }
}
