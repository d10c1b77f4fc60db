package org.unroll.nn;

import java.util.Arrays;
import org.unroll.nn.cell.CellKind;
import org.unroll.tensor.TensorLayout;

/**
 * A recurrent cell with its weights in double precision, one vector at a time, straight from the
 * equations.
 */
final class ReferenceCell {

  /** What the forward pass of one step leaves for its backward pass. */
  static final class Step {
    private double[] input = {}; // (I)
    private double[] previous = {}; // h of the step before, (H)
    private double[] read = {}; // what dropout leaves of it for the recurrent products, (H)
    private double[] previousCell = {}; // c of the step before, (H)
    private double[] gates = {}; // after their non-linearities, (G, H)
    private double[] recurrent = {}; // W_hh h + b_hh, (G, H)
    double[] hidden = {}; // (H)
    double[] cell = {}; // (H)
  }

  private final CellKind kind;
  private final int units;
  private final TensorLayout layout;
  private final String prefix;
  private final String suffix;
  private final double[] parameters;
  private final double[] gradient;

  /**
   * A cell over the tensors {@code prefix + "weight_ih" + suffix} and so on.
   *
   * @param gradient receives the sums of the weights' gradients
   */
  ReferenceCell(
      StackConfig config,
      TensorLayout layout,
      String prefix,
      String suffix,
      double[] parameters,
      double[] gradient) {
    this.kind = config.cell();
    this.units = config.hiddenSize();
    this.layout = layout;
    this.prefix = prefix;
    this.suffix = suffix;
    this.parameters = parameters;
    this.gradient = gradient;
  }

  /**
   * Takes one step.
   *
   * @param x (I)
   * @param h of the step before, (H)
   * @param read what dropout leaves of h for the recurrent products, (H)
   * @param c of the step before, (H)
   */
  Step forward(double[] x, double[] h, double[] read, double[] c) {
    int n = units;
    Step step = new Step();
    step.input = x;
    step.previous = h;
    step.read = read;
    step.previousCell = c;
    double[] a = affine("ih", x);
    double[] r = affine("hh", read);
    step.recurrent = r;
    step.hidden = new double[n];
    step.cell = new double[n];
    step.gates = new double[a.length];
    double[] g = step.gates;
    switch (kind) {
      case RNN_TANH, RNN_RELU -> {
        for (int j = 0; j < n; j++) {
          g[j] = kind == CellKind.RNN_TANH ? Math.tanh(a[j] + r[j]) : Math.max(0, a[j] + r[j]);
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
        for (int j = 0; j < n; j++) {
          g[j] = sigmoid(a[j] + r[j]);
          g[n + j] = sigmoid(a[n + j] + r[n + j]);
        }
        double[] candidate = affine("hh", resetHidden(step));
        for (int j = 0; j < n; j++) {
          g[2 * n + j] = Math.tanh(a[2 * n + j] + candidate[2 * n + j]);
          step.hidden[j] = (1 - g[n + j]) * h[j] + g[n + j] * g[2 * n + j];
        }
      }
    }
    return step;
  }

  private double[] resetHidden(Step step) {
    double[] resetHidden = new double[units];
    Arrays.setAll(resetHidden, j -> step.gates[j] * step.read[j]);
    return resetHidden;
  }

  /**
   * Returns dx; {@code dHidden} and {@code dCell} become those of the step before.
   *
   * @param mask on the recurrent connections, (H)
   */
  double[] backward(Step step, double[] dHidden, double[] dCell, double[] mask) {
    int n = units;
    double[] g = step.gates;
    double[] da = new double[g.length];
    double[] dr = new double[g.length];
    double[] direct = new double[n];
    double[] dRead = new double[n];
    for (int j = 0; j < n; j++) {
      double dh = dHidden[j];
      switch (kind) {
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
    if (kind == CellKind.GRU_RESET_BEFORE) {
      double[] candidateOnly = new double[3 * n];
      System.arraycopy(dr, 2 * n, candidateOnly, 2 * n, n);
      double[] dResetHidden = dAffine("hh", resetHidden(step), candidateOnly);
      Arrays.fill(dr, 2 * n, 3 * n, 0);
      for (int j = 0; j < n; j++) {
        da[j] = dr[j] = dResetHidden[j] * step.read[j] * g[j] * (1 - g[j]);
        dRead[j] = dResetHidden[j] * g[j];
      }
    }
    double[] dProduct = dAffine("hh", step.read, dr);
    for (int j = 0; j < n; j++) {
      dHidden[j] = (dRead[j] + dProduct[j]) * mask[j] + direct[j];
    }
    return dAffine("ih", step.input, da);
  }

  private double[] affine(String name, double[] x) {
    int weight = layout.slot(prefix + "weight_" + name + suffix).offset();
    double[] y = new double[layout.slot(prefix + "bias_ih" + suffix).size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = hasBias(name) ? parameters[bias(name) + i] : 0;
      for (int j = 0; j < x.length; j++) {
        y[i] += parameters[weight + i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private double[] dAffine(String name, double[] x, double[] dy) {
    int weight = layout.slot(prefix + "weight_" + name + suffix).offset();
    double[] dx = new double[x.length];
    for (int i = 0; i < dy.length; i++) {
      if (hasBias(name)) {
        gradient[bias(name) + i] += dy[i];
      }
      for (int j = 0; j < x.length; j++) {
        gradient[weight + i * x.length + j] += dy[i] * x[j];
        dx[j] += dy[i] * parameters[weight + i * x.length + j];
      }
    }
    return dx;
  }

  private boolean hasBias(String name) {
    return layout.names().contains(prefix + "bias_" + name + suffix);
  }

  private int bias(String name) {
    return layout.slot(prefix + "bias_" + name + suffix).offset();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
