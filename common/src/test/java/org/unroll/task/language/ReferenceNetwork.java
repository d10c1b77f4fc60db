package org.unroll.task.language;

import java.util.Arrays;
import org.unroll.math.Seeds;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.dropout.DropoutMask;
import org.unroll.nn.input.InputConfig;
import org.unroll.nn.output.OutputLayer;
import org.unroll.tensor.TensorLayout;

/**
 * A language model in double precision, one vector after the other, straight from the equations: an
 * oracle for tests that shares no arithmetic with the model it checks.
 */
final class ReferenceNetwork {

  /** What the forward pass of one layer, time and stream leaves for its backward pass. */
  private static final class Step {
    double[] input = {}; // (I)
    double[] previous = {}; // h of the time before, (H)
    double[] read = {}; // what dropout leaves of it for the recurrent products, (H)
    double[] previousCell = {}; // c of the time before, (H)
    double[] gates = {}; // after their non-linearities, (G, H)
    double[] recurrent = {}; // W_hh h + b_hh, (G, H)
    double[] hidden = {}; // (H)
    double[] cell = {}; // (H)
  }

  private final ModelConfig config;
  private final TensorLayout layout;
  private final int vocabularySize;
  private final int timeSteps;
  private final int batchSize;

  private final ReferenceOutput output;
  final double[] parameters;
  final double[] gradient;

  /** (L, 2, B, H): h and c. */
  final double[][][][] state;

  ReferenceNetwork(ModelConfig config, TensorLayout layout, int v, int timeSteps, int batchSize) {
    this.config = config;
    this.layout = layout;
    this.vocabularySize = v;
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    this.parameters = new double[layout.size()];
    this.gradient = new double[layout.size()];
    this.output = new ReferenceOutput(config, layout, v, batchSize, parameters, gradient);
    this.state = new double[config.stack().layers()][2][batchSize][config.stack().hiddenSize()];
  }

  /**
   * The masks that a model with dropout draws from {@code seed}: on the input of each layer and on
   * the last output, (T * B * width), then on the recurrent connections of each layer, (B * H); no
   * factors where p is 0.
   */
  double[][] masks(long seed) {
    double[][] masks = noMasks();
    for (int k = 0; config.dropout().probability() > 0 && k <= config.stack().layers(); k++) {
      int width = k == 0 ? config.input().size(vocabularySize) : config.stack().hiddenSize();
      boolean shared = config.dropout().kind() == DropoutConfig.Kind.VARIATIONAL;
      float[] factors = new float[(shared ? 1 : timeSteps) * batchSize * width];
      DropoutMask.fill(factors, factors.length, config.dropout().probability(), Seeds.mix(seed, k));
      masks[k] = new double[timeSteps * batchSize * width];
      for (int i = 0; i < masks[k].length; i++) {
        masks[k][i] = factors[i % factors.length];
      }
    }
    for (int layer = 0;
        config.dropout().recurrent() > 0 && layer < config.stack().layers();
        layer++) {
      float[] factors = new float[batchSize * config.stack().hiddenSize()];
      long own = Seeds.mix(seed, -1 - layer);
      DropoutMask.fill(factors, factors.length, config.dropout().recurrent(), own);
      double[] mask = new double[factors.length];
      Arrays.setAll(mask, i -> factors[i]);
      masks[config.stack().layers() + 1 + layer] = mask;
    }
    return masks;
  }

  double[][] noMasks() {
    return new double[2 * config.stack().layers() + 1][0];
  }

  void fillState(double value) {
    for (double[][][] layer : state) {
      for (int stream = 0; stream < batchSize; stream++) {
        layer[0][stream] = filled(value);
        layer[1][stream] = filled(value);
      }
    }
  }

  private double[] filled(double value) {
    double[] filled = new double[config.stack().hiddenSize()];
    Arrays.fill(filled, value);
    return filled;
  }

  /** (L, S, B, H), as the model flattens it. */
  double[] flatState() {
    int states = config.stack().cell() == CellKind.LSTM ? 2 : 1;
    return Arrays.stream(state)
        .flatMap(layer -> Arrays.stream(layer).limit(states))
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /**
   * Sum of -log p. With {@code learn}, the gradient of its B-th part is left in {@link #gradient}.
   *
   * @param masks as {@link #masks} has them
   */
  double run(TokenBatch batch, double[][] masks, boolean learn) {
    int layers = config.stack().layers();
    int rows = timeSteps * batchSize;
    Step[][] steps = new Step[layers][rows];
    double[][] outputs = new double[rows][];
    double[][] dOutputs = new double[rows][config.stack().hiddenSize()];
    Arrays.fill(gradient, 0);
    for (int b = 0; b < batchSize; b++) {
      for (int layer = 0; batch.startsSequence[b] && layer < layers; layer++) {
        state[layer][0][b] = filled(0);
        state[layer][1][b] = filled(0);
      }
    }
    for (int row = 0; row < rows; row++) {
      int b = row % batchSize;
      double[] x = input(batch.inputs[row]);
      for (int layer = 0; layer < layers; layer++) {
        double[] h = state[layer][0][b];
        double[] read = masked(h, masks[layers + 1 + layer], b);
        Step step = forward(layer, masked(x, masks[layer], row), h, read, state[layer][1][b]);
        steps[layer][row] = step;
        state[layer][0][b] = step.hidden;
        state[layer][1][b] = step.cell;
        x = step.hidden;
      }
      outputs[row] = masked(x, masks[layers], row);
    }
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      if (batch.targets[row] != OutputLayer.NO_TARGET) {
        loss += output.run(outputs[row], batch.targets[row], dOutputs[row]);
      }
    }
    if (learn) {
      backward(batch, masks, steps, dOutputs);
    }
    return loss;
  }

