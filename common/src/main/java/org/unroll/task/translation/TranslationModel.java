package org.unroll.task.translation;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.nn.InitialState;
import org.unroll.nn.RecurrentStack;
import org.unroll.nn.attention.AttentionDecoder;
import org.unroll.nn.dropout.Dropout;
import org.unroll.nn.output.SoftmaxOutput;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.generation.TargetBatch;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;

/**
 * A translator in training: recurrent layers read the source in both directions; their final state
 * starts a decoder, which attends to their outputs and says the target token by token. It is taught
 * with the right tokens before each (teacher forcing).
 *
 * <p>Not for use by several threads at once. Memory off the heap is freed by {@link #close} alone.
 */
final class TranslationModel implements AutoCloseable {

  static final String ENCODER = "encoder.rnn.";
  static final String BRIDGE = "bridge";
  static final String DECODER = "decoder.";
  static final String OUTPUT_BIAS = "output.bias";
  private static final String OUTPUT_WEIGHT = "output.weight";

  private final int sourceSteps;
  private final int batchSize;
  private final Parameters parameters;
  private final Gradient gradient;
  private final TranslationEmbeddings embeddings;
  private final RecurrentStack encoder;
  private final InitialState bridge;
  private final Dropout inputDropout;
  private final AttentionDecoder decoder;
  private final SoftmaxOutput output;
  private final OffHeapFloats memory;
  private final Matrix sourceVectors; // (S * B, E)
  private final Matrix targetVectors; // (T * B, E)
  private final Matrix dTargetVectors; // (T * B, E)
  private final Matrix dOutput; // (T * B, A)
  private final int[] sourceIds; // (S, B)
  private final int[] sourceLengths; // (B)
  private final TargetBatch targets;
  private final int[] rowTargets; // (T, B)
  private final float[] encoderState; // (L, 2, S, B, H)
  private final float[] decoderState; // (S, B, H), its gradient
  private final float[] vector; // (H) of the encoder
  private int sourceRows; // of the steps that the last batch took

  /**
   * Allocates parameters, their gradient and the workspace.
   *
   * @param batchSize B
   */
  TranslationModel(TranslationConfig config, TranslationShape shape, int batchSize) {
    this.sourceSteps = shape.sourceSteps();
    this.batchSize = batchSize;
    TensorLayout layout = layout(config, shape);
    this.parameters = new Parameters(layout);
    this.gradient = new Gradient(layout);
    this.embeddings = new TranslationEmbeddings(config.embeddings(), parameters, gradient);
    this.encoder =
        new RecurrentStack(
            config.recurrent(), ENCODER, sourceSteps, batchSize, parameters, gradient);
    this.bridge =
        new InitialState(parameters, gradient, BRIDGE, batchSize, config.decoder().hiddenSize());
    int steps = shape.targetSteps();
    this.decoder =
        new AttentionDecoder(
            config.attentionDecoder(),
            DECODER,
            sourceSteps,
            steps,
            batchSize,
            parameters,
            gradient);
    int rows = Math.multiplyExact(steps, batchSize);
    this.output =
        new SoftmaxOutput(
            LinearWeights.of(parameters, gradient, outputWeight(config.embeddings()), OUTPUT_BIAS),
            rows,
            config.labelSmoothing());
    int width = config.embeddings().size();
    this.inputDropout =
        new Dropout(
            config.dropout().kind(), config.dropout().probability(), steps, batchSize, width);
    int source = Math.multiplyExact(sourceSteps * batchSize, width);
    int target = Math.multiplyExact(rows, width);
    int outputs = Math.multiplyExact(rows, config.attentionDecoder().outputSize());
    this.memory = new OffHeapFloats(Math.addExact(source, Math.addExact(2 * target, outputs)));
    this.sourceVectors = Matrix.of(memory.slice(0, source), sourceSteps * batchSize, width);
    this.targetVectors = Matrix.of(memory.slice(source, target), rows, width);
    this.dTargetVectors = Matrix.of(memory.slice(source + target, target), rows, width);
    this.dOutput =
        Matrix.of(
            memory.slice(source + 2 * target, outputs),
            rows,
            config.attentionDecoder().outputSize());
    this.sourceIds = new int[sourceSteps * batchSize];
    this.sourceLengths = new int[batchSize];
    this.targets = new TargetBatch(steps, batchSize, 0);
    this.rowTargets = targets.targets();
    this.encoderState = new float[encoder.stateSize()];
    this.decoderState = new float[decoder.stateSize()];
    this.vector = new float[config.encoder().hiddenSize()];
  }

  /** The layout of a translator's parameters. */
  static TensorLayout layout(TranslationConfig config, TranslationShape shape) {
    TensorLayout.Builder layout = TensorLayout.builder();
    TranslationEmbeddings.addTo(layout, config.embeddings(), shape);
    RecurrentStack.addTo(layout, ENCODER, config.recurrent());
    InitialState.addTo(
        layout,
        BRIDGE,
        config.encoderStates() * config.encoder().hiddenSize(),
        config.decoderStateSize());
    AttentionDecoder.addTo(layout, DECODER, config.attentionDecoder());
    if (config.embeddings().output() == OutputWeights.OWN) {
      layout.add(OUTPUT_WEIGHT, shape.targetTokens(), config.attentionDecoder().outputSize());
    }
    layout.add(OUTPUT_BIAS, shape.targetTokens());
    return layout.build();
  }

