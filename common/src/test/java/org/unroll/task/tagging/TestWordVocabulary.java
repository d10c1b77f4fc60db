package org.unroll.task.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.unroll.errors.BadDataException;
import org.unroll.text.TextConfig;
import org.unroll.text.Tokenizer;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.Tokenizers;

class TestWordVocabulary {

  private static final Tokenizer FOLDING =
      Tokenizers.ofGivenWords(
          new TextConfig(TokenizerKind.WORD, 1, 100, true, true, OptionalInt.empty()));

  private static final WordVocabulary VOCABULARY =
      new WordVocabulary(
          Vocabulary.ofTokens(List.of("art.", "N-nº", "new york")),
          Vocabulary.ofTokens(List.of("A", "r", "t", ".")),
          FOLDING);

  @Test
  void wordsAreNotCutAndCharactersAreNotFolded() {
    assertThat(VOCABULARY.word("ART.")).isEqualTo(3);
    assertThat(VOCABULARY.word("7-Nº")).isEqualTo(4);
    assertThat(VOCABULARY.word("New York")).isEqualTo(5);
    assertThat(VOCABULARY.characters("Art.")).containsExactly(3, 4, 5, 6);
    assertThat(VOCABULARY.characters("art")).containsExactly(1, 4, 5);
    assertThat(VOCABULARY.characters("")).containsExactly(1);
  }

  @Test
  void noWordIsASpecialToken() {
    for (String word :
        List.of("<pad>", "<eos>", "<PAD>", "<unk>", "other", "", "art\n.", "\ud800")) {
      assertThat(VOCABULARY.word(word)).as(word).isEqualTo(Vocabulary.UNK);
    }
  }

  @Test
  void filesGiveTheSameVocabulary() {
    WordVocabulary read = WordVocabulary.read(VOCABULARY.write(), "data", FOLDING);
    assertThat(read.write()).isEqualTo(VOCABULARY.write());
    assertThat(read.wordCount()).isEqualTo(6);
    assertThat(read.characterCount()).isEqualTo(7);
    assertThatThrownBy(() -> WordVocabulary.read(Map.of(), "data", FOLDING))
        .isInstanceOf(BadDataException.class)
        .hasMessage("data/characters.txt: expected a character a line, found no such file");
    assertThatThrownBy(
            () -> WordVocabulary.read(Map.of("characters.txt", "a\nb\n"), "data", FOLDING))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("data/vocab.txt: expected a token a line");
  }
}
