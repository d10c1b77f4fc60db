package org.unroll.testing;

import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;

/**
 * An LSTM language model that reads one token after the other, in double precision: what the
 * perplexities and completions of the real one are compared to.
 */
public final class PlainLstm {

  private final TensorBlock tensors;
  private final int layers;
  private final int units;
  private final double[][] hidden;
  private final double[][] cell;

  /**
   * A model whose state is zero.
   *
   * @param tensors under PyTorch's names
   * @param layers L
   */
  public PlainLstm(TensorBlock tensors, int layers) {
    this.tensors = tensors;
    this.layers = layers;
    this.units = slot("rnn.weight_hh_l0").shape().get(1);
    this.hidden = new double[layers][units];
    this.cell = new double[layers][units];
  }

  /** The natural logarithms of the probabilities of what follows {@code id}. */
  public double[] read(int id) {
    double[] x = row("embedding.weight", id);
    for (int layer = 0; layer < layers; layer++) {
      step(layer, x);
      x = hidden[layer];
    }
    return logSoftmax(product("decoder.weight", "decoder.bias", x));
  }

  /** Hochreiter and Schmidhuber's equations, gates in the order i, f, g, o. */
  private void step(int layer, double[] x) {
    double[] input = product("rnn.weight_ih_l" + layer, "rnn.bias_ih_l" + layer, x);
    double[] recurrent = product("rnn.weight_hh_l" + layer, "rnn.bias_hh_l" + layer, hidden[layer]);
    double[] next = new double[units];
    for (int unit = 0; unit < units; unit++) {
      double[] gate = new double[4];
      for (int k = 0; k < 4; k++) {
        gate[k] = input[k * units + unit] + recurrent[k * units + unit];
      }
      cell[layer][unit] =
          sigmoid(gate[1]) * cell[layer][unit] + sigmoid(gate[0]) * Math.tanh(gate[2]);
      next[unit] = sigmoid(gate[3]) * Math.tanh(cell[layer][unit]);
    }
    hidden[layer] = next;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private double[] product(String weight, String bias, double[] x) {
    double[] product = row(bias, 0, slot(bias).size());
    for (int i = 0; i < product.length; i++) {
      double[] weights = row(weight, i);
      for (int k = 0; k < x.length; k++) {
        product[i] += weights[k] * x[k];
      }
    }
    return product;
  }

  private static double[] logSoftmax(double[] scores) {
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    double[] logarithms = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      logarithms[i] = scores[i] - Math.log(sum);
    }
    return logarithms;
  }

  private TensorLayout.Slot slot(String name) {
    return tensors.layout().slot(name);
  }

  private double[] row(String name, int row) {
    return row(name, row, slot(name).shape().get(1));
  }

  private double[] row(String name, int row, int width) {
    double[] values = new double[width];
    for (int i = 0; i < width; i++) {
      values[i] = tensors.values()[slot(name).offset() + row * width + i];
    }
    return values;
  }
}