  /** The tensor with the weights of the output layer, (V, A). */
  static String outputWeight(TranslationConfig.Embeddings embeddings) {
    return switch (embeddings.output()) {
      case OWN -> OUTPUT_WEIGHT;
      case TIED -> TranslationEmbeddings.target(embeddings);
    };
  }

  Parameters parameters() {
    return parameters;
  }

  Gradient gradient() {
    return gradient;
  }

  int batchSize() {
    return batchSize;
  }

  /** The number of targets in the last mini-batch. */
  long predictions() {
    return targets.predictions();
  }

  /**
   * Computes the loss of a mini-batch and its gradient, that of the sum of losses divided by B.
   *
   * @param examples at most B of them
   * @param seed alone decides which connections are dropped
   * @return the sum of the losses, in nats
   */
  double backward(PairShard shard, int[] examples, long seed) {
    read(shard, examples);
    Matrix encoded = encoder.forward(sourceVectors, sourceLengths, Seeds.mix(seed, 0));
    AttentionDecoder.Source source = new AttentionDecoder.Source(encoded, sourceLengths);
    Matrix x = inputDropout.forward(targets.rows(), targetVectors, Seeds.mix(seed, 1));
    Matrix said = decoder.forward(x, initialState(), source, targets.lengths(), Seeds.mix(seed, 2));
    double loss = output.forward(said, rowTargets);
    output.backward(1.0 / batchSize, dOutput);
    decoder.backward(
        x,
        source,
        dOutput,
        new AttentionDecoder.InputGradients(
            dTargetVectors, encoder.outputGradient(), decoderState));
    inputDropout.backward(targets.rows(), dTargetVectors);
    goBackToEncoderState(bridge.backward(decoderState));
    Matrix dSourceVectors = encoder.backward(encoderState);
    embeddings.clearGradients();
    embeddings.source().backward(sourceRows, sourceIds, dSourceVectors);
    embeddings.target().backward(targets.rows(), targets.inputs(), dTargetVectors);
    embeddings.describeGradient(gradient);
    return loss;
  }

  /**
   * Computes {@code -log p} of the targets of some examples, {@code <eos>} included, without
   * dropout and without smoothing.
   *
   * @param examples at most B of them
   * @return the sum of the losses, in nats
   */
  double evaluate(PairShard shard, int[] examples) {
    read(shard, examples);
    Matrix encoded = encoder.evaluate(sourceVectors, sourceLengths);
    AttentionDecoder.Source source = new AttentionDecoder.Source(encoded, sourceLengths);
    Matrix said = decoder.evaluate(targetVectors, initialState(), source, targets.lengths());
    output.forward(said, rowTargets);
    return output.negativeLogProbability(rowTargets);
  }

  private void read(PairShard shard, int[] examples) {
    targets.read(shard.targets(), examples);
    Arrays.fill(sourceLengths, 0);
    int longest = 1;
    for (int b = 0; b < examples.length; b++) {
      sourceLengths[b] = Math.min(sourceSteps, shard.sources().length(examples[b]));
      longest = Math.max(longest, sourceLengths[b]);
    }
    sourceRows = longest * batchSize;
    Arrays.fill(sourceIds, 0, sourceRows, Vocabulary.PAD);
    for (int b = 0; b < examples.length; b++) {
      for (int step = 0; step < sourceLengths[b]; step++) {
        sourceIds[step * batchSize + b] = shard.sources().get(examples[b], step);
      }
    }
    embeddings.source().forward(sourceRows, sourceIds, sourceVectors);
    embeddings.target().forward(targets.rows(), targets.inputs(), targetVectors);
  }

  /** The decoder's initial state, from the final states of the encoder's last layer. */
  private float[] initialState() {
    encoder.copyFinalStateTo(encoderState);
    int units = vector.length;
    int first = lastLayer();
    for (int s = 0; s < bridge.input().columns() / units; s++) {
      for (int b = 0; b < batchSize; b++) {
        System.arraycopy(encoderState, first + (s * batchSize + b) * units, vector, 0, units);
        bridge.input().putPart(b, s * units, units, vector, 0);
      }
    }
    return bridge.forward();
  }

  private void goBackToEncoderState(Matrix dBridge) {
    int units = vector.length;
    int first = lastLayer();
    Arrays.fill(encoderState, 0);
    for (int s = 0; s < dBridge.columns() / units; s++) {
      for (int b = 0; b < batchSize; b++) {
        dBridge.getPart(b, s * units, units, vector, 0);
        System.arraycopy(vector, 0, encoderState, first + (s * batchSize + b) * units, units);
      }
    }
  }

  /** Where the last layer begins in the encoder's state. */
  private int lastLayer() {
    return encoderState.length - bridge.input().columns() * batchSize;
  }

  @Override
  public void close() {
    parameters.close();
    gradient.close();
    encoder.close();
    bridge.close();
    inputDropout.close();
    decoder.close();
    memory.close();
  }
}
