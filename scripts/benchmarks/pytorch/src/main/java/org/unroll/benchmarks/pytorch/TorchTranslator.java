package org.unroll.benchmarks.pytorch;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.CrossEntropyLossOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LinearOptions;
import org.bytedeco.pytorch.LossReduction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kSum;

/**
 * A translator built from PyTorch's modules: embeddings, an encoder of both directions over packed
 * sequences, additive attention, and a decoder of one layer with input feeding, taught with the
 * right tokens. The names of the parameters are Unroll's.
 */
@SuppressWarnings("try") // a scope works by being open
public final class TorchTranslator {

  /**
   * The shape of a translator.
   *
   * @param cell of encoder and decoder
   * @param encoderLayers L
   * @param sourceTokens the size of the source's vocabulary
   * @param targetTokens the size of the target's vocabulary
   * @param embeddingSize of both languages
   * @param encoderSize the hidden units of each direction
   * @param decoderSize the hidden units of the decoder, which are as many as its outputs
   * @param attentionSize the units of the attention
   * @param labelSmoothing the share of a target's probability that all tokens have
   */
  public record Shape(
      TorchCell cell,
      int encoderLayers,
      int sourceTokens,
      int targetTokens,
      int embeddingSize,
      int encoderSize,
      int decoderSize,
      int attentionSize,
      double labelSmoothing) {

    private TorchShape recurrent(boolean both, int inputs, int units) {
      int layers = both ? encoderLayers : 1;
      return new TorchShape(
          cell, layers, both, 1, TorchInput.EMBEDDING, inputs, units, List.of(), 0);
    }
  }

  private static final long NO_TARGET = -1;

  private final Shape shape;
  private final TorchParameters parameters = new TorchParameters();
  private final EmbeddingImpl sourceEmbedding;
  private final EmbeddingImpl targetEmbedding;
  private final TorchRecurrent encoder;
  private final LinearImpl bridge;
  private final TorchRecurrent decoder;
  private final LinearImpl query;
  private final LinearImpl key;
  private final LinearImpl energy;
  private final LinearImpl combine;
  private final LinearImpl output;
  private final CrossEntropyLossOptions smoothed = new CrossEntropyLossOptions();

  public TorchTranslator(Shape shape) {
    this.shape = shape;
    int states = shape.cell() == TorchCell.LSTM ? 2 : 1;
    int width = 2 * shape.encoderSize();
    int units = shape.decoderSize();
    this.sourceEmbedding = new EmbeddingImpl(shape.sourceTokens(), shape.embeddingSize());
    this.targetEmbedding = new EmbeddingImpl(shape.targetTokens(), shape.embeddingSize());
    this.encoder =
        TorchRecurrent.of(shape.recurrent(true, shape.embeddingSize(), shape.encoderSize()));
    this.bridge = new LinearImpl(states * width, states * units);
    this.decoder =
        TorchRecurrent.of(shape.recurrent(false, shape.embeddingSize() + units, units));
    this.query = withoutBias(units, shape.attentionSize());
    this.key = withoutBias(width, shape.attentionSize());
    this.energy = withoutBias(shape.attentionSize(), 1);
    this.combine = withoutBias(units + width, units);
    this.output = new LinearImpl(units, shape.targetTokens());
    smoothed.reduction().put(new LossReduction(new kSum()));
    smoothed.ignore_index().put(NO_TARGET);
    smoothed.label_smoothing().put(shape.labelSmoothing());
    parameters.register("encoder.embedding.", sourceEmbedding);
    parameters.register("decoder.embedding.", targetEmbedding);
    parameters.register("encoder.rnn.", encoder.module());
    parameters.register("bridge.", bridge);
    parameters.register("decoder.rnn.", decoder.module());
    parameters.register("decoder.attention.query.", query);
    parameters.register("decoder.attention.key.", key);
    parameters.register("decoder.attention.energy.", energy);
    parameters.register("decoder.combine.", combine);
    parameters.register("output.", output);
  }

  private static LinearImpl withoutBias(int inputs, int outputs) {
    LinearOptions options = new LinearOptions(inputs, outputs);
    options.bias().put(false);
    return new LinearImpl(options);
  }

  /** Returns the names of the parameters. */
  public Set<String> parameterNames() {
    return parameters.names();
  }

  /** Overwrites a parameter; {@code values} are row-major. */
  public void setParameter(String name, float[] values) {
    parameters.set(name, values);
  }

  /** Returns a copy of a parameter's gradient after the last {@link #backward}, row-major. */
  public float[] gradient(String name) {
    return parameters.gradient(name);
  }

