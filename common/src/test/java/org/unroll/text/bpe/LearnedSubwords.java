package org.unroll.text.bpe;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.unroll.config.UnrollConfig;
import org.unroll.text.TextConfig;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.Tokenizers;

/** Subwords learned from lines, with ids in an order of no meaning. */
final class LearnedSubwords {

  private LearnedSubwords() {}

  static TextConfig config(String... overrides) {
    List<String> keys = new ArrayList<>(List.of("text.tokenizer=subword"));
    keys.addAll(List.of(overrides));
    return UnrollConfig.of(ConfigFactory.empty(), keys).text();
  }

  static SubwordVocabulary of(List<String> lines, int maxSubwords, TextConfig config) {
    Map<String, Long> words = new LinkedHashMap<>();
    Tokenizer cutter = Tokenizers.of(config);
    lines.forEach(line -> cutter.tokenize(line, word -> words.merge(word, 1L, Long::sum)));
    MergeTrainer trainer = new MergeTrainer();
    words.forEach(trainer::add);
    Merges merges = trainer.learn(maxSubwords, 2);
    List<String> tokens = new ArrayList<>(merges.spellings());
    Collections.shuffle(tokens, new Random(1));
    return SubwordVocabulary.of(Vocabulary.ofTokens(tokens), new SubwordTokenizer(config, merges));
  }
}
