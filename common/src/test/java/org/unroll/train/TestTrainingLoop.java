package org.unroll.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.TrainingException;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.files.Folder;
import org.unroll.math.Seeds;
import org.unroll.optim.Optimizer;
import org.unroll.task.Metrics;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;
import org.unroll.task.language.WindowShard;
import org.unroll.testing.TinyTraining;
import org.unroll.train.round.LocalRoundExecutor;
import org.unroll.train.round.RoundCost;
import org.unroll.train.round.RoundExecutor;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.RoundSteps;
import org.unroll.train.round.ShardMetrics;

class TestTrainingLoop {

  private static final int WINDOWS = 60;

  @TempDir private Path folder;

  /** Remembers what it hears. */
  private static final class Diary implements TrainingListener {

    final List<RoundCost> rounds = new ArrayList<>();
    final List<Double> rates = new ArrayList<>();
    final List<Double> perplexities = new ArrayList<>();
    final List<String> checkpoints = new ArrayList<>();

    @Override
    public void roundEnded(TrainingProgress progress, RoundCost cost) {
      rounds.add(cost);
      rates.add(cost.learningRate());
    }

    @Override
    public void validated(TrainingProgress before, double learningRate, Metrics metrics) {
      perplexities.add(metrics.figure("perplexity"));
    }

    @Override
    public void saved(TrainingProgress progress, Folder checkpoint, double seconds) {
      checkpoints.add(checkpoint.path().getName());
    }
  }

  private final Diary diary = new Diary();
  private StopRequest stop = StopRequest.none();

