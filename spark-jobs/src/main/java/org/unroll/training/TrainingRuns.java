package org.unroll.training;

import java.util.List;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.nn.output.AdaptiveCutoffs;
import org.unroll.nn.output.OutputConfig;
import org.unroll.prepare.PreparedData;
import org.unroll.task.language.ModelConfig;
import org.unroll.train.EpochPlan;
import org.unroll.train.TrainingRun;

/** What a configuration and prepared data together say of a training. */
final class TrainingRuns {

  private TrainingRuns() {}

  /**
   * Resolves a training.
   *
   * @param config the keys {@code model} and {@code train} count; how text was prepared is taken
   *     from the data
   * @param shards K where the configuration leaves it open; no more than there are windows
   */
  static TrainingRun of(UnrollConfig config, PreparedData data, int shards) {
    long windows = data.manifest().counts(Split.TRAIN).windows();
    if (windows == 0) {
      throw new BadDataException(
          "expected at least one window to train on, found none in " + data.folder());
    }
    UnrollConfig resolved = withOutput(config.withDataOf(data.config()), data);
    if (resolved.train().shards().isEmpty()) {
      resolved = resolved.with(List.of("train.shards=" + Math.min(shards, windows)));
    }
    return new TrainingRun(
        resolved.model(),
        resolved.train(),
        resolved.toJson(),
        data.vocabulary(),
        data.manifest().fingerprint(),
        new EpochPlan(
            windows,
            resolved.train().shards().orElseThrow(),
            resolved.train().batchSizePerWorker(),
            resolved.train().averagingFrequency()));
  }

  /** The configuration with the output layer decided, so that a checkpoint says what it holds. */
  private static UnrollConfig withOutput(UnrollConfig config, PreparedData prepared) {
    ModelConfig model = config.model();
    if (model.output().kind(prepared.vocabulary().size()) == OutputConfig.Kind.SOFTMAX) {
      return config.with(List.of("model.output=softmax"));
    }
    int rows = config.train().batchSizePerWorker() * (config.window().length() - 1);
    List<Integer> cutoffs =
        model.output().cutoffs().isEmpty()
            ? AdaptiveCutoffs.of(prepared.tokenCounts(), model.stack().hiddenSize(), rows)
            : model.output().cutoffs();
    return config.with(List.of("model.output=adaptive", "model.cutoffs=" + cutoffs));
  }
}
