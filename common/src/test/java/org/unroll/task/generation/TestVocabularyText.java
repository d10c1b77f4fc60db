package org.unroll.task.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.config.UnrollConfig;
import org.unroll.text.TextConfig;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.MergeTrainer;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.bpe.SubwordVocabulary;
import org.unroll.text.tokenizers.Tokenizers;

class TestVocabularyText {

  private static TextConfig config(String tokenizer) {
    return UnrollConfig.defaults().with(List.of("text.tokenizer=" + tokenizer)).text();
  }

  private static Vocabulary vocabulary(TextConfig config, String text) {
    return switch (config.tokenizer()) {
      case SUBWORD -> {
        MergeTrainer trainer = new MergeTrainer();
        Tokenizers.of(config).tokenize(text, word -> trainer.add(word, 2));
        SubwordTokenizer tokenizer = new SubwordTokenizer(config, trainer.learn(20, 1));
        yield SubwordVocabulary.of(Vocabulary.ofTokens(tokenizer.merges().spellings()), tokenizer);
      }
      default -> {
        List<String> tokens = new ArrayList<>();
        Tokenizers.of(config).tokenize(text, tokens::add);
        yield Vocabulary.ofTokens(tokens.stream().distinct().toList());
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subword    | Ein größerer Hund läuft – schnell!",
        "character  | Ein größerer Hund läuft – schnell!",
        "whitespace | Ein größerer Hund läuft schnell !",
        "word       | Ein größerer Hund läuft schnell!"
      })
  void textsComeBack(String tokenizer, String text) throws Exception {
    TextConfig config = config(tokenizer);
    Vocabulary vocabulary = vocabulary(config, text);
    int[] ids = Tokenizers.encoder(config, vocabulary).encodeSentence("  " + text + "\n");
    VocabularyText target = VocabularyText.of(config, vocabulary);
    assertThat(target.text(ids)).isEqualTo(text);
    assertThat(target.text(new int[0])).isEmpty();

    VocabularyText copy = copy(target);
    assertThat(copy.text(ids)).isEqualTo(text);
    assertThat(copy).isEqualTo(target).hasSameHashCodeAs(target);
    assertThat(VocabularyText.of(config, vocabulary(config, "anders"))).isNotEqualTo(target);
  }

  @Test
  void theUnknownIsOneWord() {
    TextConfig config = config("word");
    Vocabulary vocabulary = vocabulary(config, "a dog runs .");
    int[] ids = Tokenizers.encoder(config, vocabulary).encodeSentence("a zebra runs .");
    String text = VocabularyText.of(config, vocabulary).text(ids);
    assertThat(text).isEqualTo("a ⁇ runs.");
  }

  private static VocabularyText copy(VocabularyText text)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(text);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (VocabularyText) in.readObject();
    }
  }
}
