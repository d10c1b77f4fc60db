package org.unroll.optim;

import java.nio.FloatBuffer;
import org.unroll.math.VectorMath;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * A clipped step along a gradient: one pass over the gradient for its norm, then one over gradient,
 * parameters and state that does all the rest, in pieces that stay in the first cache. Sums are
 * formed in the order of the block.
 *
 * <p>A batch uses few rows of an embedding, and the gradient is zero in all others. Where a zero
 * changes nothing (gradient descent without momentum, Adagrad; neither with weight decay) those
 * rows are passed over. Everywhere else they take part, because momentum and running means move
 * them on: the result is that of the whole gradient, never that of a "lazy" or "sparse" variant.
 *
 * <p>Not for use by several threads at once.
 */
public final class Optimizer {

  /** Values of a piece: with two blocks of state it takes 32 KiB. */
  private static final int PIECE = 2048;

  private final OptimizerConfig config;
  private final TensorLayout layout;
  private final RateFactors factors;
  private final float[][] state; // (stateBlocks, parameters)
  private final float[] g = new float[PIECE];
  private final float[] w = new float[PIECE];
  private long steps;

  /** An optimiser whose state is zero. */
  public Optimizer(OptimizerConfig config, TensorLayout layout) {
    this(config, layout, RateFactors.equal(layout));
  }

  /**
   * An optimiser whose state is zero, with a learning rate of its own for each part.
   *
   * @param factors of the rate; where one is 0 the parameters rest, while the state goes on
   */
  public Optimizer(OptimizerConfig config, TensorLayout layout, RateFactors factors) {
    this.config = config;
    this.layout = layout;
    this.factors = factors;
    this.state = new float[config.rule().stateBlocks()][layout.size()];
  }

  /**
   * The state itself, not a copy; {@code (stateBlocks, parameters)}. Together with the number of
   * steps it is all that the optimiser remembers.
   */
  public float[][] state() {
    return state;
  }

  /**
   * Continues from the state of another optimiser.
   *
   * @param blocks its state, which is copied
   * @param stepsBefore the steps that led to it
   */
  public void resume(float[][] blocks, long stepsBefore) {
    if (blocks.length != state.length) {
      throw new IllegalArgumentException(
          "expected " + state.length + " blocks of state, found " + blocks.length);
    }
    for (int block = 0; block < state.length; block++) {
      System.arraycopy(blocks[block], 0, state[block], 0, layout.size());
    }
    steps = stepsBefore;
  }

  /**
   * Updates the parameters. A gradient whose norm is not finite changes nothing.
   *
   * @return the global norm of the gradient before clipping: the square root of the sum of its
   *     squares over all tensors
   */
  public double step(Parameters parameters, Gradient gradient, double learningRate) {
    if (parameters.size() != layout.size()) {
      throw new IllegalArgumentException(
          "expected " + layout.size() + " parameters, found " + parameters.size());
    }
    double norm = norm(gradient);
    if (!Double.isFinite(norm)) {
      return norm;
    }
    steps++;
    float factor = (float) config.clipping().factor(norm);
    if (config.restsAtZero()) {
      for (int range = 0; range < gradient.ranges(); range++) {
        update(
            parameters, gradient, gradient.start(range), gradient.end(range), factor, learningRate);
      }
    } else {
      update(parameters, gradient, 0, layout.size(), factor, learningRate);
    }
    parameters.changed();
    return norm;
  }

  private double norm(Gradient gradient) {
    FloatBuffer values = gradient.buffer();
    double squares = 0;
    for (int range = 0; range < gradient.ranges(); range++) {
      for (int offset = gradient.start(range); offset < gradient.end(range); offset += PIECE) {
        int size = Math.min(PIECE, gradient.end(range) - offset);
        values.get(offset, g, 0, size);
        squares += VectorMath.sumOfSquares(g, 0, size);
      }
    }
    return Math.sqrt(squares);
  }

  private void update(
      Parameters parameters, Gradient gradient, int start, int end, float factor, double rate) {
    for (RateFactors.Part part : factors.parts()) {
      int from = Math.max(start, part.start());
      int to = Math.min(end, part.end());
      if (from < to) {
        updatePart(parameters, gradient, from, to, factor, rate * part.factor());
      }
    }
  }

  private void updatePart(
      Parameters parameters, Gradient gradient, int start, int end, float factor, double rate) {
    FloatBuffer values = parameters.buffer();
    FloatBuffer slopes = gradient.buffer();
    for (int offset = start; offset < end; offset += PIECE) {
      int size = Math.min(PIECE, end - offset);
      slopes.get(offset, g, 0, size);
      values.get(offset, w, 0, size);
      clipAndDecay(size, factor, rate);
      config.rule().update(g, w, state, offset, size, rate, steps);
      values.put(offset, w, 0, size);
    }
  }

  private void clipAndDecay(int size, float factor, double rate) {
    float limit = (float) config.clipping().maxValue();
    if (factor != 1 || limit != Float.POSITIVE_INFINITY) {
      VectorMath.clip(factor, limit, g, 0, size);
    }
    double decay = config.weightDecay().rate();
    if (decay == 0) {
      return;
    }
    switch (config.weightDecay().form()) {
      case GRADIENT -> VectorMath.axpy((float) decay, w, 0, g, 0, size);
      case DECOUPLED ->
          VectorMath.clip((float) (1 - rate * decay), Float.POSITIVE_INFINITY, w, 0, size);
    }
  }
}
