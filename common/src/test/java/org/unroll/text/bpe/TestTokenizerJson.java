package org.unroll.text.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.errors.BadDataException;
import org.unroll.text.Vocabulary;

class TestTokenizerJson {

  private static SubwordVocabulary vocabulary(String... options) {
    return LearnedSubwords.of(List.of("a b a b ab ab ab"), 2, LearnedSubwords.config(options));
  }

  private static String write(SubwordVocabulary vocabulary) {
    return TokenizerJson.write(vocabulary);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void whatIsWrittenIsRead(boolean lowerCase, boolean digitsToN) {
    SubwordVocabulary vocabulary =
        vocabulary("text.lowerCase=" + lowerCase, "text.digitsToN=" + digitsToN);
    Vocabulary plain = Vocabulary.ofLines(vocabulary.tokens());

    SubwordVocabulary read = TokenizerJson.read(write(vocabulary), plain, "t.json");

    assertThat(write(read)).isEqualTo(write(vocabulary));
    SubwordTokenizer tokenizer = read.tokenizer();
    assertThat(tokenizer.words().lowerCase()).isEqualTo(lowerCase);
    assertThat(tokenizer.words().digitsToN()).isEqualTo(digitsToN);
    assertThat(tokenizer.merges().lines()).containsExactly("Ġ a", "Ġa b");
  }

  @Test
  void anotherFileIsRefused() {
    SubwordVocabulary vocabulary = vocabulary();
    String json = write(vocabulary);
    assertRefused("{\"model\" :", vocabulary, "t.json: expected a tokenizer in JSON, found");
    assertRefused(
        json.replace("\"Ġa b\"", "\"Ġa bc\""),
        vocabulary,
        "t.json: expected merges of two bytes or subwords that precede them, found 'Ġa bc'");
    assertRefused(
        json,
        Vocabulary.ofTokens(List.of("the")),
        "t.json: expected id 3 for 'the' as in vocab.txt, found none");
    assertRefused(
        json,
        Vocabulary.ofTokens(vocabulary.tokens().subList(3, 100)),
        "t.json: expected the subword '");
  }

  private static void assertRefused(String json, Vocabulary vocabulary, String message) {
    assertThatThrownBy(() -> TokenizerJson.read(json, vocabulary, "t.json"))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(message);
  }
}
