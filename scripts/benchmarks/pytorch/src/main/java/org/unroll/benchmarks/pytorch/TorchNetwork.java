package org.unroll.benchmarks.pytorch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.CrossEntropyLossOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LossReduction;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kSum;

/**
 * Embedding, stacked recurrent layers, linear; trained by gradient descent on the cross-entropy
 * summed over T and averaged over B, its gradient clipped by global norm. The state is carried from
 * batch to batch, detached.
 *
 * <p>Parameters go by the names that PyTorch gives them in a module whose children are called
 * {@code embedding}, {@code rnn} and {@code decoder}. Target id 0 counts nothing.
 */
@SuppressWarnings("try") // a scope works by being open
public final class TorchNetwork {

  private final TorchShape shape;
  private final int streams;
  private final EmbeddingImpl embedding;
  private final TorchRecurrent recurrent;
  private final LinearImpl decoder;
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();
  private final TensorVector parameterVector;
  private final Tensor[] state; // each (L * directions, B, H)
  private final CrossEntropyLossOptions lossOptions = new CrossEntropyLossOptions();
  private final SGD optimizer;

  /**
   * Builds the network with PyTorch's own initial values and a state of zeros.
   *
   * @param streams B
   * @param learningRate of the gradient descent
   */
  public TorchNetwork(TorchShape shape, int streams, double learningRate) {
    this.shape = shape;
    this.streams = streams;
    this.embedding = new EmbeddingImpl(shape.vocabularySize(), shape.embeddingSize());
    this.recurrent = TorchRecurrent.of(shape);
    this.decoder =
        new LinearImpl((long) shape.hiddenSize() * shape.directions(), shape.vocabularySize());
    register("embedding.", embedding);
    register("rnn.", recurrent.module());
    register("decoder.", decoder);
    this.parameterVector = new TensorVector(parameters.values().toArray(Tensor[]::new));
    this.optimizer = new SGD(parameterVector, new SGDOptions(learningRate));
    this.state = new Tensor[shape.cell().states()];
    for (int i = 0; i < state.length; i++) {
      state[i] =
          torch.zeros((long) shape.layers() * shape.directions(), streams, shape.hiddenSize());
      state[i].retainReference();
    }
    lossOptions.reduction().put(new LossReduction(new kSum()));
    lossOptions.ignore_index().put(0);
  }

  private void register(String prefix, Module module) {
    StringTensorDict named = module.named_parameters();
    StringVector names = named.keys();
    for (long i = 0; i < names.size(); i++) {
      String name = names.get(i).getString();
      parameters.put(prefix + name, new Tensor(named.get(name)));
    }
  }

  /** The parameters' names, in PyTorch's order. */
  public Set<String> parameterNames() {
    return Collections.unmodifiableSet(parameters.keySet());
  }

  /**
   * Overwrites a parameter.
   *
   * @param values row-major
   * @throws IllegalArgumentException if there is no such parameter
   */
  public void setParameter(String name, float[] values) {
    try (PointerScope scope = new PointerScope()) {
      parameter(name).data().view(-1).copy_(AbstractTensor.create(values));
    }
  }

  /**
   * A copy of a parameter's gradient as the last {@link #backward} left it, row-major.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public float[] gradient(String name) {
    try (PointerScope scope = new PointerScope()) {
      return values(parameter(name).grad());
    }
  }

  private Tensor parameter(String name) {
    Tensor parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(
          "expected one of " + parameters.keySet() + ", found " + name);
    }
    return parameter;
  }

  private static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.numel())];
    FloatBuffer buffer = tensor.detach().contiguous().createBuffer();
    buffer.get(values);
    return values;
  }

  /** Draws every parameter uniformly from [-range, range). */
  public void initialize(double range, long seed) {
    torch.manual_seed(seed);
    for (Tensor parameter : parameters.values()) {
      try (PointerScope scope = new PointerScope()) {
        parameter.data().uniform_(-range, range, new GeneratorOptional());
      }
    }
  }

  /** A tensor of ids, {@code (T, B)}. */
  public Tensor ids(int[] ids) {
    long[] values = Arrays.stream(ids).asLongStream().toArray();
    return AbstractTensor.create(values, (long) values.length / streams, (long) streams);
  }

  /**
   * The logits {@code (T * B, V)} of the words that follow the inputs; carries the state on.
   *
   * @param inputs ids, {@code (T, B)}
   */
  public float[] logits(Tensor inputs) {
    try (PointerScope scope = new PointerScope()) {
      return values(forward(inputs));
    }
  }

  private Tensor forward(Tensor inputs) {
    Tensor[] results = recurrent.forward(dropout(embedding.forward(inputs)), state);
    for (int i = 0; i < state.length; i++) {
      Tensor carried = results[1 + i].detach();
      carried.retainReference(); // outlives the scope of this step
      state[i].releaseReference();
      state[i] = carried;
    }
    Tensor hidden = dropout(results[0]).reshape(-1, (long) shape.hiddenSize() * shape.directions());
    return decoder.forward(hidden);
  }

  private Tensor dropout(Tensor values) {
    return shape.dropout() == 0 ? values : torch.dropout(values, shape.dropout(), true);
  }

  /**
   * Computes the gradient of the loss averaged over the streams.
   *
   * @param inputs ids, {@code (T, B)}
   * @param targets ids, {@code (T, B)}
   * @return the loss summed over T and B, in nats
   */
  public double backward(Tensor inputs, Tensor targets) {
    try (PointerScope scope = new PointerScope()) {
      optimizer.zero_grad();
      Tensor sum = torch.cross_entropy(forward(inputs), targets.reshape(-1), lossOptions);
      sum.div(new Scalar((double) streams)).backward();
      return sum.item_double();
    }
  }

  /**
   * Clips the gradient and updates the parameters.
   *
   * @return the gradient's global norm before clipping
   */
  public double step(double clipNorm) {
    try (PointerScope scope = new PointerScope()) {
      double norm = torch.clip_grad_norm_(parameterVector, clipNorm);
      optimizer.step();
      return norm;
    }
  }
}
