package org.unroll.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.checkpoint.Provenance;
import org.unroll.checkpoint.Snapshot;
import org.unroll.errors.BadDataException;
import org.unroll.math.Seeds;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.ShardMetrics;

/**
 * The state of a training run between two rounds.
 *
 * @param progress the numbers
 * @param parameters in layout order
 * @param optimizerState of the inner optimiser, blocks the size of the parameters; none if it is
 *     not kept
 * @param outerState of the outer optimiser, blocks the size of the parameters
 * @param carriedStates of each shard; empty arrays stand for zeros
 * @param origin the model whose parameters the run started from; null if they were drawn
 */
public record TrainingState(
    TrainingProgress progress,
    float[] parameters,
    float[][] optimizerState,
    float[][] outerState,
    float[][] carriedStates,
    Provenance.@Nullable Start origin) {

  /** A state of a run that started from drawn parameters. */
  public TrainingState(
      TrainingProgress progress,
      float[] parameters,
      float[][] optimizerState,
      float[][] outerState,
      float[][] carriedStates) {
    this(progress, parameters, optimizerState, outerState, carriedStates, null);
  }

  private static final String OPTIMIZER = "optimizer.";
  private static final String OUTER = "outer_optimizer.";
  private static final String CARRIED = "hidden_state.";

  /** The state before the first round: parameters drawn with the run's seed. */
  public static TrainingState initial(TrainingRun run) {
    long seed = Seeds.mix(run.train().local().seed());
    return initial(run, run.task().initialValues(seed), null);
  }

  /**
   * The state before the first round.
   *
   * @param values the parameters, in layout order
   * @param origin the model that they are from; null if they are of no other model
   */
  public static TrainingState initial(
      TrainingRun run, float[] values, Provenance.@Nullable Start origin) {
    int parameters = run.layout().size();
    int shards = run.plan().shards();
    return new TrainingState(
        TrainingProgress.start(shards),
        values,
        new float[run.train().local().keptOptimizerBlocks()][parameters],
        new float[OuterOptimizer.of(run.train().outer()).stateBlocks()][parameters],
        new float[shards][0],
        origin);
  }

  /** The same state with other numbers. */
  TrainingState with(TrainingProgress next) {
    return new TrainingState(next, parameters, optimizerState, outerState, carriedStates, origin);
  }

  /** The state after a round; without any predictions, the parameters stay as they are. */
  public TrainingState afterRound(EpochPlan plan, RoundResult result, OuterOptimizer outer) {
    TrainingProgress next = progress.afterRound(plan, result.predictions(), result.loss());
    float[][] carried =
        next.step() == 0
            ? new float[result.metrics().size()][0]
            : result.metrics().stream().map(ShardMetrics::carriedState).toArray(float[][]::new);
    if (result.predictions() == 0) {
      return new TrainingState(next, parameters, optimizerState, outerState, carried, origin);
    }
    OuterOptimizer.Step step = outer.step(parameters, result.parameters(), outerState);
    return new TrainingState(
        next, step.parameters(), result.optimizerState(), step.state(), carried, origin);
  }

  /** The state as a checkpoint. */
  Snapshot toSnapshot(TrainingRun run) {
    return new Snapshot(
        run.configuration(),
        run.task().files(),
        new TensorBlock(run.layout(), parameters, Map.of("format", "pt")),
        TrainingProgressJson.write(progress),
        trainingTensors(),
        new Provenance(
            run.task().name(),
            run.dataFingerprint(),
            progress.round(),
            progress.epoch(),
            progress.predictions(),
            validation(run.task().objective().metric()),
            origin));
  }

  private Provenance.@Nullable Validation validation(String metric) {
    Double value = progress.value();
    return value == null ? null : new Provenance.Validation(metric, value);
  }

  private TensorBlock trainingTensors() {
    Map<String, float[]> blocks = new LinkedHashMap<>();
    add(blocks, OPTIMIZER, optimizerState);
    add(blocks, OUTER, outerState);
    add(blocks, CARRIED, carriedStates);
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

  /**
   * The state that {@link #toSnapshot} wrote, in this version or an earlier one.
   *
   * @throws org.unroll.errors.BadDataException if it is damaged
   */
  public static TrainingState of(Snapshot snapshot) {
    return new TrainingState(
        TrainingProgressJson.read(snapshot.trainingState()),
        snapshot.model().values(),
        arrays(snapshot.trainingTensors(), OPTIMIZER),
        arrays(snapshot.trainingTensors(), OUTER),
        arrays(snapshot.trainingTensors(), CARRIED),
        snapshot.provenance().start());
  }

  /**
   * Checks that a run could have been in this state.
   *
   * @param snapshot where it was read from
   * @throws BadDataException if it could not
   */
  public void check(TrainingRun run, Snapshot snapshot) {
    snapshot.model().checkLayout(run.layout(), CheckpointFolder.MODEL);
    int shards = run.plan().shards();
    check("number of carried states", shards, carriedStates.length);
    check("number of shards", shards, progress.shards());
    checkBlocks("optimiser", run.train().local().keptOptimizerBlocks(), optimizerState);
    checkBlocks(
        "outer optimiser", OuterOptimizer.of(run.train().outer()).stateBlocks(), outerState);
    if (progress.step() >= run.plan().steps()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "expected a checkpoint within an epoch of %d mini-batches, found one after %d",
              run.plan().steps(),
              progress.step()));
    }
  }

  private void checkBlocks(String owner, int expected, float[][] blocks) {
    check("number of states of the " + owner, expected, blocks.length);
    for (float[] block : blocks) {
      check("size of a state of the " + owner, parameters.length, block.length);
    }
  }

  private static void check(String what, int expected, int found) {
    if (found != expected) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "expected %d as the %s in the checkpoint, found %d",
              expected,
              what,
              found));
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
