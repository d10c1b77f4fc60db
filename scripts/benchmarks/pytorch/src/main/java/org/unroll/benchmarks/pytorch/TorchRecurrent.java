package org.unroll.benchmarks.pytorch;

import java.util.Arrays;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.PackedSequence;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNNonlinearity;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.T_PackedSequenceT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_PackedSequenceTensor_T;
import org.bytedeco.pytorch.T_TensorT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kReLU;
import org.bytedeco.pytorch.kTanh;

/**
 * A common interface of PyTorch's recurrent modules, which have no common method in its C++
 * interface.
 */
public interface TorchRecurrent {

  /** Returns the module that holds the parameters. */
  Module module();

  /**
   * Runs over all time steps.
   *
   * @param input {@code (T, B, I)}
   * @param state {@code (L * directions, B, H)} each
   * @return the output {@code (T, B, H * directions)}, then the new state
   */
  Tensor[] forward(Tensor input, Tensor... state);

  /**
   * Runs over packed sequences of different lengths.
   *
   * @param input {@code (T, B, I)}
   * @param lengths (B), each from 1 to T
   * @param state {@code (L * directions, B, H)} each
   * @return the output {@code (T, B, H * directions)}, zero past the end of a sequence, then the
   *     new state, which is that of each sequence at its own end
   */
  Tensor[] forwardPacked(Tensor input, int[] lengths, Tensor... state);

  private static PackedSequence pack(Tensor input, int[] lengths) {
    long[] values = Arrays.stream(lengths).asLongStream().toArray();
    return torch.pack_padded_sequence(input, AbstractTensor.create(values), false, false);
  }

  private static Tensor pad(PackedSequence packed, Tensor input) {
    return torch.pad_packed_sequence(packed, false, 0, new LongOptional(input.size(0))).get0();
  }

  /** Creates the module of a shape with PyTorch's initial values. */
  static TorchRecurrent of(TorchShape shape) {
    return switch (shape.cell()) {
      case LSTM -> lstm(shape);
      case GRU -> gru(shape);
      case RNN_TANH, RNN_RELU -> rnn(shape);
    };
  }

  private static TorchRecurrent lstm(TorchShape shape) {
    LSTMOptions options = new LSTMOptions(shape.inputSize(), shape.hiddenSize());
    options.num_layers().put(shape.layers());
    options.dropout().put(shape.dropout());
    options.bidirectional().put(shape.bidirectional());
    LSTMImpl lstm = new LSTMImpl(options);
    return new TorchRecurrent() {
      @Override
      public Module module() {
        return lstm;
      }

      @Override
      public Tensor[] forward(Tensor input, Tensor... state) {
        T_TensorT_TensorTensor_T_T result =
            lstm.forward(input, new T_TensorTensor_T(state[0], state[1]));
        return new Tensor[] {result.get0(), result.get1().get0(), result.get1().get1()};
      }

      @Override
      public Tensor[] forwardPacked(Tensor input, int[] lengths, Tensor... state) {
        T_PackedSequenceT_TensorTensor_T_T result =
            lstm.forward_with_packed_input(
                pack(input, lengths), new T_TensorTensor_T(state[0], state[1]));
        return new Tensor[] {pad(result.get0(), input), result.get1().get0(), result.get1().get1()};
      }
    };
  }

  private static TorchRecurrent gru(TorchShape shape) {
    GRUOptions options = new GRUOptions(shape.inputSize(), shape.hiddenSize());
    options.num_layers().put(shape.layers());
    options.dropout().put(shape.dropout());
    options.bidirectional().put(shape.bidirectional());
    GRUImpl gru = new GRUImpl(options);
    return new TorchRecurrent() {
      @Override
      public Module module() {
        return gru;
      }

      @Override
      public Tensor[] forward(Tensor input, Tensor... state) {
        T_TensorTensor_T result = gru.forward(input, state[0]);
        return new Tensor[] {result.get0(), result.get1()};
      }

      @Override
      public Tensor[] forwardPacked(Tensor input, int[] lengths, Tensor... state) {
        T_PackedSequenceTensor_T result =
            gru.forward_with_packed_input(pack(input, lengths), state[0]);
        return new Tensor[] {pad(result.get0(), input), result.get1()};
      }
    };
  }

  private static TorchRecurrent rnn(TorchShape shape) {
    RNNOptions options = new RNNOptions(shape.inputSize(), shape.hiddenSize());
    options.num_layers().put(shape.layers());
    options.dropout().put(shape.dropout());
    options.bidirectional().put(shape.bidirectional());
    if (shape.cell() == TorchCell.RNN_RELU) {
      options.nonlinearity().put(new RNNNonlinearity(new kReLU()));
    } else {
      options.nonlinearity().put(new RNNNonlinearity(new kTanh()));
    }
    RNNImpl rnn = new RNNImpl(options);
    return new TorchRecurrent() {
      @Override
      public Module module() {
        return rnn;
      }

      @Override
      public Tensor[] forward(Tensor input, Tensor... state) {
        T_TensorTensor_T result = rnn.forward(input, state[0]);
        return new Tensor[] {result.get0(), result.get1()};
      }

      @Override
      public Tensor[] forwardPacked(Tensor input, int[] lengths, Tensor... state) {
        T_PackedSequenceTensor_T result =
            rnn.forward_with_packed_input(pack(input, lengths), state[0]);
        return new Tensor[] {pad(result.get0(), input), result.get1()};
      }
    };
  }
}
