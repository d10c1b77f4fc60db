package org.unroll.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.unroll.checkpoint.Provenance;
import org.unroll.checkpoint.Snapshot;
import org.unroll.checkpoint.Tensors;
import org.unroll.errors.BadDataException;
import org.unroll.math.Seeds;
import org.unroll.model.LanguageModel;
import org.unroll.nn.ParameterLayout;

/**
 * Where a training is: what one round leaves to the next.
 *
 * @param progress the numbers
 * @param parameters in layout order
 * @param optimizerState of the inner optimiser, blocks the size of the parameters; none if it is
 *     not kept
 * @param hiddenStates of each shard; empty arrays stand for zeros
 */
public record TrainingState(
    TrainingProgress progress,
    float[] parameters,
    float[][] optimizerState,
    float[][] hiddenStates) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String OPTIMIZER = "optimizer.";
  private static final String HIDDEN = "hidden_state.";

  /** The state before the first round: parameters drawn with the run's seed. */
  public static TrainingState initial(TrainingRun run) {
    ParameterLayout layout = run.layout();
    float[] parameters = new float[layout.size()];
    LanguageModel.initialize(parameters, layout, run.model(), Seeds.mix(run.train().seed()));
    int shards = run.plan().shards();
    return new TrainingState(
        TrainingProgress.start(shards),
        parameters,
        new float[run.train().keptOptimizerBlocks()][layout.size()],
        new float[shards][0]);
  }

  /** The same with other numbers. */
  TrainingState with(TrainingProgress next) {
    return new TrainingState(next, parameters, optimizerState, hiddenStates);
  }

  /**
   * The state after a round.
   *
   * @param results of all shards, in the order of the shards
   */
  TrainingState afterRound(EpochPlan plan, List<LocalResult> results, OuterOptimizer outer) {
    long tokens = 0;
    double loss = 0;
    WeightedMean mean = new WeightedMean(parameters.length);
    for (LocalResult result : results) {
      tokens += result.tokens();
      loss += result.loss();
      mean.add(result.parameters(), result.tokens());
    }
    TrainingProgress next = progress.afterRound(plan, tokens, loss);
    return new TrainingState(
        next,
        tokens == 0 ? parameters : outer.next(parameters, mean.mean()),
        meanOptimizerState(results, tokens),
        next.step() == 0 ? new float[results.size()][0] : hiddenStates(results));
  }

  private float[][] meanOptimizerState(List<LocalResult> results, long tokens) {
    if (tokens == 0) {
      return optimizerState;
    }
    float[][] next = new float[optimizerState.length][];
    for (int block = 0; block < next.length; block++) {
      WeightedMean mean = new WeightedMean(parameters.length);
      for (LocalResult result : results) {
        mean.add(result.optimizerState()[block], result.tokens());
      }
      next[block] = mean.mean();
    }
    return next;
  }

  private static float[][] hiddenStates(List<LocalResult> results) {
    return results.stream().map(LocalResult::hiddenState).toArray(float[][]::new);
  }

  /** As a checkpoint. */
  Snapshot toSnapshot(TrainingRun run) {
    return new Snapshot(
        run.configuration(),
        run.vocabulary(),
        new Tensors(run.layout(), parameters, Map.of("format", "pt")),
        json(),
        trainingTensors(),
        new Provenance(
            run.dataFingerprint(),
            progress.round(),
            progress.epoch(),
            progress.tokens(),
            progress.validationPerplexity()));
  }

  private String json() {
    try {
      return MAPPER.writeValueAsString(progress);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are always JSON", e);
    }
  }

  private Tensors trainingTensors() {
    ParameterLayout.Builder builder = ParameterLayout.builder();
    for (int block = 0; block < optimizerState.length; block++) {
      builder.add(OPTIMIZER + block, optimizerState[block].length);
    }
    for (int shard = 0; shard < hiddenStates.length; shard++) {
      builder.add(HIDDEN + shard, hiddenStates[shard].length);
    }
    ParameterLayout layout = builder.build();
    float[] values = new float[layout.size()];
    int at = 0;
    for (float[] block : optimizerState) {
      System.arraycopy(block, 0, values, at, block.length);
      at += block.length;
    }
    for (float[] hidden : hiddenStates) {
      System.arraycopy(hidden, 0, values, at, hidden.length);
      at += hidden.length;
    }
    return new Tensors(layout, values, Map.of());
  }

  /** The state that {@link #toSnapshot} wrote. */
  public static TrainingState of(Snapshot snapshot) {
    try {
      TrainingProgress progress =
          MAPPER.readValue(snapshot.trainingState(), TrainingProgress.class);
      return new TrainingState(
          progress,
          snapshot.model().values(),
          arrays(snapshot.trainingTensors(), OPTIMIZER),
          arrays(snapshot.trainingTensors(), HIDDEN));
    } catch (JsonProcessingException e) {
      throw new BadDataException(
          "expected the state of a training, found " + e.getOriginalMessage(), e);
    }
  }

  private static float[][] arrays(Tensors tensors, String prefix) {
    return tensors.layout().names().stream()
        .filter(name -> name.startsWith(prefix))
        .map(tensors.layout()::slot)
        .map(
            slot ->
                Arrays.copyOfRange(tensors.values(), slot.offset(), slot.offset() + slot.size()))
        .toArray(float[][]::new);
  }
}
