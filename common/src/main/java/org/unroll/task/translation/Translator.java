package org.unroll.task.translation;

import java.util.Arrays;
import java.util.List;
import org.unroll.math.VectorMath;
import org.unroll.nn.forward.ForwardAttentionDecoder;
import org.unroll.nn.forward.ForwardEncoder;
import org.unroll.nn.forward.ForwardOutput;
import org.unroll.nn.forward.ForwardSoftmax;
import org.unroll.nn.forward.PackedLinear;
import org.unroll.nn.forward.TokenVectors;
import org.unroll.task.generation.BeamSearch;
import org.unroll.task.generation.Hypothesis;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.generation.StepDecoder;
import org.unroll.tensor.TensorBlock;

/**
 * A translator that only predicts: from ids to ids. It holds weights alone, packed once and shared
 * by any number of threads.
 */
public final class Translator implements AutoCloseable {

  private final TranslationShape shape;
  private final ForwardEncoder encoder;
  private final PackedLinear bridge; // (S * H of the decoder, 2 * S * H of the encoder)
  private final ForwardAttentionDecoder decoder;
  private final ForwardSoftmax output;

  /**
   * Packs the weights of a model, after which {@code tensors} are not needed any more.
   *
   * @param tensors those of {@link TranslationTask#layout}
   */
  public Translator(TranslationConfig config, TranslationShape shape, TensorBlock tensors) {
    TranslationConfig.Embeddings embeddings = config.embeddings();
    this.shape = shape;
    this.output =
        new ForwardSoftmax(
            tensors.matrix(TranslationModel.outputWeight(embeddings)),
            tensors.view(TranslationModel.OUTPUT_BIAS));
    TokenVectors target =
        switch (embeddings.output()) {
          case TIED -> new TokenVectors.Tied(output.weights());
          case OWN ->
              new TokenVectors.Table(tensors.matrix(TranslationEmbeddings.target(embeddings)));
        };
    TokenVectors source =
        switch (embeddings.vocabularies()) {
          case JOINT -> target;
          case SEPARATE ->
              new TokenVectors.Table(tensors.matrix(TranslationEmbeddings.source(embeddings)));
        };
    this.encoder = new ForwardEncoder(config.encoder(), TranslationModel.ENCODER, tensors, source);
    this.bridge =
        PackedLinear.of(
            tensors.matrix(TranslationModel.BRIDGE + ".weight"),
            tensors.view(TranslationModel.BRIDGE + ".bias"));
    this.decoder =
        new ForwardAttentionDecoder(
            config.attentionDecoder(), TranslationModel.DECODER, tensors, target);
  }

  /**
   * Translates some sources together.
   *
   * @param sources ids without {@code <eos>}; of a longer one than the model takes, the first count
   * @return the best translations of each source, the best first
   */
  public List<List<Hypothesis>> translate(int[][] sources, SearchConfig config) {
    int[][] read = new int[sources.length][];
    Arrays.setAll(
        read, n -> Arrays.copyOf(sources[n], Math.min(sources[n].length, shape.sourceSteps())));
    ForwardEncoder.Encoded encoded = encoder.encode(read);
    return new BeamSearch(new Steps(encoded), config, shape.targetSteps())
        .search(initialStates(encoded, sources.length));
  }

  private float[][] initialStates(ForwardEncoder.Encoded encoded, int count) {
    int inputs = bridge.weights().inputs();
    int outputs = bridge.weights().outputs();
    float[] sums = new float[count * outputs];
    float[] activations = new float[sums.length];
    bridge.apply(count, encoded.finalStates(), 0, inputs, sums, 0, outputs);
    VectorMath.tanh(sums, 0, activations, 0, sums.length);
    float[][] states = new float[count][decoder.stateSize()];
    for (int n = 0; n < count; n++) {
      System.arraycopy(activations, n * outputs, states[n], 0, outputs);
    }
    return states;
  }

  /** The steps of the decoder for some sources. */
  private final class Steps implements StepDecoder {

    private final ForwardAttentionDecoder.Search search;
    private final ForwardOutput.Workspace workspace = output.newWorkspace(1);

    Steps(ForwardEncoder.Encoded encoded) {
      this.search = decoder.search(encoded);
    }

    @Override
    public int vocabularySize() {
      return shape.targetTokens();
    }

    @Override
    public float[][] step(int[] sources, int[] tokens, float[][] states, float[] logProbabilities) {
      float[][] attention = search.step(tokens, sources, states);
      int width = output.weights().inputs();
      output.logProbabilities(tokens.length, search.outputs(), width, logProbabilities, workspace);
      return attention;
    }
  }

  @Override
  public void close() {
    encoder.close();
    bridge.close();
    decoder.close();
    output.close();
  }
}
