package org.unroll.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll.math.Seeds;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.dropout.DropoutMask;
import org.unroll.tensor.TensorLayout;

/**
 * A {@link RecurrentStack} in double precision, one sequence after the other: an oracle for tests
 * that shares no arithmetic with the network it checks.
 */
public final class ReferenceStack {

  private final RecurrentConfig config;
  private final int timeSteps;
  private final int batchSize;
  private final int units;
  private final int directions;
  private final ReferenceCell[][] cells; // (L, D)
  private final ReferenceCell.Step[][][] steps; // (L, D, T * B)
  private double[][] masks = {};
  private int[] lengths = {};

  /**
   * A network over some of the tensors of a block.
   *
   * @param parameters in the order of the layout
   * @param gradient receives the sums of the weights' gradients
   */
  public ReferenceStack(
      RecurrentConfig config,
      String prefix,
      CellShape shape,
      TensorLayout layout,
      double[] parameters,
      double[] gradient) {
    this.config = config;
    this.timeSteps = shape.timeSteps();
    this.batchSize = shape.batchSize();
    this.units = config.stack().hiddenSize();
    this.directions = config.outputSize() / units;
    int layers = config.stack().layers();
    this.cells = new ReferenceCell[layers][directions];
    this.steps = new ReferenceCell.Step[layers][directions][timeSteps * batchSize];
    for (int layer = 0; layer < layers; layer++) {
      for (int d = 0; d < directions; d++) {
        String suffix = "_l" + layer + (d == 0 ? "" : "_reverse");
        cells[layer][d] =
            new ReferenceCell(config.stack(), layout, prefix, suffix, parameters, gradient);
      }
    }
  }

  /** S. */
  private int states() {
    return config.stack().cell() == CellKind.LSTM ? 2 : 1;
  }

  /** The size of a state, (L, D, S, B, H). */
  public int stateSize() {
    return config.stack().layers() * directions * states() * batchSize * units;
  }

  /** The index of a sequence's vector in a state. */
  public int stateOffset(int layer, int direction, int vector, int sequence) {
    int row = ((layer * directions + direction) * states() + vector) * batchSize + sequence;
    return row * units;
  }

  /** Lengths of T for all sequences. */
  public int[] full() {
    int[] full = new int[batchSize];
    Arrays.fill(full, timeSteps);
    return full;
  }

  /**
   * The masks that a network with dropout draws from {@code seed}: on the input of each layer and
   * on the last output, (T * B * width), then on the recurrent connections of each layer and
   * direction, (B * H); no factors where p is 0.
   */
  public double[][] masks(long seed) {
    DropoutConfig dropout = config.dropout();
    int layers = config.stack().layers();
    List<double[]> drawn = new ArrayList<>();
    for (int k = 0; k <= layers; k++) {
      int width = k == layers ? config.outputSize() : config.inputSize(k);
      boolean shared = dropout.kind() == DropoutConfig.Kind.VARIATIONAL;
      int own = (shared ? 1 : timeSteps) * batchSize * width;
      float[] factors = factors(dropout.probability(), own, Seeds.mix(seed, k));
      double[] mask = new double[factors.length == 0 ? 0 : timeSteps * batchSize * width];
      Arrays.setAll(mask, i -> factors[i % factors.length]);
      drawn.add(mask);
    }
    for (int k = 0; k < layers * directions; k++) {
      long ofLayer = Seeds.mix(seed, -1 - k / directions);
      long own = directions == 1 ? ofLayer : Seeds.mix(ofLayer, k % directions);
      float[] factors = factors(dropout.recurrent(), batchSize * units, own);
      double[] mask = new double[factors.length];
      Arrays.setAll(mask, i -> factors[i]);
      drawn.add(mask);
    }
    return drawn.toArray(double[][]::new);
  }

  private static float[] factors(double probability, int size, long seed) {
    float[] factors = new float[probability == 0 ? 0 : size];
    DropoutMask.fill(factors, factors.length, probability, seed);
    return factors;
  }

  /** The masks of a network without dropout. */
  public double[][] noMasks() {
    return new double[config.stack().layers() * (1 + directions) + 1][0];
  }

