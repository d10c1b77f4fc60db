package org.unroll.inference.prediction;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.TaggingKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.task.tagging.TagSet;
import org.unroll.task.tagging.TaggedShard;
import org.unroll.task.tagging.TaggingNetwork;
import org.unroll.task.tagging.TaggingShape;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.task.tagging.WordVocabulary;
import org.unroll.text.Tokenizer;
import org.unroll.text.tokenizers.Tokenizers;
import org.unroll.text.words.WordTokenizer;

/** A trained tagger. Texts are cut by the rules of Unicode, as most data for taggers is. */
final class TaggingPredictor implements Predictor {

  private static final int BATCH_SIZE = 16;

  private final TaggingKeys keys;
  private final WordVocabulary vocabulary;
  private final TaggingNetwork network;
  private final Tokenizer tokenizer = new WordTokenizer();

  TaggingPredictor(Checkpoint checkpoint) {
    UnrollConfig config = UnrollConfig.of(checkpoint);
    String folder = checkpoint.path().toString();
    keys = new TaggingKeys(config.keys());
    vocabulary =
        WordVocabulary.read(checkpoint.taskFiles(), folder, Tokenizers.ofGivenWords(config.text()));
    TaggingTask task =
        new TaggingTask(
            keys.model(),
            new TaggingShape(
                vocabulary.wordCount(),
                vocabulary.characterCount(),
                TagSet.read(checkpoint.taskFiles(), folder)),
            keys.maxLength(),
            new BitSet(),
            checkpoint.taskFiles());
    float[] values = checkpoint.values(task.layout());
    network = task.newNetwork(BATCH_SIZE);
    network.parameters().set(values);
  }

  @Override
  public String task() {
    return TaggingTask.NAME;
  }

  @Override
  public PredictionInput.Kind input() {
    return PredictionInput.Kind.WORDS;
  }

  @Override
  public List<String> columns() {
    return List.of(keys.wordsColumn());
  }

  @Override
  public String schema() {
    return "words ARRAY<STRING>, tags ARRAY<STRING>,"
        + " entities ARRAY<STRUCT<type: STRING, start: INT, end: INT, text: STRING>>";
  }

  @Override
  public List<Prediction> predict(List<PredictionInput> inputs) {
    TaggedShard.Builder shard = new TaggedShard.Builder(vocabulary);
    List<TaggedText> texts = new ArrayList<>();
    for (PredictionInput input : inputs) {
      TaggedText text = TaggedText.of(input, tokenizer);
      texts.add(text);
      shard.add(text.words(), new int[text.words().size()]);
    }
    List<List<String>> tags = network.tag(shard.build());
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      predictions.add(Tagging.of(texts.get(i), tags.get(i)));
    }
    return predictions;
  }

  @Override
  public void close() {
    network.close();
  }
}
