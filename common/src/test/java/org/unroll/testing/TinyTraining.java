package org.unroll.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.WindowConfig;
import org.unroll.math.Seeds;
import org.unroll.task.language.LanguageTask;
import org.unroll.task.language.WindowShard;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;
import org.unroll.train.EpochPlan;
import org.unroll.train.TrainingRun;

/**
 * A training run small enough to be repeated many times in a test: a vocabulary of 20 tokens,
 * articles of different lengths, a model with two layers, dropout and carried states.
 */
public final class TinyTraining {

  private static final WindowConfig WINDOW = new WindowConfig(6, 5);
  private static final int WORDS = 17;

  private TinyTraining() {}

  public static Vocabulary vocabulary() {
    return Vocabulary.ofTokens(IntStream.range(0, WORDS).mapToObj(i -> "w" + i).toList());
  }

  /** The configuration, with {@code overrides} over it. */
  public static UnrollConfig config(String... overrides) {
    List<String> keys =
        new ArrayList<>(
            List.of(
                "text.tokenizer=whitespace",
                "window.length=" + WINDOW.length(),
                "window.stride=" + WINDOW.stride(),
                "model.embeddingSize=5",
                "model.hiddenSize=7",
                "model.dropout=0.2",
                "model.initialRange=0.3",
                "train.batchSizePerWorker=3",
                "train.averagingFrequency=4",
                "train.maxEpochs=2",
                "train.learningRate=0.5"));
    keys.addAll(List.of(overrides));
    return UnrollConfig.defaults().with(keys);
  }

  /** The task of a configuration. */
  public static LanguageTask task(UnrollConfig config) {
    Vocabulary vocabulary = vocabulary();
    return new LanguageTask(
        config.model(), vocabulary.size(), WINDOW.length() - 1, VocabularyFiles.write(vocabulary));
  }

  /** A run over some windows in K shards; {@code config} needs not name the shards. */
  public static TrainingRun run(UnrollConfig config, int windows, int shards) {
    UnrollConfig resolved = config.with(List.of("train.shards=" + shards));
    EpochPlan plan =
        new EpochPlan(
            windows,
            shards,
            resolved.train().local().batchSize(),
            resolved.train().rounds().averagingFrequency());
    return new TrainingRun(
        task(resolved),
        resolved.train(),
        resolved.toJson(),
        "tiny data of " + windows + " windows",
        plan);
  }

  /**
   * Windows of a text in which a token often follows from the one before, so that there is
   * something to learn. Articles have 1 to 9 windows; the last of each is padded.
   */
  public static List<WindowShard> shards(int windows, int shards, long seed) {
    List<WindowShard.Builder> builders = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      builders.add(new WindowShard.Builder(WINDOW, windows / shards + 1));
    }
    int shard = 0;
    long article = 0;
    long position = 0;
    int last = Vocabulary.EOS;
    for (int window = 0; window < windows; window++) {
      while ((long) windows * (shard + 1) / shards <= window) {
        shard++;
      }
      boolean ends = Seeds.uniform(seed, 1_000_000 + window) < 0.2f;
      int[] ids = new int[WINDOW.length()];
      ids[0] = last;
      for (int i = 1; i < ids.length; i++) {
        long place = (long) window * ids.length + i;
        boolean follows = Seeds.uniform(seed, place) < 0.7f;
        last =
            follows
                ? (last * 3 + 1) % (WORDS + 2) + 1
                : 1 + (int) (Seeds.uniform(seed + 1, place) * (WORDS + 2));
        ids[i] = ends && i > 3 ? Vocabulary.PAD : last;
      }
      builders.get(shard).add(article, position, ids);
      article += ends ? 1 : 0;
      position = ends ? 0 : position + WINDOW.stride();
    }
    return builders.stream().map(WindowShard.Builder::build).toList();
  }
}
