package org.unroll.benchmarks;

import java.util.List;

/**
 * The network and the mini-batch of one benchmark: embedding, L stacked LSTM layers, softmax.
 *
 * @param name the name on the command line
 * @param vocabularySize V
 * @param layers L
 * @param size E = H, units of the embedding and of each layer
 * @param timeSteps T
 * @param batchSize B
 * @param dropout probability of dropping a non-recurrent connection (Zaremba et al. 2014)
 * @param initialRange the range of initial values, uniform in [-initialRange, initialRange)
 */
public record Preset(
    String name,
    int vocabularySize,
    int layers,
    int size,
    int timeSteps,
    int batchSize,
    double dropout,
    double initialRange) {

  /** The maximum global norm of the gradient, which is scaled down to it, in every preset. */
  public static final double CLIP_NORM = 5;

  /** The learning rate on the loss summed over T and averaged over B, in every preset. */
  public static final double LEARNING_RATE = 1;

  private static final List<Preset> ALL =
      List.of(
          new Preset("zaremba-small", 10_000, 2, 200, 20, 20, 0, 0.1),
          new Preset("zaremba-medium", 10_000, 2, 650, 35, 20, 0.5, 0.05),
          new Preset("charrnn-1x128", 87, 1, 128, 100, 100, 0, 0.08),
          new Preset("charrnn-2x128", 87, 2, 128, 100, 100, 0, 0.08));

  /**
   * Returns the preset of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Preset named(String name) {
    return ALL.stream()
        .filter(preset -> preset.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of "
                        + String.join(", ", ALL.stream().map(Preset::name).toList())
                        + ", found '"
                        + name
                        + "'"));
  }

  /** Returns T * B, the number of tokens that one training step predicts. */
  public int tokensPerStep() {
    return timeSteps * batchSize;
  }
}