  /**
   * Takes the steps of a batch.
   *
   * @param input (T * B, I)
   * @param batchLengths (B)
   * @param batchMasks as {@link #masks} has them
   * @param state the initial state, which is replaced by the final one
   * @return (T * B, D * H)
   */
  public double[][] forward(
      double[][] input, int[] batchLengths, double[][] batchMasks, double[] state) {
    lengths = batchLengths;
    masks = batchMasks;
    double[][] x = input;
    for (int layer = 0; layer < cells.length; layer++) {
      x = masked(x, masks[layer]);
      double[][] output = new double[timeSteps * batchSize][directions * units];
      for (int d = 0; d < directions; d++) {
        for (int b = 0; b < batchSize; b++) {
          forward(layer, d, b, x, state, output);
        }
      }
      x = output;
    }
    return masked(x, masks[cells.length]);
  }

  private void forward(int layer, int d, int b, double[][] x, double[] state, double[][] output) {
    double[] h = vector(state, layer, d, 0, b);
    double[] c = vector(state, layer, d, states() - 1, b);
    double[] mask = recurrentMask(layer, d, b);
    for (int step = 0; step < lengths[b]; step++) {
      int row = row(d, b, step);
      double[] read = h.clone();
      for (int j = 0; j < units; j++) {
        read[j] *= mask[j];
      }
      ReferenceCell.Step taken = cells[layer][d].forward(x[row], h, read, c);
      steps[layer][d][row] = taken;
      h = taken.hidden;
      c = taken.cell;
      System.arraycopy(h, 0, output[row], d * units, units);
    }
    put(c, state, layer, d, states() - 1, b);
    put(h, state, layer, d, 0, b);
  }

  /** The row that a direction reads in one of its steps. */
  private int row(int d, int b, int step) {
    int time = d == 0 ? step : lengths[b] - 1 - step;
    return time * batchSize + b;
  }

  /**
   * Goes back the steps of the last {@link #forward}; adds to the gradients of the weights.
   *
   * @param dOutput (T * B, D * H)
   * @param dState the gradient of the final state, which is replaced by that of the initial one
   * @return (T * B, I)
   */
  public double[][] backward(double[][] dOutput, double[] dState) {
    double[][] dx = masked(dOutput, masks[cells.length]);
    for (int layer = cells.length - 1; layer >= 0; layer--) {
      double[][] dInput = new double[timeSteps * batchSize][config.inputSize(layer)];
      for (int d = 0; d < directions; d++) {
        for (int b = 0; b < batchSize; b++) {
          backward(layer, d, b, dx, dState, dInput);
        }
      }
      dx = masked(dInput, masks[layer]);
    }
    return dx;
  }

  private void backward(
      int layer, int d, int b, double[][] dOutput, double[] dState, double[][] dInput) {
    double[] dh = vector(dState, layer, d, 0, b);
    double[] dc = states() == 2 ? vector(dState, layer, d, 1, b) : new double[units];
    double[] mask = recurrentMask(layer, d, b);
    for (int step = lengths[b] - 1; step >= 0; step--) {
      int row = row(d, b, step);
      for (int j = 0; j < units; j++) {
        dh[j] += dOutput[row][d * units + j];
      }
      double[] dx = cells[layer][d].backward(steps[layer][d][row], dh, dc, mask);
      for (int j = 0; j < dx.length; j++) {
        dInput[row][j] += dx[j];
      }
    }
    put(dc, dState, layer, d, states() - 1, b);
    put(dh, dState, layer, d, 0, b);
  }

  private double[] vector(double[] state, int layer, int d, int vector, int b) {
    int from = stateOffset(layer, d, vector, b);
    return Arrays.copyOfRange(state, from, from + units);
  }

  private void put(double[] values, double[] state, int layer, int d, int vector, int b) {
    System.arraycopy(values, 0, state, stateOffset(layer, d, vector, b), units);
  }

  /** (H); ones where there is no dropout. */
  private double[] recurrentMask(int layer, int d, int b) {
    double[] all = masks[cells.length + 1 + layer * directions + d];
    if (all.length > 0) {
      return Arrays.copyOfRange(all, b * units, (b + 1) * units);
    }
    double[] ones = new double[units];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[][] masked(double[][] x, double[] mask) {
    double[][] y = new double[x.length][];
    for (int row = 0; row < x.length; row++) {
      y[row] = x[row].clone();
      for (int j = 0; mask.length > 0 && j < y[row].length; j++) {
        y[row][j] *= mask[row * y[row].length + j];
      }
    }
    return y;
  }
}
