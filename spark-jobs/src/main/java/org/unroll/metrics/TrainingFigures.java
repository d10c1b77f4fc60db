package org.unroll.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the newest round of the driver's training run measured.
 *
 * <p>One instance for each driver JVM, because Spark makes the plugin that reads it; the training
 * loop writes it once a round.
 */
public final class TrainingFigures {

  /** The figures, under the names that Spark's sinks publish them with. */
  public enum Figure {
    /** Rounds done since the run began, resumed ones included. */
    ROUND("round"),
    /** Mean training loss of the round, in nats a token. */
    LOSS("loss"),
    /** {@code exp(loss)}. */
    PERPLEXITY("perplexity"),
    /** Perplexity of the newest validation. */
    VALIDATION_PERPLEXITY("validationPerplexity"),
    /** Tokens trained a second, all shards together, waiting included. */
    TOKENS_PER_SECOND("tokensPerSecond"),
    /** Seconds from the broadcast of a round's parameters to their average. */
    ROUND_SECONDS("roundSeconds"),
    /** The part of them in which cores trained. */
    COMPUTING_SECONDS("computingSeconds"),
    /** The part in which cores idled because others had more to do. */
    WAITING_SECONDS("waitingSeconds"),
    /** The part in which parameters were handed out. */
    BROADCAST_SECONDS("broadcastSeconds"),
    /** The part in which results were returned and averaged. */
    AGGREGATION_SECONDS("aggregationSeconds"),
    /** Seconds that writing the newest checkpoint took. */
    CHECKPOINT_SECONDS("checkpointSeconds"),
    /** The largest global norm of a gradient before clipping, over shards and mini-batches. */
    GRADIENT_NORM("gradientNorm"),
    /** The learning rate of the round. */
    LEARNING_RATE("learningRate");

    private final String metricName;

    Figure(String metricName) {
      this.metricName = metricName;
    }

    /** The last part of the metric's name. */
    public String metricName() {
      return metricName;
    }
  }

  private static final Map<Figure, Double> NEWEST = new ConcurrentHashMap<>();

  private TrainingFigures() {}

  /** Replaces the figures that {@code figures} holds; the others keep their values. */
  public static void publish(Map<Figure, Double> figures) {
    NEWEST.putAll(figures);
  }

  /** The newest value, not a number before the first. */
  static double newest(Figure figure) {
    return NEWEST.getOrDefault(figure, Double.NaN);
  }
}
