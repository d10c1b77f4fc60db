package org.unroll.task.generation;

import java.util.Arrays;
import org.unroll.nn.output.OutputLayer;
import org.unroll.task.batch.RaggedInts;
import org.unroll.text.Vocabulary;

/**
 * The texts of a mini-batch as a decoder learns them: it reads {@code <eos>} and then the tokens of
 * a text, and predicts the tokens and then {@code <eos>}.
 *
 * <p>A model may read something else first, such as a picture's features; then these leading steps
 * have no target.
 */
public final class TargetBatch {

  private final int timeSteps;
  private final int batchSize;
  private final int leadingSteps;
  private final int[] inputs; // (T, B)
  private final int[] targets; // (T, B)
  private final int[] lengths; // (B)
  private int rows;
  private long predictions;

  /**
   * Allocates a mini-batch.
   *
   * @param timeSteps T, leading steps included; of a longer text only the beginning counts, and its
   *     end is not learnt
   * @param batchSize B
   * @param leadingSteps the steps before {@code <eos>} is read
   */
  public TargetBatch(int timeSteps, int batchSize, int leadingSteps) {
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    this.leadingSteps = leadingSteps;
    this.inputs = new int[Math.multiplyExact(timeSteps, batchSize)];
    this.targets = new int[inputs.length];
    this.lengths = new int[batchSize];
  }

  /**
   * Reads some texts.
   *
   * @param examples the rows of {@code texts}, at most B
   */
  public void read(RaggedInts texts, int[] examples) {
    Arrays.fill(inputs, Vocabulary.PAD);
    Arrays.fill(targets, OutputLayer.NO_TARGET);
    Arrays.fill(lengths, 0);
    int longest = 1;
    predictions = 0;
    for (int b = 0; b < examples.length; b++) {
      int tokens = texts.length(examples[b]);
      lengths[b] = Math.min(timeSteps, leadingSteps + tokens + 1);
      longest = Math.max(longest, lengths[b]);
      int before = Vocabulary.EOS;
      for (int step = leadingSteps; step < lengths[b]; step++) {
        int position = step - leadingSteps;
        int token = position < tokens ? texts.get(examples[b], position) : Vocabulary.EOS;
        inputs[step * batchSize + b] = before;
        targets[step * batchSize + b] = token;
        before = token;
        predictions++;
      }
    }
    rows = longest * batchSize;
  }

  /** The ids that the decoder reads, (T, B); {@code <pad>} in leading steps and past the ends. */
  public int[] inputs() {
    return inputs;
  }

  /** The ids that it predicts, (T, B), or {@link OutputLayer#NO_TARGET}. */
  public int[] targets() {
    return targets;
  }

  /** The steps of each text, (B), leading ones included. */
  public int[] lengths() {
    return lengths;
  }

  /** The rows of the steps that are taken: B for each step of the longest text. */
  public int rows() {
    return rows;
  }

  /** The number of targets. */
  public long predictions() {
    return predictions;
  }
}
