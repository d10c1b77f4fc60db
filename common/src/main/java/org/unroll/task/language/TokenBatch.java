package org.unroll.task.language;

/**
 * A mini-batch of a language model: for each of B streams, T ids and the T ids that follow them.
 *
 * <p>Filled again for each step; nothing is copied out of it.
 */
public final class TokenBatch {

  private final int timeSteps;
  private final int batchSize;

  /** Input ids, {@code (T, B)}. */
  public final int[] inputs;

  /**
   * Target ids, {@code (T, B)}, or {@link org.unroll.nn.output.OutputLayer#NO_TARGET} where nothing
   * is counted in the loss.
   */
  public final int[] targets;

  /**
   * Whether stream b begins a new sequence here, so that its hidden state is zeroed first; {@code
   * (B)}.
   */
  public final boolean[] startsSequence;

  public TokenBatch(int timeSteps, int batchSize) {
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    this.inputs = new int[timeSteps * batchSize];
    this.targets = new int[timeSteps * batchSize];
    this.startsSequence = new boolean[batchSize];
  }

  /** T. */
  public int timeSteps() {
    return timeSteps;
  }

  /** B. */
  public int batchSize() {
    return batchSize;
  }
}
