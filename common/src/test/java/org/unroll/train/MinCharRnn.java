package org.unroll.train;

/**
 * A character-level Elman network with Adagrad, in double precision and from the equations alone: h
 * = tanh(Wxh x + Whh h' + bh), y = Why h + by, p = softmax(y), the loss the sum of -ln p(target).
 */
final class MinCharRnn {

  private static final int HIDDEN = 100;
  private static final double RATE = 0.1;
  private static final double CLIP = 5;
  private static final double EPSILON = 1e-8;

  private final int vocabulary;
  private final double[][] inputToHidden; // Wxh, (H, V)
  private final double[][] hiddenToHidden; // Whh, (H, H)
  private final double[][] hiddenToOutput; // Why, (V, H)
  private final double[][] hiddenBias; // bh, (1, H)
  private final double[][] outputBias; // by, (1, V)
  private final double[][][] memory;
  private double[] state = new double[HIDDEN];

  MinCharRnn(int vocabulary) {
    this.vocabulary = vocabulary;
    this.inputToHidden = new double[HIDDEN][vocabulary];
    this.hiddenToHidden = new double[HIDDEN][HIDDEN];
    this.hiddenToOutput = new double[vocabulary][HIDDEN];
    this.hiddenBias = new double[1][HIDDEN];
    this.outputBias = new double[1][vocabulary];
    this.memory = zerosLike(parameters());
  }

  /** Wxh, Whh, Why, bh, by. */
  double[][][] parameters() {
    return new double[][][] {inputToHidden, hiddenToHidden, hiddenToOutput, hiddenBias, outputBias};
  }

  /** The sums of squared gradients, as {@link #parameters} has what they belong to. */
  double[][][] memory() {
    return memory;
  }

  /** h after the last step. */
  double[] state() {
    return state;
  }

  private static double[][][] zerosLike(double[][][] tensors) {
    double[][][] zeros = new double[tensors.length][][];
    for (int k = 0; k < tensors.length; k++) {
      zeros[k] = new double[tensors[k].length][tensors[k][0].length];
    }
    return zeros;
  }

  /** Trains on one piece of text and returns its loss before the step. */
  double step(int[] inputs, int[] targets) {
    int steps = inputs.length;
    double[][] hidden = new double[steps + 1][];
    double[][] probabilities = new double[steps][];
    hidden[0] = state;
    double loss = 0;
    for (int t = 0; t < steps; t++) {
      hidden[t + 1] = hidden(inputs[t], hidden[t]);
      probabilities[t] = probabilities(hidden[t + 1]);
      loss -= Math.log(probabilities[t][targets[t]]);
    }
    state = hidden[steps];
    update(gradients(inputs, targets, hidden, probabilities));
    return loss;
  }

  private double[] hidden(int input, double[] before) {
    double[] after = new double[HIDDEN];
    for (int i = 0; i < HIDDEN; i++) {
      double sum = inputToHidden[i][input] + hiddenBias[0][i];
      for (int j = 0; j < HIDDEN; j++) {
        sum += hiddenToHidden[i][j] * before[j];
      }
      after[i] = Math.tanh(sum);
    }
    return after;
  }

  private double[] probabilities(double[] hidden) {
    double[] p = new double[vocabulary];
    double total = 0;
    for (int v = 0; v < vocabulary; v++) {
      double score = outputBias[0][v];
      for (int j = 0; j < HIDDEN; j++) {
        score += hiddenToOutput[v][j] * hidden[j];
      }
      p[v] = Math.exp(score);
      total += p[v];
    }
    for (int v = 0; v < vocabulary; v++) {
      p[v] /= total;
    }
    return p;
  }

  private double[][][] gradients(
      int[] inputs, int[] targets, double[][] hidden, double[][] probabilities) {
    double[][][] d = zerosLike(parameters());
    double[] dNext = new double[HIDDEN];
    for (int t = inputs.length - 1; t >= 0; t--) {
      double[] dHidden = dNext;
      for (int v = 0; v < vocabulary; v++) {
        double dScore = probabilities[t][v] - (v == targets[t] ? 1 : 0);
        d[4][0][v] += dScore;
        for (int j = 0; j < HIDDEN; j++) {
          d[2][v][j] += dScore * hidden[t + 1][j];
          dHidden[j] += dScore * hiddenToOutput[v][j];
        }
      }
      dNext = new double[HIDDEN];
      for (int i = 0; i < HIDDEN; i++) {
        double dSum = dHidden[i] * (1 - hidden[t + 1][i] * hidden[t + 1][i]);
        d[3][0][i] += dSum;
        d[0][i][inputs[t]] += dSum;
        for (int j = 0; j < HIDDEN; j++) {
          d[1][i][j] += dSum * hidden[t][j];
          dNext[j] += dSum * hiddenToHidden[i][j];
        }
      }
    }
    return d;
  }

  private void update(double[][][] gradients) {
    double[][][] parameters = parameters();
    for (int k = 0; k < parameters.length; k++) {
      for (int i = 0; i < parameters[k].length; i++) {
        for (int j = 0; j < parameters[k][i].length; j++) {
          double g = Math.max(-CLIP, Math.min(CLIP, gradients[k][i][j]));
          memory[k][i][j] += g * g;
          parameters[k][i][j] -= RATE * g / Math.sqrt(memory[k][i][j] + EPSILON);
        }
      }
    }
  }
}
