package org.unroll.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The figures of the newest round of the training run on this driver.
 *
 * <p>They are static because Spark creates the plugin that reads them; the training loop writes
 * them once a round.
 */
public final class TrainingFigures {

  /** The figures, with the names under which Spark's sinks publish them. */
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
    /** The part of them in which the cores trained. */
    COMPUTING_SECONDS("computingSeconds"),
    /** The part in which cores were idle because others had more to do. */
    WAITING_SECONDS("waitingSeconds"),
    /** The part in which parameters were broadcast. */
    BROADCAST_SECONDS("broadcastSeconds"),
    /** The part in which results were returned and averaged. */
    AGGREGATION_SECONDS("aggregationSeconds"),
    /** Seconds spent writing the newest checkpoint. */
    CHECKPOINT_SECONDS("checkpointSeconds"),
    /** The largest global norm of a gradient before clipping, over shards and mini-batches. */
    GRADIENT_NORM("gradientNorm"),
    /** The learning rate of the round. */
    LEARNING_RATE("learningRate");

    private final String metricName;

    Figure(String metricName) {
      this.metricName = metricName;
    }

    /** Returns the last part of the name of the metric. */
    public String metricName() {
      return metricName;
    }
  }

  private static final Map<Figure, Double> NEWEST = new ConcurrentHashMap<>();

  private TrainingFigures() {}

  /** Updates the given figures; the others keep their values. */
  public static void publish(Map<Figure, Double> figures) {
    NEWEST.putAll(figures);
  }

  /** Returns the newest value, NaN before the first. */
  static double newest(Figure figure) {
    return NEWEST.getOrDefault(figure, Double.NaN);
  }
}
