package org.unroll.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll.task.Metrics;
import org.unroll.task.Objective;
import org.unroll.train.round.RoundCost;
import org.unroll.train.round.RoundTimes;

/**
 * The one list of what a training run measures, by name, for files, monitoring and logs.
 *
 * <p>Figures of the task have their own names: where the objective is a function of the loss, each
 * round has it under the objective's name, and each validation has every figure of the task under
 * its name with {@code validation} in front, such as {@code validationPerplexity}.
 */
public final class TrainingMetrics {

  private final Objective objective;

  public TrainingMetrics(Objective objective) {
    this.objective = objective;
  }

  /** The measurements of a round; times in seconds, the loss in nats a prediction. */
  public Map<String, Number> ofRound(TrainingProgress progress, RoundCost cost) {
    Map<String, Number> metrics = position(progress);
    metrics.put("roundTokens", cost.predictions());
    metrics.put("loss", cost.loss());
    objective.ofLoss(cost.loss()).ifPresent(value -> metrics.put(objective.metric(), value));
    metrics.put("gradientNorm", cost.maxGradientNorm());
    metrics.put("learningRate", cost.learningRate());
    metrics.put("tokensPerSecond", cost.predictionsPerSecond());
    RoundTimes times = cost.times();
    metrics.put("roundSeconds", times.seconds());
    metrics.put("computingSeconds", times.computing());
    metrics.put("waitingSeconds", times.waiting());
    metrics.put("broadcastSeconds", times.broadcast());
    metrics.put("aggregationSeconds", times.aggregation());
    return metrics;
  }

  /** The measurements of a validation. */
  public Map<String, Number> ofValidation(
      TrainingProgress before, double learningRate, Metrics validation) {
    Map<String, Number> metrics = position(before);
    objective
        .ofLoss(before.sinceValidation().mean())
        .ifPresent(value -> metrics.put(prefixed("train", objective.metric()), value));
    metrics.put("validationTokens", validation.predictions());
    validation.figures().forEach((name, value) -> metrics.put(ofValidation(name), value));
    metrics.put("learningRate", learningRate);
    return metrics;
  }

  /** The measurements of a checkpoint. */
  public Map<String, Number> ofCheckpoint(TrainingProgress progress, double seconds) {
    Map<String, Number> metrics = position(progress);
    metrics.put("checkpointSeconds", seconds);
    return metrics;
  }

  private static Map<String, Number> position(TrainingProgress progress) {
    Map<String, Number> metrics = new LinkedHashMap<>();
    metrics.put("round", progress.round());
    metrics.put("epoch", progress.epoch());
    metrics.put("tokens", progress.predictions());
    return metrics;
  }

  /** The name of a figure in a validation, such as {@code validationPerplexity}. */
  public static String ofValidation(String figure) {
    return prefixed("validation", figure);
  }

  private static String prefixed(String prefix, String name) {
    return prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
