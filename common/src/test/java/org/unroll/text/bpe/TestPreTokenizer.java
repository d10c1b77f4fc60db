package org.unroll.text.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.text.words.Normalization;

class TestPreTokenizer {

  private static final Pattern GPT_2 =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** Letters, digits, marks and spaces of one to four bytes, and what begins a contraction. */
  private static final String[] PIECES = {
    "a", "S", "é", "東", "𐐷", "7", "٣", "²", "Ⅷ", ".", "'", "—", "😀", "़", "'s", "'ll", "'v", " ",
    " ", " ", "\t", "\u00A0", "\u3000", "\u200B", "\u2028"
  };

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    new PreTokenizer(false, false).tokenize(line, words::add);
    return words;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "I don't know.             ~ I| don|'t| know|.",
        "Viçosa (UFV), 1990s       ~ Viçosa| (|UFV|),| 1990|s",
        "'tis we'll, I'M, they 've ~ 't|is| we|'ll|,| I|'|M|,| they| '|ve",
        "a  b   c                  ~ a| | b|  | c",
        "東京に行きました。2020年      ~ 東京に行きました|。|2020|年",
        "{\"a\": -3.5}              ~ {\"|a|\":| -|3|.|5|}",
      })
  void wordsKeepTheSpaceBeforeThem(String line, String expected) {
    assertThat(String.join("|", words(line))).isEqualTo(expected);
  }

  @Test
  void whiteSpaceIsKept() {
    assertThat(words("  \ta \t b\t")).containsExactly("  ", "\t", "a", " \t", " b", "\t");
    assertThat(words("   ")).containsExactly("   ");
    assertThat(words("")).isEmpty();
  }

  @Test
  void randomLinesAreCutAsThePatternDoes() {
    Random random = new Random(1);
    for (int line = 0; line < 20_000; line++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(12); piece > 0; piece--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String normal = Normalization.nfc(text.toString());
      List<String> expected = new ArrayList<>();
      Matcher matcher = GPT_2.matcher(normal);
      while (matcher.find()) {
        expected.add(matcher.group());
      }
      assertThat(words(text.toString())).isEqualTo(expected);
      assertThat(String.join("", expected)).isEqualTo(normal);
    }
  }

  @Test
  void optionsFoldSpellings() {
    List<String> words = new ArrayList<>();
    new PreTokenizer(true, true).tokenize("In ΟΔΟΣ İ 1990, ٣a", words::add);
    assertThat(words).containsExactly("in", " οδοσ", " i", "̇", " NNNN", ",", " Na");
  }
}
