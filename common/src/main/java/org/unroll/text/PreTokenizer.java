package org.unroll.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.text.UnicodeSet.SpanCondition;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a line into the words that subwords never cross, as GPT-2 does: the ends of English
 * contractions; letters, digits or other marks, with the space before them; and what white space is
 * left. Nothing is lost: joined, the words are the line in normal form C.
 *
 * <pre>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</pre>
 */
final class PreTokenizer implements Tokenizer {

  private static final long serialVersionUID = 1L;

  private static final UnicodeSet SPACES = new UnicodeSet("[:White_Space:]").freeze();

  /** What makes up a word; none has a character of another. */
  private static final List<UnicodeSet> KINDS =
      List.of(
          new UnicodeSet("[:L:]").freeze(),
          new UnicodeSet("[:N:]").freeze(),
          new UnicodeSet("[^[:L:][:N:][:White_Space:]]").freeze());

  private static final List<String> CONTRACTIONS =
      List.of("'s", "'t", "'re", "'ve", "'m", "'ll", "'d");

  private final boolean lowerCase;
  private final boolean digitsToN;

  /** Folds spellings as {@link TextConfig} says, before it cuts. */
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
    String text = NormalForm.nfc(lowerCase ? inLowerCase(line) : line);
    return digitsToN ? FoldingTokenizer.withoutDigits(text) : text;
  }

  /** Letter by letter: a sigma at the end of a word is as any other. */
  private static String inLowerCase(String line) {
    StringBuilder lower = new StringBuilder(line.length());
    line.codePoints()
        .forEach(
            letter ->
                lower.append(UCharacter.toLowerCase(ULocale.ROOT, Character.toString(letter))));
    return lower.toString();
  }

  /** The end of the word that begins at {@code start}. */
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
    // The last space before a word is left to it.
    return end == text.length() || end == start + 1 ? end : end - 1;
  }

  @Override
  public String join(List<String> tokens) {
    return Tokenizers.concatenate(tokens);
  }
}
