package org.unroll.benchmarks;

/**
 * One window of measured training.
 *
 * @param tokens the number of tokens predicted in it
 * @param seconds how long it took
 */
public record Window(long tokens, double seconds) {

  /** Trains for at least {@code seconds}, and to the end of the piece in hand. */
  static Window measure(Trainer trainer, double seconds) {
    long start = System.nanoTime();
    long tokens = 0;
    double elapsed;
    do {
      tokens += trainer.train();
      elapsed = (System.nanoTime() - start) * 1e-9;
    } while (elapsed < seconds);
    return new Window(tokens, elapsed);
  }

  /** The speed over the whole window. */
  public double tokensPerSecond() {
    return tokens / seconds;
  }
}
