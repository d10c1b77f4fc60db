package org.unroll.benchmarks.pytorch;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
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
   * @param encoder the layers that read the source, whose embedding has the width of both languages
   * @param decoder the layer that says the target
   * @param target the output layer
   * @param dropout of all connections but the recurrent ones
   */
  public record Shape(TorchShape encoder, Decoder decoder, Target target, TorchDropout dropout) {

    /** The width of what the attention reads of the encoder. */
    private int memorySize() {
      return encoder.outputSize();
    }

    private TorchShape decoderLayer() {
      int inputs = encoder.embeddingSize() + (decoder.inputFeeding() ? decoder.outputs() : 0);
      return new TorchShape(
          decoder.cell(), 1, false, 1, TorchInput.EMBEDDING, inputs, decoder.units(), List.of(), 0);
    }
  }

  /**
   * The decoder of a translator.
   *
   * @param cell its recurrent cell
   * @param units its hidden units
   * @param attentionUnits the units of the attention
   * @param outputs the width of what the output layer reads
   * @param inputFeeding whether a step reads the output of the one before
   */
  public record Decoder(
      TorchCell cell, int units, int attentionUnits, int outputs, boolean inputFeeding) {}

  /**
   * The output layer of a translator.
   *
   * @param tokens the size of the target's vocabulary
   * @param joint whether both languages share vocabulary and vectors
   * @param tied whether the weights of the output are the target's vectors
   * @param labelSmoothing the share of a target's probability that all tokens have
   */
  public record Target(int tokens, boolean joint, boolean tied, double labelSmoothing) {}

  /**
   * Some pairs, time first.
   *
   * @param sources ids, {@code (S, B)}
   * @param lengths of the sources, (B), each from 1 to S
   * @param inputs ids that the decoder reads, {@code (T, B)}
   * @param targets ids that it predicts, {@code (T, B)}, or -1 past the ends
   */
  public record Batch(int[] sources, int[] lengths, int[] inputs, int[] targets) {

    private int batchSize() {
      return lengths.length;
    }

    private int targetSteps() {
      return inputs.length / batchSize();
    }
  }

  private static final int NO_TARGET = -1;

  private final Shape shape;
  private final TorchParameters parameters = new TorchParameters();
  private final EmbeddingImpl sourceEmbedding;
  private final EmbeddingImpl targetEmbedding;
  private final TorchEncoder encoder;
  private final LinearImpl bridge;
  private final TorchRecurrent decoder;
  private final LinearImpl query;
  private final LinearImpl key;
  private final LinearImpl energy;
  private final LinearImpl combine;
  private final Tensor outputWeight; // (V, A)
  private final Tensor outputBias; // (V)
  private final CrossEntropyLossOptions smoothed = new CrossEntropyLossOptions();

  public TorchTranslator(Shape shape) {
    this.shape = shape;
    Decoder shapeOfDecoder = shape.decoder();
    int width = shape.memorySize();
    int units = shapeOfDecoder.units();
    int size = shape.encoder().embeddingSize();
    this.sourceEmbedding = new EmbeddingImpl(shape.encoder().vocabularySize(), size);
    this.targetEmbedding =
        shape.target().joint() ? sourceEmbedding : new EmbeddingImpl(shape.target().tokens(), size);
    this.encoder = new TorchEncoder(shape.encoder(), shape.dropout());
    this.bridge =
        new LinearImpl(
            (long) shape.encoder().cell().states() * width,
            (long) shapeOfDecoder.cell().states() * units);
    this.decoder = TorchRecurrent.of(shape.decoderLayer());
    this.query = withoutBias(units, shapeOfDecoder.attentionUnits());
    this.key = withoutBias(width, shapeOfDecoder.attentionUnits());
    this.energy = withoutBias(shapeOfDecoder.attentionUnits(), 1);
    this.combine = withoutBias(units + width, shapeOfDecoder.outputs());
    smoothed.reduction().put(new LossReduction(new kSum()));
    smoothed.ignore_index().put(NO_TARGET);
    smoothed.label_smoothing().put(shape.target().labelSmoothing());
    registerEmbeddings();
    parameters.register("encoder.rnn.", encoder.module());
    parameters.register("bridge.", bridge);
    parameters.register("decoder.rnn.", decoder.module());
    parameters.register("decoder.attention.query.", query);
    parameters.register("decoder.attention.key.", key);
    parameters.register("decoder.attention.energy.", energy);
    parameters.register("decoder.combine.", combine);
    this.outputWeight =
        shape.target().tied()
            ? targetEmbedding.weight()
            : parameters.register(
                "output.weight", shape.target().tokens(), shapeOfDecoder.outputs());
    this.outputBias = parameters.register("output.bias", shape.target().tokens());
  }

  private void registerEmbeddings() {
    if (shape.target().joint()) {
      parameters.register("embedding.", sourceEmbedding);
    } else {
      parameters.register("encoder.embedding.", sourceEmbedding);
      parameters.register("decoder.embedding.", targetEmbedding);
    }
  }

  private static LinearImpl withoutBias(int inputs, int outputs) {
    LinearOptions options = new LinearOptions(inputs, outputs);
    options.bias().put(false);
    return new LinearImpl(options);
  }

  /** Returns the parameters. */
  public TorchParameters parameters() {
    return parameters;
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
      Tensor loss =
          loss(
              new Batch(
                  columns(sources, 0, 0),
                  lengths,
                  columns(targets, 1, end),
                  predicted(targets, end)));
      loss.div(new Scalar((double) sources.length)).backward();
      return loss.item_double();
    }
  }

  /** The ids of all rows, (T, B), each begun with {@code first} others and filled with 0. */
  private static int[] columns(int[][] rows, int first, int id) {
    int steps = first + Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
    int[] values = new int[steps * rows.length];
    for (int b = 0; b < rows.length; b++) {
      for (int t = 0; t < first + rows[b].length; t++) {
        values[t * rows.length + b] = t < first ? id : rows[b][t - first];
      }
    }
    return values;
  }

  /** Returns the sum of the losses of some pairs, in nats. */
  public Tensor loss(Batch batch) {
    int batchSize = batch.batchSize();
    int positions = TorchSequences.longest(batch.lengths());
    Tensor ids = TorchSequences.ids(batch.sources(), positions, batchSize);
    Tensor[] encoded = encoder.forward(sourceEmbedding.forward(ids), batch.lengths());
    Tensor outputs = outputs(encoded, batch);
    return torch.cross_entropy(
        torch.linear(outputs, outputWeight, outputBias),
        TorchSequences.indices(batch.targets()),
        smoothed);
  }

  /** What the output layer reads, {@code (T * B, A)}. */
  private Tensor outputs(Tensor[] encoded, Batch batch) {
    int batchSize = batch.batchSize();
    Tensor memory = encoded[0].transpose(0, 1); // (B, S, C)
    Tensor keys = key.forward(memory);
    Tensor past = TorchSequences.past(batch.lengths(), (int) memory.size(1)).transpose(0, 1);
    Tensor[] state = initialState(encoded);
    Tensor read = TorchSequences.ids(batch.inputs(), batch.targetSteps(), batchSize);
    Tensor inputs = shape.dropout().apply(targetEmbedding.forward(read));
    UnaryOperator<Tensor> dropout = shape.dropout().steps(batchSize, shape.decoder().outputs());
    Tensor feed = torch.zeros(batchSize, shape.decoder().outputs());
    TensorVector outputs = new TensorVector();
    for (int step = 0; step < inputs.size(0); step++) {
      Tensor x = inputs.select(0, step);
      Tensor fed = shape.decoder().inputFeeding() ? torch.cat(new TensorVector(x, feed), 1) : x;
      Tensor[] after = decoder.forward(fed.unsqueeze(0), state);
      System.arraycopy(after, 1, state, 0, state.length);
      Tensor hidden = after[0].squeeze(0);
      Tensor sums = keys.add(query.forward(hidden).unsqueeze(1)).tanh();
      Tensor energies = energy.forward(sums).squeeze(2);
      Tensor weights = energies.masked_fill(past, new Scalar(-1e30)).softmax(1);
      Tensor context = weights.unsqueeze(1).bmm(memory).squeeze(1);
      feed = dropout.apply(combine.forward(torch.cat(new TensorVector(hidden, context), 1)).tanh());
      outputs.push_back(feed);
    }
    return torch.cat(outputs, 0);
  }

  /** What is to be predicted, (T * B), with the end of each target. */
  private static int[] predicted(int[][] targets, int end) {
    int steps = 1 + Arrays.stream(targets).mapToInt(target -> target.length).max().orElse(0);
    int[] values = new int[steps * targets.length];
    for (int b = 0; b < targets.length; b++) {
      for (int t = 0; t < steps; t++) {
        int length = targets[b].length;
        values[t * targets.length + b] = t < length ? targets[b][t] : t == length ? end : NO_TARGET;
      }
    }
    return values;
  }

  /** The decoder's state from that of the encoder's last layer: h and c, forward before reverse. */
  private Tensor[] initialState(Tensor[] encoded) {
    TensorVector parts = new TensorVector();
    for (int direction = 0; direction < 2; direction++) {
      for (int s = 1; s < encoded.length; s++) {
        parts.push_back(encoded[s].select(0, encoded[s].size(0) - 2 + direction));
      }
    }
    Tensor all = bridge.forward(torch.cat(parts, 1)).tanh();
    long units = shape.decoder().units();
    Tensor[] state = new Tensor[shape.decoder().cell().states()];
    Arrays.setAll(state, s -> all.narrow(1, s * units, units).unsqueeze(0));
    return state;
  }
}
