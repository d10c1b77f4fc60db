package org.unroll.text.words;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.function.Consumer;
import org.unroll.text.Tokenizer;

/**
 * The tokenizer that finds words by the boundaries of Unicode Standard Annex 29, and by dictionary
 * in scripts without spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese). White
 * space is dropped; each punctuation mark is a token.
 */
public final class WordTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  /** A prototype without text: an iterator holds its text, so each call works on a clone. */
  private static final BreakIterator WORDS = BreakIterator.getWordInstance(ULocale.ROOT);

  @Override
  public void tokenize(String line, Consumer<String> sink) {
    String text = Normalization.nfc(line);
    BreakIterator words = (BreakIterator) WORDS.clone();
    words.setText(text);
    int start = words.first();
    for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
      if (!isSpace(text.codePointAt(start))) {
        sink.accept(text.substring(start, end));
      }
      start = end;
    }
  }

  /** Tells whether a code point is white space or a control, with which no word starts. */
  private static boolean isSpace(int codePoint) {
    return codePoint <= ' '
        || (codePoint > 126
            && (Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)));
  }

  @Override
  public String join(List<String> tokens) {
    return WordJoiner.join(tokens);
  }
}