  private void backward(TokenBatch batch, double[][] masks, Step[][] steps, double[][] dOutputs) {
    int layers = config.stack().layers();
    double[][][] dHidden = new double[layers][batchSize][config.stack().hiddenSize()];
    double[][][] dCell = new double[layers][batchSize][config.stack().hiddenSize()];
    for (int row = timeSteps * batchSize - 1; row >= 0; row--) {
      int b = row % batchSize;
      double[] dx = masked(dOutputs[row], masks[layers], row);
      for (int layer = layers - 1; layer >= 0; layer--) {
        for (int j = 0; j < dx.length; j++) {
          dHidden[layer][b][j] += dx[j];
        }
        double[] recurrentMask = masks[layers + 1 + layer];
        dx =
            backward(
                layer, steps[layer][row], dHidden[layer][b], dCell[layer][b], recurrentMask, b);
        dx = masked(dx, masks[layer], row);
      }
      if (config.input().kind() == InputConfig.Kind.EMBEDDING) {
        int offset = layout.slot("embedding.weight").offset() + batch.inputs[row] * dx.length;
        for (int j = 0; j < dx.length; j++) {
          gradient[offset + j] += dx[j];
        }
      }
    }
  }

  private Step forward(int layer, double[] x, double[] h, double[] read, double[] c) {
    int n = config.stack().hiddenSize();
    Step step = new Step();
    step.input = x;
    step.previous = h;
    step.read = read;
    step.previousCell = c;
    double[] a = affine(layer, "ih", x);
    double[] r = affine(layer, "hh", read);
    step.recurrent = r;
    step.hidden = new double[n];
    step.cell = new double[n];
    step.gates = new double[a.length];
    double[] g = step.gates;
    switch (config.stack().cell()) {
      case RNN_TANH, RNN_RELU -> {
        for (int j = 0; j < n; j++) {
          g[j] =
              config.stack().cell() == CellKind.RNN_TANH
                  ? Math.tanh(a[j] + r[j])
                  : Math.max(0, a[j] + r[j]);
          step.hidden[j] = g[j];
        }
      }
      case LSTM -> {
        for (int j = 0; j < n; j++) {
          g[j] = sigmoid(a[j] + r[j]);
          g[n + j] = sigmoid(a[n + j] + r[n + j]);
          g[2 * n + j] = Math.tanh(a[2 * n + j] + r[2 * n + j]);
          g[3 * n + j] = sigmoid(a[3 * n + j] + r[3 * n + j]);
          step.cell[j] = g[n + j] * c[j] + g[j] * g[2 * n + j];
          step.hidden[j] = g[3 * n + j] * Math.tanh(step.cell[j]);
        }
      }
      case GRU -> {
        for (int j = 0; j < n; j++) {
          g[j] = sigmoid(a[j] + r[j]);
          g[n + j] = sigmoid(a[n + j] + r[n + j]);
          g[2 * n + j] = Math.tanh(a[2 * n + j] + g[j] * r[2 * n + j]);
          step.hidden[j] = (1 - g[n + j]) * g[2 * n + j] + g[n + j] * h[j];
        }
      }
      case GRU_RESET_BEFORE -> {
        double[] resetHidden = new double[n];
        for (int j = 0; j < n; j++) {
          g[j] = sigmoid(a[j] + r[j]);
          g[n + j] = sigmoid(a[n + j] + r[n + j]);
          resetHidden[j] = g[j] * read[j];
        }
        double[] candidate = affine(layer, "hh", resetHidden);
        for (int j = 0; j < n; j++) {
          g[2 * n + j] = Math.tanh(a[2 * n + j] + candidate[2 * n + j]);
          step.hidden[j] = (1 - g[n + j]) * h[j] + g[n + j] * g[2 * n + j];
        }
      }
    }
    return step;
  }

