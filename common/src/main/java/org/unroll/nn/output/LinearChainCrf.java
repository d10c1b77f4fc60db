package org.unroll.nn.output;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * A conditional random field over chains of K tags (Lafferty, McCallum and Pereira 2001; as the
 * last layer of a network: Lample et al. 2016). The score of a sequence of tags is the sum of the
 * emissions of its tags, of the transitions between neighbours, and of the first and last tag; its
 * probability is {@code e^score / Z}, the loss of a sequence {@code log Z - score}.
 *
 * <p>Sums run in the logarithmic domain: those of a step relative to their largest term, with the
 * exponentials of the transitions computed once a batch.
 */
public final class LinearChainCrf {

  static final String TRANSITIONS = "transitions";
  static final String STARTS = "start_transitions";
  static final String ENDS = "end_transitions";

  private final int tags;
  private final int batchSize;
  private final Tensor transitions; // (K, K): from, to
  private final Tensor starts; // (K)
  private final Tensor ends; // (K)
  private final double[] transitionFactors; // (K, K): e^(transition - maxTransition)
  private double maxTransition;
  private final double[] alphas; // (T, B, K): log of the sum over all ways to a tag
  private final double[] logZ; // (B)
  private final double[] next; // (K): of a step, emission + beta, or the sum over all ways
  private final double[] beta; // (K): log of the sum over all ways from a tag to the end
  private final double[] ahead; // (K): e^(emission + beta - their maximum)
  private final double[] behind; // (K): e^(alpha - their maximum)
  private final float[] row; // (K)

  private Matrix emissions; // of the last forward
  private int[] targets = {};
  private int[] lengths = {};

  /** A tensor and its gradient as plain arrays; the blocks are read and written once a batch. */
  private static final class Tensor {
    final FloatBuffer source;
    final FloatBuffer target;
    final float[] values;
    final double[] gradient;
    final float[] rounded;

    Tensor(Parameters parameters, Gradient gradient, String name) {
      this.source = parameters.view(name);
      this.target = gradient.view(name);
      this.values = new float[source.capacity()];
      this.gradient = new double[values.length];
      this.rounded = new float[values.length];
    }

    void read() {
      source.get(0, values);
    }

    void writeGradient(double scale) {
      for (int i = 0; i < rounded.length; i++) {
        rounded[i] = (float) (scale * gradient[i]);
      }
      target.put(0, rounded);
    }
  }

  /**
   * Builds a layer over views of a model's blocks.
   *
   * @param prefix of the tensors' names, as {@link #addTo} added them
   * @param timeSteps T
   * @param batchSize B
   */
  public LinearChainCrf(
      Parameters parameters, Gradient gradient, String prefix, int timeSteps, int batchSize) {
    this.batchSize = batchSize;
    this.transitions = new Tensor(parameters, gradient, prefix + TRANSITIONS);
    this.starts = new Tensor(parameters, gradient, prefix + STARTS);
    this.ends = new Tensor(parameters, gradient, prefix + ENDS);
    this.tags = starts.values.length;
    this.transitionFactors = new double[tags * tags];
    this.alphas = new double[Math.multiplyExact(timeSteps * batchSize, tags)];
    this.logZ = new double[batchSize];
    this.next = new double[tags];
    this.beta = new double[tags];
    this.ahead = new double[tags];
    this.behind = new double[tags];
    this.row = new float[tags];
    this.emissions = Matrix.of(row, 0, tags);
  }

  /** Adds the tensors of a layer for K tags. */
  public static void addTo(TensorLayout.Builder layout, String prefix, int tags) {
    layout
        .add(prefix + STARTS, tags)
        .add(prefix + TRANSITIONS, tags, tags)
        .add(prefix + ENDS, tags);
  }

  /**
   * Computes the loss of a batch.
   *
   * @param emissions (T * B, K)
   * @param targets (T * B), the right tag of each step up to the sequence's end
   * @param lengths (B)
   * @return the sum of {@code log Z - score} over the sequences, in nats
   */
  public double forward(Matrix emissions, int[] targets, int[] lengths) {
    this.emissions = emissions;
    this.targets = targets;
    this.lengths = lengths;
    prepare();
    double loss = 0;
    for (int b = 0; b < batchSize; b++) {
      if (lengths[b] > 0) {
        computeAlphas(b);
        loss += logZ[b] - score(b);
      }
    }
    return loss;
  }

  private void prepare() {
    transitions.read();
    starts.read();
    ends.read();
    maxTransition = Double.NEGATIVE_INFINITY;
    for (float value : transitions.values) {
      maxTransition = Math.max(maxTransition, value);
    }
    for (int i = 0; i < transitionFactors.length; i++) {
      transitionFactors[i] = StrictMath.exp(transitions.values[i] - maxTransition);
    }
  }

  /** log Z of a sequence of the last {@link #forward}. */
  public double logPartition(int sequence) {
    return logZ[sequence];
  }

