package org.unroll.text.words;

import java.util.function.Consumer;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;

/**
 * The tokenizer for single words that were cut before: it passes each on as it is, in normal form
 * C. What a vocabulary cannot hold becomes {@code <unk>}: a word with a line break or with half of
 * a surrogate pair, and one that is spelt like a special token.
 */
public final class GivenWordTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  private static final String UNKNOWN = Vocabulary.SPECIAL_TOKENS.get(Vocabulary.UNK);

  @Override
  public void tokenize(String word, Consumer<String> sink) {
    String text = Normalization.nfc(word);
    boolean known =
        !text.isEmpty()
            && !Vocabulary.SPECIAL_TOKENS.contains(text)
            && text.codePoints().allMatch(GivenWordTokenizer::isPlain);
    sink.accept(known ? text : UNKNOWN);
  }

  private static boolean isPlain(int codePoint) {
    return codePoint != '\n'
        && codePoint != '\r'
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }
}