  /** Returns dx; {@code dHidden} and {@code dCell} become those of the time before. */
  private double[] backward(
      int layer, Step step, double[] dHidden, double[] dCell, double[] recurrentMask, int stream) {
    int n = config.stack().hiddenSize();
    double[] g = step.gates;
    double[] da = new double[g.length];
    double[] dr = new double[g.length];
    double[] direct = new double[n];
    double[] dRead = new double[n];
    for (int j = 0; j < n; j++) {
      double dh = dHidden[j];
      switch (config.stack().cell()) {
        case RNN_TANH -> da[j] = dr[j] = dh * (1 - g[j] * g[j]);
        case RNN_RELU -> da[j] = dr[j] = g[j] > 0 ? dh : 0;
        case LSTM -> {
          double i = g[j];
          double f = g[n + j];
          double candidate = g[2 * n + j];
          double o = g[3 * n + j];
          double tanh = Math.tanh(step.cell[j]);
          double dc = dCell[j] + dh * o * (1 - tanh * tanh);
          da[j] = dc * candidate * i * (1 - i);
          da[n + j] = dc * step.previousCell[j] * f * (1 - f);
          da[2 * n + j] = dc * i * (1 - candidate * candidate);
          da[3 * n + j] = dh * tanh * o * (1 - o);
          for (int k = j; k < g.length; k += n) {
            dr[k] = da[k];
          }
          dCell[j] = dc * f;
        }
        case GRU -> {
          double r = g[j];
          double z = g[n + j];
          double candidate = g[2 * n + j];
          da[2 * n + j] = dh * (1 - z) * (1 - candidate * candidate);
          dr[2 * n + j] = da[2 * n + j] * r;
          da[n + j] = dr[n + j] = dh * (step.previous[j] - candidate) * z * (1 - z);
          da[j] = dr[j] = da[2 * n + j] * step.recurrent[2 * n + j] * r * (1 - r);
          direct[j] = dh * z;
        }
        case GRU_RESET_BEFORE -> {
          double z = g[n + j];
          double candidate = g[2 * n + j];
          da[2 * n + j] = dr[2 * n + j] = dh * z * (1 - candidate * candidate);
          da[n + j] = dr[n + j] = dh * (candidate - step.previous[j]) * z * (1 - z);
          direct[j] = dh * (1 - z);
        }
      }
    }
    if (config.stack().cell() == CellKind.GRU_RESET_BEFORE) {
      double[] candidateOnly = new double[3 * n];
      System.arraycopy(dr, 2 * n, candidateOnly, 2 * n, n);
      double[] resetHidden = new double[n];
      for (int j = 0; j < n; j++) {
        resetHidden[j] = g[j] * step.read[j];
      }
      double[] dResetHidden = dAffine(layer, "hh", resetHidden, candidateOnly);
      Arrays.fill(dr, 2 * n, 3 * n, 0);
      for (int j = 0; j < n; j++) {
        da[j] = dr[j] = dResetHidden[j] * step.read[j] * g[j] * (1 - g[j]);
        dRead[j] = dResetHidden[j] * g[j];
      }
    }
    double[] dProduct = dAffine(layer, "hh", step.read, dr);
    for (int j = 0; j < n; j++) {
      dRead[j] += dProduct[j];
    }
    double[] dPrevious = masked(dRead, recurrentMask, stream);
    for (int j = 0; j < n; j++) {
      dHidden[j] = dPrevious[j] + direct[j];
    }
    return dAffine(layer, "ih", step.input, da);
  }

  private double[] affine(int layer, String kind, double[] x) {
    int weight = layout.slot("rnn.weight_" + kind + "_l" + layer).offset();
    double[] y = new double[layout.slot("rnn.bias_ih_l" + layer).size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = hasBias(kind) ? parameters[bias(layer, kind) + i] : 0;
      for (int j = 0; j < x.length; j++) {
        y[i] += parameters[weight + i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private double[] dAffine(int layer, String kind, double[] x, double[] dy) {
    int weight = layout.slot("rnn.weight_" + kind + "_l" + layer).offset();
    double[] dx = new double[x.length];
    for (int i = 0; i < dy.length; i++) {
      if (hasBias(kind)) {
        gradient[bias(layer, kind) + i] += dy[i];
      }
      for (int j = 0; j < x.length; j++) {
        gradient[weight + i * x.length + j] += dy[i] * x[j];
        dx[j] += dy[i] * parameters[weight + i * x.length + j];
      }
    }
    return dx;
  }

  private boolean hasBias(String kind) {
    return kind.equals("ih") || config.stack().recurrentBias();
  }

  private int bias(int layer, String kind) {
    return layout.slot("rnn.bias_" + kind + "_l" + layer).offset();
  }

  private double[] input(int id) {
    if (config.input().kind() == InputConfig.Kind.ONE_HOT) {
      double[] oneHot = new double[vocabularySize];
      oneHot[id] = 1;
      return oneHot;
    }
    int from = layout.slot("embedding.weight").offset() + id * config.input().embeddingSize();
    return Arrays.copyOfRange(parameters, from, from + config.input().embeddingSize());
  }

  private static double[] masked(double[] x, double[] mask, int row) {
    double[] y = x.clone();
    for (int j = 0; mask.length > 0 && j < y.length; j++) {
      y[j] *= mask[row * y.length + j];
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
