package org.unroll.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll.checkpoint.Provenance;
import org.unroll.checkpoint.Snapshot;
import org.unroll.errors.BadDataException;
import org.unroll.math.Seeds;
import org.unroll.task.language.LanguageModel;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.ShardMetrics;

/**
 * Where a training is: what one round leaves to the next.
 *
 * @param progress the numbers
 * @param parameters in layout order
 * @param optimizerState of the inner optimiser, blocks the size of the parameters; none if it is
 *     not kept
 * @param outerState of the outer optimiser, blocks the size of the parameters
 * @param hiddenStates of each shard; empty arrays stand for zeros
 */
public record TrainingState(
    TrainingProgress progress,
    float[] parameters,
    float[][] optimizerState,
    float[][] outerState,
    float[][] hiddenStates) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String OPTIMIZER = "optimizer.";
  private static final String OUTER = "outer_optimizer.";
  private static final String HIDDEN = "hidden_state.";

  /** The state before the first round: parameters drawn with the run's seed. */
  public static TrainingState initial(TrainingRun run) {
    TensorLayout layout = run.layout();
    float[] parameters = new float[layout.size()];
    LanguageModel.initialize(parameters, layout, run.model(), Seeds.mix(run.train().seed()));
    int shards = run.plan().shards();
    return new TrainingState(
        TrainingProgress.start(shards),
        parameters,
        new float[run.train().keptOptimizerBlocks()][layout.size()],
        new float[OuterOptimizer.of(run.train().outer()).stateBlocks()][layout.size()],
        new float[shards][0]);
  }

  /** The same with other numbers. */
  TrainingState with(TrainingProgress next) {
    return new TrainingState(next, parameters, optimizerState, outerState, hiddenStates);
  }

  /** The state after a round; one in which no shard had a prediction to make changes no number. */
  public TrainingState afterRound(EpochPlan plan, RoundResult result, OuterOptimizer outer) {
    TrainingProgress next = progress.afterRound(plan, result.tokens(), result.loss());
    float[][] hidden =
        next.step() == 0
            ? new float[result.reports().size()][0]
            : result.reports().stream().map(ShardMetrics::hiddenState).toArray(float[][]::new);
    if (result.tokens() == 0) {
      return new TrainingState(next, parameters, optimizerState, outerState, hidden);
    }
    OuterOptimizer.Step step = outer.step(parameters, result.parameters(), outerState);
    return new TrainingState(
        next, step.parameters(), result.optimizerState(), step.state(), hidden);
  }

  /** As a checkpoint. */
  Snapshot toSnapshot(TrainingRun run) {
    return new Snapshot(
        run.configuration(),
        run.vocabulary(),
        new TensorBlock(run.layout(), parameters, Map.of("format", "pt")),
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

  private TensorBlock trainingTensors() {
    Map<String, float[]> blocks = new LinkedHashMap<>();
    add(blocks, OPTIMIZER, optimizerState);
    add(blocks, OUTER, outerState);
    add(blocks, HIDDEN, hiddenStates);
    TensorLayout.Builder builder = TensorLayout.builder();
    blocks.forEach((name, block) -> builder.add(name, block.length));
    TensorLayout layout = builder.build();
    float[] values = new float[layout.size()];
    blocks.forEach(
        (name, block) ->
            System.arraycopy(block, 0, values, layout.slot(name).offset(), block.length));
    return new TensorBlock(layout, values, Map.of());
  }

  private static void add(Map<String, float[]> blocks, String prefix, float[][] added) {
    for (int i = 0; i < added.length; i++) {
      blocks.put(prefix + i, added[i]);
    }
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
          arrays(snapshot.trainingTensors(), OUTER),
          arrays(snapshot.trainingTensors(), HIDDEN));
    } catch (JsonProcessingException e) {
      throw new BadDataException(
          "expected the state of a training, found " + e.getOriginalMessage(), e);
    }
  }

  private static float[][] arrays(TensorBlock tensors, String prefix) {
    return tensors.layout().names().stream()
        .filter(name -> name.startsWith(prefix))
        .map(tensors.layout()::slot)
        .map(
            slot ->
                Arrays.copyOfRange(tensors.values(), slot.offset(), slot.offset() + slot.size()))
        .toArray(float[][]::new);
  }
}
