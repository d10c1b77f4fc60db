package org.unroll.task.description;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.math.VectorMath;
import org.unroll.nn.forward.ForwardOutput;
import org.unroll.nn.forward.ForwardSoftmax;
import org.unroll.nn.forward.ForwardStack;
import org.unroll.nn.forward.ForwardWorkspace;
import org.unroll.nn.forward.PackedLinear;
import org.unroll.nn.forward.TokenVectors;
import org.unroll.task.generation.BeamSearch;
import org.unroll.task.generation.Hypothesis;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.generation.StepDecoder;
import org.unroll.tensor.TensorBlock;

/**
 * A describer that only predicts: from features to ids. It holds weights alone, packed once and
 * shared by any number of threads.
 */
public final class Describer implements AutoCloseable {

  private final DescriptionShape shape;
  private final ForwardStack stack;
  private final ForwardSoftmax output;
  private final @Nullable PackedLinear state; // (L * S * H, F)
  private final @Nullable PackedLinear input; // (E, F)

  /**
   * Packs the weights of a model, after which {@code tensors} are not needed any more.
   *
   * @param tensors those of {@link DescriptionTask#layout}
   */
  public Describer(DescriptionConfig config, DescriptionShape shape, TensorBlock tensors) {
    this.shape = shape;
    this.output =
        new ForwardSoftmax(
            tensors.matrix(DescriptionModel.outputWeight(config)),
            tensors.view(DescriptionModel.OUTPUT_BIAS));
    TokenVectors vectors =
        config.embeddings().output() == OutputWeights.TIED
            ? new TokenVectors.Tied(output.weights())
            : new TokenVectors.Table(tensors.matrix(DescriptionModel.EMBEDDING));
    this.stack = new ForwardStack(config.stack(), DescriptionModel.RECURRENT, tensors, vectors);
    this.state = config.features().makeState() ? linear(tensors, DescriptionModel.STATE) : null;
    this.input = config.features().areRead() ? linear(tensors, DescriptionModel.INPUT) : null;
  }

  private static PackedLinear linear(TensorBlock tensors, String name) {
    return PackedLinear.of(tensors.matrix(name + ".weight"), tensors.view(name + ".bias"));
  }

  /**
   * Describes some items together.
   *
   * @param features (N, F)
   * @return the best descriptions of each item, the best first
   */
  public List<List<Hypothesis>> describe(float[][] features, SearchConfig config) {
    float[][] states = new float[features.length][stack.stateSize()];
    float[] sums = new float[stack.stateSize()];
    float[] vectors = new float[input == null ? 0 : features.length * input.weights().outputs()];
    for (int n = 0; n < features.length; n++) {
      if (features[n].length != shape.features()) {
        throw new IllegalArgumentException(
            "expected " + shape.features() + " features, found " + features[n].length);
      }
      if (state != null) {
        state.apply(1, features[n], 0, shape.features(), sums, 0, sums.length);
        VectorMath.tanh(sums, 0, states[n], 0, sums.length);
      }
      if (input != null) {
        int width = input.weights().outputs();
        input.apply(1, features[n], 0, shape.features(), vectors, n * width, width);
      }
    }
    if (input != null && features.length > 0) {
      stack.readVectors(vectors, states, stack.newWorkspace(features.length));
    }
    return new BeamSearch(new Steps(), config, shape.steps()).search(states);
  }

  /** The steps of the recurrent layers. */
  private final class Steps implements StepDecoder {

    private final ForwardOutput.Workspace outputWorkspace = output.newWorkspace(1);
    private ForwardWorkspace workspace = stack.newWorkspace(1);
    private int capacity = 1;

    @Override
    public int vocabularySize() {
      return shape.tokens();
    }

    @Override
    public float[][] step(int[] items, int[] tokens, float[][] states, float[] logProbabilities) {
      if (tokens.length > capacity) {
        capacity = tokens.length;
        workspace = stack.newWorkspace(capacity);
      }
      stack.read(tokens, states, workspace);
      output.logProbabilities(
          tokens.length, workspace.hidden(), workspace.width(), logProbabilities, outputWorkspace);
      return new float[tokens.length][0];
    }
  }

  @Override
  public void close() {
    stack.close();
    output.close();
    if (state != null) {
      state.close();
    }
    if (input != null) {
      input.close();
    }
  }
}