  /**
   * Computes the loss of some pairs, and the gradient of the loss divided by their number.
   *
   * @param sources ids, each at least one
   * @param targets ids without the mark of the end
   * @param end the id that a target begins and ends with
   */
  public double backward(int[][] sources, int[][] targets, int end) {
    try (PointerScope scope = new PointerScope()) {
      parameters.clearGradients();
      int[] lengths = Arrays.stream(sources).mapToInt(source -> source.length).toArray();
      Tensor ids = columns(sources, 0, 0);
      Tensor[] encoded =
          encoder.forwardPacked(
              sourceEmbedding.forward(ids), lengths, zeros(encoder, sources.length));
      Tensor loss = loss(encoded, lengths, targets, end);
      loss.div(new Scalar((double) sources.length)).backward();
      return loss.item_double();
    }
  }

  private Tensor[] zeros(TorchRecurrent recurrent, int batchSize) {
    int vectors = recurrent == encoder ? 2 * shape.encoderLayers() : 1;
    int units = recurrent == encoder ? shape.encoderSize() : shape.decoderSize();
    Tensor[] states = new Tensor[shape.cell() == TorchCell.LSTM ? 2 : 1];
    Arrays.setAll(states, s -> torch.zeros(vectors, batchSize, units));
    return states;
  }

  /** The ids of all rows, (T, B), each begun with {@code first} others and filled with 0. */
  private static Tensor columns(int[][] rows, int first, int id) {
    int steps = first + Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
    long[] values = new long[steps * rows.length];
    for (int b = 0; b < rows.length; b++) {
      for (int t = 0; t < first + rows[b].length; t++) {
        values[t * rows.length + b] = t < first ? id : rows[b][t - first];
      }
    }
    return AbstractTensor.create(values).view(steps, rows.length);
  }

  private Tensor loss(Tensor[] encoded, int[] lengths, int[][] targets, int end) {
    int batchSize = lengths.length;
    Tensor memory = encoded[0].transpose(0, 1); // (B, S, C)
    Tensor keys = key.forward(memory);
    Tensor past = past(lengths, (int) memory.size(1));
    Tensor[] state = initialState(encoded, batchSize);
    Tensor inputs = targetEmbedding.forward(columns(targets, 1, end));
    Tensor feed = torch.zeros(batchSize, shape.decoderSize());
    TensorVector outputs = new TensorVector();
    for (int step = 0; step < inputs.size(0); step++) {
      Tensor x = torch.cat(new TensorVector(inputs.select(0, step), feed), 1);
      Tensor[] after = decoder.forward(x.unsqueeze(0), state);
      System.arraycopy(after, 1, state, 0, state.length);
      Tensor hidden = after[0].squeeze(0);
      Tensor sums = keys.add(query.forward(hidden).unsqueeze(1)).tanh();
      Tensor energies = energy.forward(sums).squeeze(2);
      Tensor weights = energies.masked_fill(past, new Scalar(-1e30)).softmax(1);
      Tensor context = weights.unsqueeze(1).bmm(memory).squeeze(1);
      feed = combine.forward(torch.cat(new TensorVector(hidden, context), 1)).tanh();
      outputs.push_back(feed);
    }
    return torch.cross_entropy(
        output.forward(torch.cat(outputs, 0)), predicted(targets, end), smoothed);
  }

  /** What is to be predicted, (T * B), with the end of each target. */
  private static Tensor predicted(int[][] targets, int end) {
    int steps = 1 + Arrays.stream(targets).mapToInt(target -> target.length).max().orElse(0);
    long[] values = new long[steps * targets.length];
    for (int b = 0; b < targets.length; b++) {
      for (int t = 0; t < steps; t++) {
        int length = targets[b].length;
        values[t * targets.length + b] = t < length ? targets[b][t] : t == length ? end : NO_TARGET;
      }
    }
    return AbstractTensor.create(values);
  }

  /** Whether positions are past the ends of the sources, (B, S). */
  private static Tensor past(int[] lengths, int positions) {
    float[] values = new float[lengths.length * positions];
    for (int b = 0; b < lengths.length; b++) {
      Arrays.fill(values, b * positions + lengths[b], (b + 1) * positions, 1);
    }
    return AbstractTensor.create(values).view(lengths.length, positions).gt(new Scalar(0.5));
  }

  /** The decoder's state from that of the encoder's last layer: h and c, forward before reverse. */
  private Tensor[] initialState(Tensor[] encoded, int batchSize) {
    TensorVector parts = new TensorVector();
    for (int direction = 0; direction < 2; direction++) {
      for (int s = 1; s < encoded.length; s++) {
        parts.push_back(encoded[s].select(0, encoded[s].size(0) - 2 + direction));
      }
    }
    Tensor all = bridge.forward(torch.cat(parts, 1)).tanh();
    Tensor[] state = new Tensor[encoded.length - 1];
    Arrays.setAll(
        state,
        s -> all.narrow(1, (long) s * shape.decoderSize(), shape.decoderSize()).unsqueeze(0));
    return state;
  }
}
