package org.unroll.task.classification;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.unroll.nn.InitializerConfig;

/**
 * The shape of a classifier and its initial values.
 *
 * @param encoder the part that turns an example into one vector
 * @param labels K
 * @param choice how many labels apply to an example
 * @param initial the parameters at the beginning
 */
public record ClassificationConfig(
    EncoderConfig encoder, int labels, Choice choice, InitializerConfig initial)
    implements Serializable {

  /** The numbers of labels that can apply to an example. */
  public enum Choice {
    /** Exactly one: a softmax over the labels. */
    SINGLE,
    /** Any number: a sigmoid for each label. */
    MULTIPLE;

    /**
     * The labels that a classifier chooses: the likeliest one, or all that are likelier than not.
     *
     * @param logProbabilities of K labels, from {@code offset} on
     */
    public int[] chosen(float[] logProbabilities, int offset, int labels) {
      return switch (this) {
        case SINGLE -> {
          int best = 0;
          for (int label = 1; label < labels; label++) {
            best =
                logProbabilities[offset + label] > logProbabilities[offset + best] ? label : best;
          }
          yield new int[] {best};
        }
        case MULTIPLE ->
            IntStream.range(0, labels)
                .filter(label -> logProbabilities[offset + label] > LOG_HALF)
                .toArray();
      };
    }

    private static final float LOG_HALF = (float) -StrictMath.log(2);
  }
}
