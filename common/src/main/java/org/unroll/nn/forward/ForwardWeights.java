package org.unroll.nn.forward;

import java.nio.FloatBuffer;
import org.unroll.math.Matrix;
import org.unroll.math.SharedWeights;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.ElmanCell;
import org.unroll.tensor.TensorBlock;

/**
 * The weights of recurrent layers, taken from the tensors under PyTorch's names, such as {@code
 * rnn.weight_ih_l0_reverse}: a prefix, the tensor, and the suffix of a layer and direction.
 */
record ForwardWeights(StackConfig config, String prefix, TensorBlock tensors) {

  PackedLinear input(String suffix) {
    return new PackedLinear(new SharedWeights(inputWeight(suffix)), inputBias(suffix));
  }

  Matrix inputWeight(String suffix) {
    return tensors.matrix(prefix + "weight_ih" + suffix);
  }

  /** Both biases, as far as they can be added at once; (G * H). */
  float[] inputBias(String suffix) {
    float[] bias = new float[config.gates() * config.hiddenSize()];
    tensors.view(prefix + "bias_ih" + suffix).get(0, bias);
    float[] recurrent = recurrentBias(suffix);
    int count =
        switch (config.cell()) {
          case RNN_TANH, RNN_RELU, LSTM, GRU_RESET_BEFORE -> bias.length;
          case GRU -> 2 * config.hiddenSize();
        };
    for (int i = 0; i < count; i++) {
      bias[i] += recurrent[i];
    }
    return bias;
  }

  private float[] recurrentBias(String suffix) {
    float[] bias = new float[config.gates() * config.hiddenSize()];
    if (config.recurrentBias()) {
      tensors.view(prefix + "bias_hh" + suffix).get(0, bias);
    }
    return bias;
  }

  ForwardCell cell(String suffix) {
    int units = config.hiddenSize();
    Matrix weight = tensors.matrix(prefix + "weight_hh" + suffix);
    return switch (config.cell()) {
      case RNN_TANH ->
          new ForwardElmanCell(units, new SharedWeights(weight), ElmanCell.Activation.TANH);
      case RNN_RELU ->
          new ForwardElmanCell(units, new SharedWeights(weight), ElmanCell.Activation.RELU);
      case LSTM -> new ForwardLstmCell(units, new SharedWeights(weight));
      case GRU ->
          new ForwardGruCell(
              units,
              new SharedWeights(weight.rows(0, 2 * units)),
              PackedLinear.of(
                  weight.rows(2 * units, units),
                  FloatBuffer.wrap(recurrentBias(suffix)).slice(2 * units, units)));
      case GRU_RESET_BEFORE ->
          new ForwardResetBeforeGruCell(
              units,
              new SharedWeights(weight.rows(0, 2 * units)),
              new SharedWeights(weight.rows(2 * units, units)));
    };
  }
}
