package org.unroll.text.bpe;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.text.UnicodeSet.SpanCondition;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.function.Consumer;
import org.unroll.text.TextConfig;
import org.unroll.text.Tokenizer;
import org.unroll.text.words.Normalization;

/**
 * The tokenizer that cuts a line into the words that subwords never cross, as in GPT-2: the ends of
 * English contractions; runs of letters, of digits or of other marks, with the space before them;
 * and the remaining white space. No character is lost: the words joined are the line in normal form
 * C.
 *
 * <pre>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</pre>
 */
public final class PreTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  private static final UnicodeSet SPACES = new UnicodeSet("[:White_Space:]").freeze();

  /** The disjoint sets of characters that words consist of. */
  private static final List<UnicodeSet> KINDS =
      List.of(
          new UnicodeSet("[:L:]").freeze(),
          new UnicodeSet("[:N:]").freeze(),
          new UnicodeSet("[^[:L:][:N:][:White_Space:]]").freeze());

  private static final List<String> CONTRACTIONS =
      List.of("'s", "'t", "'re", "'ve", "'m", "'ll", "'d");

  private final boolean lowerCase;
  private final boolean digitsToN;

  /** Creates a tokenizer that folds spellings first, as {@code config} asks. */
  public PreTokenizer(TextConfig config) {
    this(config.lowerCase(), config.digitsToN());
  }

  PreTokenizer(boolean lowerCase, boolean digitsToN) {
    this.lowerCase = lowerCase;
    this.digitsToN = digitsToN;
  }

  boolean lowerCase() {
    return lowerCase;
  }

  boolean digitsToN() {
    return digitsToN;
  }

  @Override
  public void tokenize(String line, Consumer<String> sink) {
    String text = fold(line);
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start);
      sink.accept(text.substring(start, end));
      start = end;
    }
  }

  private String fold(String line) {
    String text = Normalization.nfc(lowerCase ? toLowerCase(line) : line);
    return digitsToN ? Normalization.replaceDigits(text) : text;
  }

  /** Converts each letter by itself: a sigma at the end of a word is treated like any other. */
  private static String toLowerCase(String line) {
    StringBuilder lower = new StringBuilder(line.length());
    line.codePoints()
        .forEach(
            letter ->
                lower.append(UCharacter.toLowerCase(ULocale.ROOT, Character.toString(letter))));
    return lower.toString();
  }

  /** Returns the end of the word that starts at {@code start}. */
  private static int end(String text, int start) {
    for (String contraction : CONTRACTIONS) {
      if (text.startsWith(contraction, start)) {
        return start + contraction.length();
      }
    }
    int begin = text.charAt(start) == ' ' ? start + 1 : start;
    for (UnicodeSet kind : KINDS) {
      int end = kind.span(text, begin, SpanCondition.CONTAINED);
      if (end > begin) {
        return end;
      }
    }
    int end = SPACES.span(text, start, SpanCondition.CONTAINED);
    // The last space before a word belongs to that word.
    return end == text.length() || end == start + 1 ? end : end - 1;
  }
}
