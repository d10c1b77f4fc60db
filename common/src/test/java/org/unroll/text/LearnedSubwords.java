package org.unroll.text;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.unroll.config.UnrollConfig;

/** Subwords learned from lines, with ids in an order of no meaning. */
final class LearnedSubwords {

  private LearnedSubwords() {}

  static TextConfig config(String... overrides) {
    List<String> keys = new ArrayList<>(List.of("text.tokenizer=subword"));
    keys.addAll(List.of(overrides));
    return UnrollConfig.of(ConfigFactory.empty(), keys).text();
  }

  static Vocabulary of(List<String> lines, int most, TextConfig config) {
    Map<String, Long> words = new LinkedHashMap<>();
    Tokenizer cutter = Tokenizers.of(config);
    lines.forEach(line -> cutter.tokenize(line, word -> words.merge(word, 1L, Long::sum)));
    MergeTrainer trainer = new MergeTrainer();
    words.forEach(trainer::add);
    Merges merges = trainer.learn(most, 2);
    List<String> tokens = new ArrayList<>(merges.spellings());
    Collections.shuffle(tokens, new Random(1));
    return Vocabulary.ofTokens(tokens).with(new SubwordTokenizer(config, merges));
  }
}
