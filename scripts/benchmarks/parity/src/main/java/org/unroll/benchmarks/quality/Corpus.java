package org.unroll.benchmarks.quality;

import org.unroll.benchmarks.unroll.Characters;
import org.unroll.config.UnrollConfig;
import org.unroll.task.language.WindowShard;



/**
 * A text in three parts.
 *
 * @param vocabularySize V
 * @param training the first part
 * @param validation the second part
 * @param test the last part
 */
record Corpus(int vocabularySize, WindowShard training, WindowShard validation, WindowShard test) {

  static Corpus of(String text, UnrollConfig config) {
    Characters characters = new Characters(text);
    double endOfValidation = 1 - config.split().test();
    double endOfTraining = endOfValidation - config.split().validation();
    return new Corpus(
        characters.vocabularySize(),
        characters.shard(config.window(), 0, endOfTraining),
        characters.shard(config.window(), endOfTraining, endOfValidation),
        characters.shard(config.window(), endOfValidation, 1));
  }
}