  private int offset(int step, int b) {
    return (step * batchSize + b) * tags;
  }

  private void computeAlphas(int b) {
    emissions.get(b, 1, row, 0);
    for (int tag = 0; tag < tags; tag++) {
      alphas[offset(0, b) + tag] = starts.values[tag] + row[tag];
    }
    for (int step = 1; step < lengths[b]; step++) {
      double max = exponentials(alphas, offset(step - 1, b), behind);
      Arrays.fill(next, 0);
      for (int from = 0; from < tags; from++) {
        for (int tag = 0; tag < tags; tag++) {
          next[tag] += behind[from] * transitionFactors[from * tags + tag];
        }
      }
      emissions.get(step * batchSize + b, 1, row, 0);
      for (int tag = 0; tag < tags; tag++) {
        alphas[offset(step, b) + tag] = row[tag] + max + maxTransition + StrictMath.log(next[tag]);
      }
    }
    for (int tag = 0; tag < tags; tag++) {
      next[tag] = alphas[offset(lengths[b] - 1, b) + tag] + ends.values[tag];
    }
    double max = exponentials(next, 0, behind);
    logZ[b] = max + StrictMath.log(Arrays.stream(behind).sum());
  }

  /** Writes e^(x - max x) of K values and returns the maximum. */
  private double exponentials(double[] x, int offset, double[] target) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < tags; i++) {
      max = Math.max(max, x[offset + i]);
    }
    for (int i = 0; i < tags; i++) {
      target[i] = StrictMath.exp(x[offset + i] - max);
    }
    return max;
  }

  private double score(int b) {
    int tag = targets[b];
    double score = starts.values[tag];
    for (int step = 0; step < lengths[b]; step++) {
      int row = step * batchSize + b;
      if (step > 0) {
        score += transitions.values[tag * tags + targets[row]];
      }
      tag = targets[row];
      score += emissions.buffer().get(row * emissions.stride() + tag);
    }
    return score + ends.values[tag];
  }

  /**
   * Computes the backward pass of {@link #forward}: the gradient of an emission is the probability
   * of its tag less 1 where the tag is right, that of a transition its expected number less the
   * number of times it is right. Writes the gradients of the layer's tensors.
   *
   * @param scale the factor of the sum of losses in the loss
   * @param dEmissions (T * B, K), of which the first rows are written, as far as the longest
   *     sequence reaches; zero past the ends; may share memory with the emissions
   */
  public void backward(double scale, Matrix dEmissions) {
    for (Tensor tensor : new Tensor[] {transitions, starts, ends}) {
      Arrays.fill(tensor.gradient, 0);
    }
    int longest = Arrays.stream(lengths).max().orElse(0);
    for (int b = 0; b < batchSize; b++) {
      for (int step = lengths[b]; step < longest; step++) {
        dEmissions.clearRow(step * batchSize + b);
      }
      if (lengths[b] > 0) {
        backward(b, scale, dEmissions);
      }
    }
    for (Tensor tensor : new Tensor[] {transitions, starts, ends}) {
      tensor.writeGradient(scale);
    }
  }

  private void backward(int b, double scale, Matrix dEmissions) {
    int last = lengths[b] - 1;
    for (int tag = 0; tag < tags; tag++) {
      beta[tag] = ends.values[tag];
    }
    for (int step = last; step >= 0; step--) {
      int position = step * batchSize + b;
      int target = targets[position];
      emissions.get(position, 1, row, 0);
      for (int tag = 0; tag < tags; tag++) {
        next[tag] = row[tag] + beta[tag];
        double probability = StrictMath.exp(alphas[position * tags + tag] + beta[tag] - logZ[b]);
        double error = tag == target ? probability - 1 : probability;
        row[tag] = (float) (scale * error);
        if (step == 0) {
          starts.gradient[tag] += error;
        }
        if (step == last) {
          ends.gradient[tag] += error;
        }
      }
      dEmissions.put(position, 1, row, 0);
      if (step > 0) {
        stepBack(b, step);
      }
    }
  }

  /** Adds the gradients of the transitions into a step, and moves beta to the step before. */
  private void stepBack(int b, int step) {
    int position = step * batchSize + b;
    double maxAhead = exponentials(next, 0, ahead);
    double maxBehind = exponentials(alphas, offset(step - 1, b), behind);
    double factor = StrictMath.exp(maxBehind + maxTransition + maxAhead - logZ[b]);
    for (int from = 0; from < tags; from++) {
      double sum = 0;
      for (int tag = 0; tag < tags; tag++) {
        double way = transitionFactors[from * tags + tag] * ahead[tag];
        sum += way;
        transitions.gradient[from * tags + tag] += factor * behind[from] * way;
      }
      beta[from] = maxTransition + maxAhead + StrictMath.log(sum);
    }
    transitions.gradient[targets[position - batchSize] * tags + targets[position]] -= 1;
  }
}
