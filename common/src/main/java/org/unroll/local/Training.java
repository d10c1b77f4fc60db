package org.unroll.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.checkpoint.RunLock;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Folder;
import org.unroll.inference.TextModel;
import org.unroll.progress.Progress;
import org.unroll.start.StartingPoint;
import org.unroll.task.language.LanguageTask;
import org.unroll.task.language.WindowShard;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;
import org.unroll.train.EpochPlan;
import org.unroll.train.StopRequest;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingLoop;
import org.unroll.train.TrainingRun;
import org.unroll.train.config.TrainConfig;
import org.unroll.train.round.LocalRoundExecutor;
import org.unroll.train.round.RoundExecutor;

/**
 * Training runs in the calling thread, on texts that fit into memory. What a cluster trains from
 * the same windows in as many shards has the same bits.
 *
 * <pre>{@code
 * UnrollConfig config = UnrollConfig.defaults().with(List.of("train.maxEpochs=3"));
 * try (TextModel model = Training.local(config, Path.of("model"), text)) {
 *   model.complete("The city of", 3).completions().forEach(System.out::println);
 * }
 * }</pre>
 */
public final class Training {

  private Training() {}

  /**
   * Trains a language model.
   *
   * @param config as from {@link UnrollConfig#defaults()}; where it leaves the number of shards
   *     open, there is one; where it names a model to start from, the vocabulary is that model's
   * @param folder receives the checkpoints; must not have any
   * @param texts each a sequence of its own; its lines are read one after the other
   * @return the model, opened from the folder
   * @throws org.unroll.errors.BadDataException if the texts have too few tokens
   * @throws ConfigurationException if the folder has checkpoints already, or a mini-batch would be
   *     larger than the texts
   */
  public static TextModel local(UnrollConfig config, Path folder, String... texts) {
    return local(config, folder, List.of(texts), new TrainingListener() {});
  }

  /**
   * Trains a language model, and tells a listener about it.
   *
   * @param config as {@link #local(UnrollConfig, Path, String...)} takes it
   * @param folder receives the checkpoints; must not have any
   * @param texts each a sequence of its own
   * @param listener is told of each round and checkpoint
   * @return the model, opened from the folder
   */
  public static TextModel local(
      UnrollConfig config, Path folder, List<String> texts, TrainingListener listener) {
    Configuration hadoop = new Configuration();
    Folder out = Folder.of(new org.apache.hadoop.fs.Path(folder.toUri()), hadoop);
    CheckpointStore checkpoints =
        new CheckpointStore(out, config.train().intervals().keepCheckpoints());
    if (checkpoints.latest().isPresent()) {
      throw new ConfigurationException(
          "expected a folder without checkpoints, found those of an earlier training run in "
              + out
              + "; choose another folder");
    }
    Optional<Checkpoint> start =
        config.start().model().map(model -> Checkpoint.open(hadoopPath(model), hadoop));
    UnrollConfig given = start.map(model -> withVocabularyOf(model, config)).orElse(config);
    LocalTexts data = new LocalTexts(texts, given, start.map(Training::vocabulary));
    UnrollConfig resolved = resolve(given, data);
    LanguageTask task =
        task(
            resolved,
            data,
            start
                .map(Checkpoint::taskFiles)
                .orElseGet(() -> VocabularyFiles.write(data.vocabulary())));
    TrainConfig train = resolved.train();
    TrainingRun run =
        new TrainingRun(task, train, resolved.toJson(), "texts in memory", plan(train, data));
    out.create();
    try (RunLock lock = RunLock.take(out)) {
      checkpoints.recover();
      RoundExecutor executor =
          new LocalRoundExecutor<>(task, train.local(), shards(run.plan(), data), List.of());
      new TrainingLoop(run, executor, checkpoints, listener, StopRequest.none())
          .train(new StartingPoint(resolved, hadoop, Progress.silent()).of(run, "texts in memory"));
    }
    return TextModel.open(folder);
  }

  /** The configuration with nothing left open, so that a checkpoint tells what it holds. */
  private static UnrollConfig resolve(UnrollConfig config, LocalTexts data) {
    int shards = Math.min(config.train().rounds().shards().orElse(1), data.windows());
    return config
        .with(List.of("train.shards=" + shards))
        .withOutput(data.vocabulary().size(), data::counts);
  }

  private static org.apache.hadoop.fs.Path hadoopPath(String path) {
    return new org.apache.hadoop.fs.Path(path);
  }

  private static UnrollConfig withVocabularyOf(Checkpoint model, UnrollConfig config) {
    return config.withVocabularyOf(UnrollConfig.of(model), model.path().toString());
  }

  private static Vocabulary vocabulary(Checkpoint model) {
    return VocabularyFiles.read(model.taskFiles(), model.path().toString());
  }

  private static LanguageTask task(
      UnrollConfig config, LocalTexts data, Map<String, String> files) {
    return new LanguageTask(
        config.model(), data.vocabulary().size(), config.window().length() - 1, files);
  }

  private static EpochPlan plan(TrainConfig train, LocalTexts data) {
    EpochPlan plan =
        new EpochPlan(
            data.windows(),
            train.rounds().shards().orElseThrow(),
            train.local().batchSize(),
            train.rounds().averagingFrequency());
    plan.checkBatches();
    return plan;
  }

  private static List<WindowShard> shards(EpochPlan plan, LocalTexts data) {
    return IntStream.range(0, plan.shards())
        .mapToObj(shard -> data.shard(first(shard, plan), first(shard + 1, plan)))
        .toList();
  }

  /** The first window of a shard; shard K begins behind the last window. */
  private static int first(int shard, EpochPlan plan) {
    return Math.toIntExact(plan.examples() * shard / plan.shards());
  }
}