  private CheckpointStore store(String name) {
    return new CheckpointStore(
        Folder.of(
            new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()), new Configuration()));
  }

  private static RoundExecutor executor(UnrollConfig config, List<WindowShard> training) {
    return new LocalRoundExecutor<>(
        TinyTraining.task(config),
        config.train().local(),
        training,
        TinyTraining.shards(30, 1, 99));
  }

  private TrainingState train(UnrollConfig config, int shards, String name) {
    TrainingRun run = TinyTraining.run(config, WINDOWS, shards);
    return train(run, config, shards, name, TrainingState.initial(run));
  }

  private TrainingState train(
      TrainingRun run, UnrollConfig config, int shards, String name, TrainingState from) {
    RoundExecutor executor = executor(config, TinyTraining.shards(WINDOWS, shards, 5));
    return new TrainingLoop(run, executor, store(name), diary, stop).train(from);
  }

  private String sha256OfModel(String name) throws Exception {
    String checkpoint = Files.readString(folder.resolve(name).resolve("latest")).strip();
    byte[] model =
        Files.readAllBytes(
            folder.resolve(name).resolve(checkpoint).resolve(CheckpointFolder.MODEL));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
  }

  /** Training as one would write it without shards and rounds. */
  private static float[] serial(UnrollConfig config, WindowShard text) {
    TrainingRun run = TinyTraining.run(config, WINDOWS, 1);
    int batchSize = config.train().local().batchSize();
    try (LanguageModel model =
        new LanguageModel(
            config.model(), TinyTraining.vocabulary().size(), text.windowLength() - 1, batchSize)) {
      float[] parameters = new float[run.layout().size()];
      LanguageModel.initialize(
          parameters, run.layout(), config.model(), Seeds.mix(config.train().local().seed()));
      model.setParameters(parameters);
      Optimizer optimizer = new Optimizer(config.train().local().optimizer(), run.layout());
      TokenBatch batch = new TokenBatch(text.windowLength() - 1, batchSize);
      for (int epoch = 0; epoch < config.train().end().maxEpochs(); epoch++) {
        model.clearState();
        for (int step = 0; step < text.steps(batchSize); step++) {
          text.fill(step, batch);
          model.backward(batch, Seeds.mix(config.train().local().seed(), 0, epoch, step));
          optimizer.step(
              model.parameters(), model.gradient(), config.train().learningRate().initial());
        }
      }
      model.copyParametersTo(parameters);
      return parameters;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void oneShardIsSerialTraining(int averagingFrequency) {
    UnrollConfig config =
        TinyTraining.config(
            "train.averagingFrequency=" + averagingFrequency, "train.schedule.kind=constant");

    float[] rounds = train(config, 1, "run").parameters();

    float[] expected = serial(config, TinyTraining.shards(WINDOWS, 1, 5).get(0));
    assertThat(Arrays.equals(rounds, expected)).isTrue();
  }

  @Test
  void learns() {
    train(TinyTraining.config("train.maxEpochs=6", "train.averagingFrequency=100"), 2, "run");
    assertThat(diary.rounds.get(0).loss()).isBetween(2.0, 4.0);
    assertThat(diary.rounds.get(5).loss()).isLessThan(diary.rounds.get(0).loss());
  }

  /** Three shards, so that one has a mini-batch more; plateaus, dropout, carried states. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void aResumedRunEndsLikeOneThatWasNeverStopped(int stopAfter) throws Exception {
    String[] keys = {"train.maxEpochs=3", "train.learningRate=3", "train.validateEveryRounds=2"};
    TrainingState whole = train(TinyTraining.config(keys), 3, "whole");

    UnrollConfig config = TinyTraining.config(keys);
    UnrollConfig stopping = config.with(List.of("train.maxRounds=" + stopAfter));
    TrainingRun first = TinyTraining.run(stopping, WINDOWS, 3);
    train(first, stopping, 3, "stopped", TrainingState.initial(first));
    TrainingState read =
        TrainingState.of(new CheckpointFolder(store("stopped").latest().orElseThrow()).read());
    assertThat(read.progress().round()).isEqualTo(stopAfter);
    TrainingRun second = TinyTraining.run(config, WINDOWS, 3);
    TrainingState resumed = train(second, config, 3, "stopped", read);

    assertThat(Arrays.equals(resumed.parameters(), whole.parameters())).isTrue();
    assertThat(sha256OfModel("stopped")).isEqualTo(sha256OfModel("whole"));
    assertThat(resumed.progress().predictions()).isEqualTo(whole.progress().predictions());
  }

  @Test
  void aNewRunWithTheSameSeedIsTheSame() throws Exception {
    train(TinyTraining.config(), 2, "a");
    train(TinyTraining.config(), 2, "b");
    train(TinyTraining.config("train.seed=2"), 2, "c");
    assertThat(sha256OfModel("b")).isEqualTo(sha256OfModel("a"));
    assertThat(sha256OfModel("c")).isNotEqualTo(sha256OfModel("a"));
  }

  @Test
  void theScheduleDoesNotBeginAgainWithARound() {
    train(
        TinyTraining.config(
            "train.maxEpochs=4",
            "train.schedule.kind=decay",
            "train.schedule.afterEpoch=2",
            "train.batchSizePerWorker=5"),
        2,
        "run");
    // 30 windows a shard, 6 mini-batches of 5 streams, 2 rounds of at most 4.
    assertThat(diary.rates).containsExactly(0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125);
  }

  @Test
  void theEndOfARunIsValidatedButDoesNotMoveTheSchedule() {
    String[] keys = {"train.maxRounds=1", "train.learningRate=0.001"};
    TrainingState stopped = train(TinyTraining.config(keys), 2, "run");
    assertThat(diary.perplexities).hasSize(1);
    assertThat(stopped.progress().value()).isEqualTo(diary.perplexities.get(0));
    assertThat(stopped.progress().plateau()).isEqualTo(Plateau.START);
  }

  @Test
  void aLossThatIsNoLongerANumberLeavesTheLastGoodCheckpoint() throws Exception {
    UnrollConfig good = TinyTraining.config("train.maxRounds=2");
    TrainingState before = train(good, 2, "run");
    String sum = sha256OfModel("run");
    float[] broken = before.parameters().clone();
    broken[broken.length - 1] = Float.NaN;
    TrainingState damaged =
        new TrainingState(
            before.progress(),
            broken,
            before.optimizerState(),
            before.outerState(),
            before.carriedStates());
    UnrollConfig more = TinyTraining.config();

    assertThatThrownBy(() -> train(TinyTraining.run(more, WINDOWS, 2), more, 2, "run", damaged))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("the loss is no longer finite in round 3, shard 0")
        .hasMessageContaining("learning rate 0.5")
        .hasMessageContaining("the last good checkpoint is")
        .hasMessageContaining("checkpoints/round-000002");
    assertThat(sha256OfModel("run")).isEqualTo(sum);
  }

  @Test
  void anExplodingLossLeavesTheLastGoodCheckpoint() {
    TrainingState before = train(TinyTraining.config("train.maxRounds=1"), 2, "run");
    float[] large = before.parameters().clone();
    for (int i = 0; i < large.length; i++) {
      large[i] *= 1000;
    }
    TrainingState damaged =
        new TrainingState(
            before.progress(),
            large,
            before.optimizerState(),
            before.outerState(),
            before.carriedStates());
    UnrollConfig config = TinyTraining.config("train.learningRate=0.25");
    TrainingRun run = TinyTraining.run(config, WINDOWS, 2);

    assertThatThrownBy(() -> train(run, config, 2, "run", damaged))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("the loss explodes: expected at most 6.0 nats a prediction")
        .hasMessageContaining("in round 2, shard 0 (learning rate 0.25, largest gradient norm")
        .hasMessageContaining("checkpoints/round-000001; train with a lower");
  }

  @Test
  void momentumOfTheOuterOptimizerSurvivesAResume() throws Exception {
    String[] keys = {
      "train.outer=nesterov",
      "train.outerMomentum=0.6",
      "train.optimizer=adam",
      "train.learningRate=0.01"
    };
    TrainingState whole = train(TinyTraining.config(keys), 2, "whole");
    UnrollConfig stopping = TinyTraining.config(keys).with(List.of("train.maxRounds=2"));
    train(stopping, 2, "stopped");
    TrainingState read =
        TrainingState.of(new CheckpointFolder(store("stopped").latest().orElseThrow()).read());
    assertThat(read.outerState()).hasDimensions(1, read.parameters().length);
    assertThat(read.optimizerState()).hasDimensions(2, read.parameters().length);
    UnrollConfig config = TinyTraining.config(keys);
    train(TinyTraining.run(config, WINDOWS, 2), config, 2, "stopped", read);

    assertThat(sha256OfModel("stopped")).isEqualTo(sha256OfModel("whole"));
    UnrollConfig other = TinyTraining.config(keys).with(List.of("train.outer=average"));
    assertThat(Arrays.equals(train(other, 2, "other").parameters(), whole.parameters())).isFalse();
  }

  /** Shards of 4, 4 and 5 windows in 2 streams: in the third round only the last has any left. */
  @Test
  void aShardThatHasNothingLeftWeighsNothing() {
    UnrollConfig config =
        TinyTraining.config(
            "train.batchSizePerWorker=2", "train.averagingFrequency=1", "train.maxRounds=3");
    TrainingRun run = TinyTraining.run(config, 13, 3);
    List<WindowShard> shards = TinyTraining.shards(13, 3, 5);
    List<RoundResult> results = new ArrayList<>();
    RoundExecutor local = executor(config, shards);
    TrainingState state = TrainingState.initial(run);
    for (int round = 0; round < 3; round++) {
      RoundSteps steps = new RoundSteps(round, 0, round, round, new double[] {0.5});
      try (RoundExecutor.Round begun =
          local.begin(new RoundInput(state.parameters(), state.optimizerState()))) {
        results.add(begun.train(steps, state.carriedStates()));
      }
      state =
          state.afterRound(
              run.plan(), results.get(round), OuterOptimizer.of(config.train().outer()));
    }

    List<ShardMetrics> last = results.get(2).metrics();
    assertThat(last).extracting(ShardMetrics::predictions).startsWith(0L, 0L);
    assertThat(last.get(2).predictions()).isPositive();
    assertThat(run.plan().steps()).isEqualTo(3);
    assertThat(state.progress().epoch()).isEqualTo(1);
    long tokens = results.stream().mapToLong(RoundResult::predictions).sum();
    assertThat(state.progress().predictions()).isEqualTo(tokens).isEqualTo(countedTargets(shards));
    TrainingState loop =
        new TrainingLoop(run, executor(config, shards), store("run"), diary, stop)
            .train(TrainingState.initial(run));
    assertThat(Arrays.equals(loop.parameters(), state.parameters())).isTrue();
  }

  private static long countedTargets(List<WindowShard> shards) {
    long counted = 0;
    for (WindowShard shard : shards) {
      TokenBatch batch = new TokenBatch(shard.windowLength() - 1, 1);
      for (int step = 0; step < shard.steps(1); step++) {
        counted += shard.fill(step, batch);
      }
    }
    return counted;
  }

  @Test
  void stopsEarlyWhenValidationsDoNotImprove() {
    String[] keys = {
      "train.patience=2",
      "train.maxEpochs=50",
      "train.learningRate=4",
      "train.schedule.kind=constant"
    };
    UnrollConfig config = TinyTraining.config(keys);
    TrainingRun run = TinyTraining.run(config, WINDOWS, 2);

    TrainingState last = train(config, 2, "run");

    assertThat(last.progress().round()).isLessThan(run.rounds());
    assertThat(last.progress().plateau().withoutImprovement()).isEqualTo(2);
    assertThat(run.isOver(last.progress())).isTrue();
    int validations = diary.perplexities.size();
    double best = diary.perplexities.get(validations - 3);
    assertThat(diary.perplexities.subList(validations - 2, validations))
        .allSatisfy(perplexity -> assertThat(perplexity).isGreaterThanOrEqualTo(best));
    assertThat(train(run, config, 2, "run", last)).isSameAs(last);
  }

  @Test
  void aRunWhoseTimeIsUpLeavesACheckpointToGoOnFrom() throws Exception {
    train(TinyTraining.config(), 2, "whole");
    UnrollConfig config = TinyTraining.config();
    TrainingRun run = TinyTraining.run(config, WINDOWS, 2);
    stop = StopRequest.after(Duration.ofMillis(1));
    Thread.sleep(2);
    assertThatThrownBy(() -> train(config, 2, "stopped"))
        .isInstanceOf(TryAgainLaterException.class)
        .hasMessageContaining("training stopped by --max-time");
    assertThat(store("stopped").latest()).isEmpty();

    stop = StopRequest.none();
    TrainingState second = train(TinyTraining.config("train.maxRounds=2"), 2, "stopped");
    stop.now("SIGTERM");
    assertThatThrownBy(() -> train(run, config, 2, "stopped", second))
        .isInstanceOf(TryAgainLaterException.class)
        .hasMessage(
            "training stopped by SIGTERM after round 2 of "
                + run.rounds()
                + "; continue with --resume");
    stop = StopRequest.none();
    TrainingState read =
        TrainingState.of(new CheckpointFolder(store("stopped").latest().orElseThrow()).read());
    train(run, config, 2, "stopped", read);
    assertThat(sha256OfModel("stopped")).isEqualTo(sha256OfModel("whole"));
  }

  /** Interrupted in a validation, which moves the schedule: the whole step is repeated. */
  @Test
  void aStepThatWasInterruptedIsRepeatedAsAWhole() throws Exception {
    String[] keys = {"train.maxEpochs=3", "train.learningRate=3"};
    train(TinyTraining.config(keys), 2, "whole");
    UnrollConfig config = TinyTraining.config(keys);
    TrainingRun run = TinyTraining.run(config, WINDOWS, 2);
    RoundExecutor patient = executor(config, TinyTraining.shards(WINDOWS, 2, 5));
    diary.perplexities.clear();
    RoundExecutor interrupted =
        new RoundExecutor() {
          @Override
          public int shards() {
            return patient.shards();
          }

          @Override
          public int cores() {
            return patient.cores();
          }

          @Override
          public Round begin(RoundInput start) {
            return patient.begin(start);
          }

          @Override
          public Metrics validate(float[] parameters) {
            if (diary.perplexities.size() == 1) {
              stop.now("SIGTERM");
              throw new IllegalStateException("job cancelled");
            }
            return patient.validate(parameters);
          }
        };
    assertThatThrownBy(
            () ->
                new TrainingLoop(run, interrupted, store("stopped"), diary, stop)
                    .train(TrainingState.initial(run)))
        .isInstanceOf(TryAgainLaterException.class);

    stop = StopRequest.none();
    TrainingState read =
        TrainingState.of(new CheckpointFolder(store("stopped").latest().orElseThrow()).read());
    train(run, config, 2, "stopped", read);
    assertThat(sha256OfModel("stopped")).isEqualTo(sha256OfModel("whole"));
  }
}
