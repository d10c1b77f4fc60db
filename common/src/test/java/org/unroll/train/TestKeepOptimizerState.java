package org.unroll.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.config.UnrollConfig;
import org.unroll.math.Seeds;
import org.unroll.optim.Optimizer;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;
import org.unroll.task.language.WindowShard;
import org.unroll.testing.TinyTraining;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.SingleRound;

/** What becomes of the state of the workers' optimiser from round to round. */
class TestKeepOptimizerState {

  private static final int WINDOWS = 60;
  private static final int STEPS_OF_A_ROUND = 4;

  private static UnrollConfig config(String... overrides) {
    return TinyTraining.config(
            "model.dropout=0",
            "train.averagingFrequency=" + STEPS_OF_A_ROUND,
            "train.learningRate=0.01",
            "train.sgd.momentum=0.9")
        .with(List.of(overrides));
  }

  /** Two epochs of one shard, round by round. */
  private static TrainingState train(UnrollConfig config) {
    TrainingRun run = TinyTraining.run(config, WINDOWS, 1);
    List<WindowShard> shards = TinyTraining.shards(WINDOWS, 1, 5);
    TrainingState state = TrainingState.initial(run);
    while (state.progress().epoch() < 2) {
      RoundResult result = SingleRound.train(config, run, shards, state);
      state = state.afterRound(run.plan(), result, OuterOptimizer.of(config.train().outer()));
    }
    return state;
  }

  /** The same without rounds, with a new optimiser each {@code stepsOfAnOptimizer} steps. */
  private static float[] serial(UnrollConfig config, int stepsOfAnOptimizer) {
    TrainingRun run = TinyTraining.run(config, WINDOWS, 1);
    WindowShard text = TinyTraining.shards(WINDOWS, 1, 5).get(0);
    int batchSize = config.train().local().batchSize();
    float[] parameters = new float[run.layout().size()];
    LanguageModel.initialize(
        parameters, run.layout(), config.model(), Seeds.mix(config.train().local().seed()));
    try (LanguageModel model =
        new LanguageModel(
            config.model(), TinyTraining.vocabulary().size(), text.windowLength() - 1, batchSize)) {
      model.setParameters(parameters);
      Optimizer optimizer = new Optimizer(config.train().local().optimizer(), run.layout());
      TokenBatch batch = new TokenBatch(text.windowLength() - 1, batchSize);
      for (int step = 0; step < 2 * text.steps(batchSize); step++) {
        if (step % text.steps(batchSize) == 0) {
          model.clearState();
        }
        if (step % stepsOfAnOptimizer == 0) {
          optimizer = new Optimizer(config.train().local().optimizer(), run.layout());
        }
        text.fill(step % text.steps(batchSize), batch);
        model.backward(batch, 0);
        optimizer.step(
            model.parameters(), model.gradient(), config.train().learningRate().initial());
      }
      model.copyParametersTo(parameters);
    }
    return parameters;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adagrad", "rmsprop", "adam", "adamw"})
  void withItTheStateLivesOnFromRoundToRound(String optimizer) {
    UnrollConfig config = config("train.optimizer=" + optimizer);

    TrainingState end = train(config);

    assertThat(end.parameters()).containsExactly(serial(config, Integer.MAX_VALUE));
    assertThat(end.optimizerState()).hasNumberOfRows(config.train().local().keptOptimizerBlocks());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adagrad", "rmsprop", "adam", "adamw"})
  void withoutItEachRoundBeginsWithAStateOfZeros(String optimizer) {
    UnrollConfig config = config("train.optimizer=" + optimizer, "train.keepOptimizerState=false");

    TrainingState end = train(config);

    assertThat(end.parameters()).containsExactly(serial(config, STEPS_OF_A_ROUND));
    assertThat(end.parameters()).isNotEqualTo(serial(config, Integer.MAX_VALUE));
    assertThat(end.optimizerState()).isEmpty();
  }

  @Test
  void theStatesOfTheShardsAreAveragedAsTheirParametersAre() {
    UnrollConfig config = config("train.optimizer=adam");
    TrainingRun run = TinyTraining.run(config, WINDOWS, 2);
    List<WindowShard> shards = TinyTraining.shards(WINDOWS, 2, 8);
    TrainingState start = TrainingState.initial(run);

    RoundResult both = SingleRound.train(config, run, shards, start);

    RoundResult first = SingleRound.train(config, run, shards.subList(0, 1), start);
    RoundResult second = SingleRound.train(config, run, shards.subList(1, 2), start);
    double share = (double) first.predictions() / (first.predictions() + second.predictions());
    assertThat(share).isNotEqualTo(0.5);
    for (int block = 0; block < 2; block++) {
      float[] mean = both.optimizerState()[block];
      for (int i = 0; i < mean.length; i++) {
        double expected =
            share * first.optimizerState()[block][i]
                + (1 - share) * second.optimizerState()[block][i];
        assertThat((double) mean[i]).isCloseTo(expected, within(1e-7 * Math.abs(expected) + 1e-12));
      }
    }
    UnrollConfig without = config.with(List.of("train.keepOptimizerState=false"));
    assertThat(SingleRound.train(without, run, shards, start).optimizerState())
        .as("what travels to the driver")
        .isEmpty();
  }
}
