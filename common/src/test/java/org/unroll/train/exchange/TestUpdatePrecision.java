package org.unroll.train.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.config.UnrollConfig;
import org.unroll.testing.TinyTraining;
import org.unroll.train.OuterOptimizer;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.ShardMetrics;
import org.unroll.train.round.ShardResult;
import org.unroll.train.round.SingleRound;

/** What is lost where the shards return their changes in half precision. */
class TestUpdatePrecision {

  private static final int WINDOWS = 60;
  private static final int SHARDS = 3;

  private static UnrollConfig config(UpdatePrecision precision, String... overrides) {
    return TinyTraining.config("train.updatePrecision=" + precision.name().toLowerCase(Locale.ROOT))
        .with(List.of(overrides));
  }

  private static RoundResult round(UnrollConfig config, TrainingRun run, TrainingState from) {
    return SingleRound.train(config, run, TinyTraining.shards(WINDOWS, SHARDS, 5), from);
  }

  private static RoundResult firstRound(UnrollConfig config) {
    TrainingRun run = TinyTraining.run(config, WINDOWS, SHARDS);
    return round(config, run, TrainingState.initial(run));
  }

  /** The loss of the last epoch, in nats a token. */
  private static double lossAfter(int epochs, UnrollConfig config) {
    TrainingRun run = TinyTraining.run(config, WINDOWS, SHARDS);
    TrainingState state = TrainingState.initial(run);
    double loss = 0;
    long tokens = 0;
    while (state.progress().epoch() < epochs) {
      RoundResult result = round(config, run, state);
      boolean last = state.progress().epoch() == epochs - 1;
      loss += last ? result.loss() : 0;
      tokens += last ? result.predictions() : 0;
      state = state.afterRound(run.plan(), result, OuterOptimizer.of(config.train().outer()));
    }
    return loss / tokens;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adam"})
  void theParametersAreOffByLittleAndTheStateByNothing(String optimizer) {
    String[] keys = {"train.optimizer=" + optimizer, "train.learningRate=0.01"};
    UnrollConfig config = config(UpdatePrecision.FLOAT16, keys);
    TrainingRun run = TinyTraining.run(config, WINDOWS, SHARDS);
    float[] start = TrainingState.initial(run).parameters();

    RoundResult found = firstRound(config);

    RoundResult exact = firstRound(config(UpdatePrecision.FLOAT32, keys));
    assertThat(found.parameters()).isNotEqualTo(exact.parameters());
    float largest = 0;
    for (int i = 0; i < start.length; i++) {
      largest = Math.max(largest, Math.abs(exact.parameters()[i] - start[i]));
    }
    for (int i = 0; i < start.length; i++) {
      assertThat(found.parameters()[i]).isCloseTo(exact.parameters()[i], within(largest * 0x1p-9f));
    }
    assertThat(found.optimizerState()).isDeepEqualTo(exact.optimizerState());
  }

  @ParameterizedTest
  @ValueSource(strings = {"average", "nesterov"})
  void trainingLearnsAsMuch(String outer) {
    String[] keys = {"train.outer=" + outer, "train.optimizer=adam", "train.learningRate=0.02"};
    double exact = lossAfter(20, config(UpdatePrecision.FLOAT32, keys));
    double found = lossAfter(20, config(UpdatePrecision.FLOAT16, keys));
    assertThat(exact).as("guessing costs 3 nats").isLessThan(2.2);
    assertThat(found).isNotEqualTo(exact).isCloseTo(exact, within(0.002));
  }

  @Test
  void numbersThatAreNotFiniteReachTheDriver() {
    UnrollConfig config = config(UpdatePrecision.FLOAT16);
    TrainingRun run = TinyTraining.run(config, WINDOWS, SHARDS);
    TrainingState state = TrainingState.initial(run);
    state.parameters()[state.parameters().length - 1] = Float.NaN;

    RoundResult result = round(config, run, state);

    assertThat(result.metrics()).noneMatch(ShardMetrics::isFinite);
    assertThat(result.parameters()[state.parameters().length - 1]).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void aRoundWithoutPredictionsChangesNothing(UpdatePrecision precision) {
    RoundInput start = new RoundInput(new float[] {1, 2}, new float[0][]);
    ValueBlock[] returned = {precision.encode(start.parameters(), start.parameters())};
    ShardResult nothing = new ShardResult(returned, new ShardMetrics(new float[0], 0, 0, 0, 0, 0));
    RoundResult result = RoundResult.of(List.of(nothing, nothing), start, precision);
    assertThat(result.parameters()).containsExactly(1, 2);
  }
}
