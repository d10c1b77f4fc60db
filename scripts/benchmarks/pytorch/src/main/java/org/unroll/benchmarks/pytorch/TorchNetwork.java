package org.unroll.benchmarks.pytorch;

import java.util.Arrays;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Embedding or one-hot vectors, stacked recurrent layers, a softmax over the words, full or
 * adaptive; the loss is the cross-entropy. The state is carried from batch to batch, detached;
 * bidirectional layers begin each batch with a state of zeros.
 *
 * <p>Parameters have the names that PyTorch gives them in a module whose children are called {@code
 * embedding}, {@code rnn} and {@code decoder}. Target -1 is not counted.
 */
@SuppressWarnings("try") // a scope works by being open
public final class TorchNetwork {

  private final TorchShape shape;
  private final int batchSize;
  private final Tensor vectors; // (V, I): what the ids stand for
  private final TorchRecurrent recurrent;
  private final TorchDecoder decoder;
  private final TorchParameters parameters = new TorchParameters();
  private final TensorVector parameterVector;
  private final Tensor[] state; // each (L * directions, B, H)

  /**
   * Builds the network with PyTorch's own initial values and a state of zeros.
   *
   * @param batchSize B
   */
  public TorchNetwork(TorchShape shape, int batchSize) {
    this.shape = shape;
    this.batchSize = batchSize;
    this.vectors = vectors();
    this.recurrent = TorchRecurrent.of(shape);
    this.decoder = TorchDecoder.of(shape);
    parameters.register("rnn.", recurrent.module());
    parameters.register("decoder.", decoder.module());
    this.parameterVector = parameters.vector();
    this.state = new Tensor[shape.cell().states()];
    for (int i = 0; i < state.length; i++) {
      state[i] =
          torch.zeros((long) shape.layers() * shape.directions(), batchSize, shape.hiddenSize());
      state[i].retainReference();
    }
  }

  private Tensor vectors() {
    return switch (shape.input()) {
      case EMBEDDING -> {
        EmbeddingImpl embedding = new EmbeddingImpl(shape.vocabularySize(), shape.embeddingSize());
        parameters.register("embedding.", embedding);
        yield embedding.weight();
      }
      case ONE_HOT -> torch.eye(shape.vocabularySize());
    };
  }

  /** Returns the names of the parameters in PyTorch's order. */
  public Set<String> parameterNames() {
    return parameters.names();
  }

  /**
   * Overwrites a parameter.
   *
   * @param values row-major
   * @throws IllegalArgumentException if there is no such parameter
   */
  public void setParameter(String name, float[] values) {
    parameters.set(name, values);
  }

  /**
   * Returns a copy of a parameter's gradient after the last {@link #backward}, row-major.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public float[] gradient(String name) {
    return parameters.gradient(name);
  }

  /** Draws every parameter uniformly from [-range, range). */
  public void initialize(double range, long seed) {
    parameters.initialize(range, seed);
  }

  TensorVector parameterVector() {
    return parameterVector;
  }

  /** Makes the next batch begin with a state of zeros. */
  public void clearState() {
    for (Tensor carried : state) {
      carried.zero_();
    }
  }

  /** Returns a new tensor of ids, {@code (T, B)}. */
  public Tensor ids(int[] ids) {
    long[] values = Arrays.stream(ids).asLongStream().toArray();
    return AbstractTensor.create(values, (long) values.length / batchSize, (long) batchSize);
  }

  /**
   * Returns the scores {@code (T * B, V)} of the words that follow the inputs, which are logits of
   * a softmax or log-probabilities of an adaptive one, and carries the state on.
   *
   * @param inputs ids, {@code (T, B)}
   */
  public float[] scores(Tensor inputs) {
    try (PointerScope scope = new PointerScope()) {
      return TorchParameters.values(decoder.scores(forward(inputs)));
    }
  }

  /** Returns the hidden states of the last layer, {@code (T * B, H * directions)}. */
  private Tensor forward(Tensor inputs) {
    Tensor[] results = recurrent.forward(dropout(torch.embedding(vectors, inputs)), state);
    for (int i = 0; i < state.length && !shape.bidirectional(); i++) {
      Tensor carried = results[1 + i].detach();
      carried.retainReference(); // outlives the scope of this step
      state[i].releaseReference();
      state[i] = carried;
    }
    return dropout(results[0]).reshape(-1, shape.outputSize());
  }

  private Tensor dropout(Tensor values) {
    return shape.dropout() == 0 ? values : torch.dropout(values, shape.dropout(), true);
  }

  /**
   * Computes the gradient of the loss averaged over the sequences.
   *
   * @param inputs ids, {@code (T, B)}
   * @param targets ids, {@code (T, B)}
   * @return the loss summed over T and B, in nats
   */
  public double backward(Tensor inputs, Tensor targets) {
    try (PointerScope scope = new PointerScope()) {
      parameters.clearGradients();
      Tensor sum = sum(inputs, targets);
      sum.div(new Scalar((double) batchSize)).backward();
      return sum.item_double();
    }
  }

  /**
   * Returns the loss summed over T and B in nats, and carries the state on.
   *
   * @param inputs ids, {@code (T, B)}
   * @param targets ids, {@code (T, B)}
   */
  public double loss(Tensor inputs, Tensor targets) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      return sum(inputs, targets).item_double();
    }
  }

  private Tensor sum(Tensor inputs, Tensor targets) {
    return decoder.loss(forward(inputs), targets.reshape(-1));
  }
}
