package org.unroll.benchmarks.tasks;

import java.util.Arrays;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.CrossEntropyLossOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LossReduction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kSum;
import org.jspecify.annotations.Nullable;
import org.unroll.benchmarks.pytorch.TorchCell;
import org.unroll.benchmarks.pytorch.TorchEncoder;
import org.unroll.benchmarks.pytorch.TorchParameters;
import org.unroll.benchmarks.pytorch.TorchSequences;
import org.unroll.nn.output.OutputLayer;
import org.unroll.task.description.DescribedShard;
import org.unroll.task.description.DescriptionConfig;
import org.unroll.task.description.DescriptionShape;
import org.unroll.task.description.DescriptionTask;
import org.unroll.task.generation.TargetBatch;

/**
 * A describer: features start recurrent layers, or are read before the first token. The layers read
 * in one direction, so padding behind the texts changes nothing and they need not be packed.
 */
final class TorchDescriber implements TorchTask<DescribedShard> {

  private final DescriptionConfig config;
  private final DescriptionShape shape;
  private final TorchParameters parameters = new TorchParameters();
  private final EmbeddingImpl embedding;
  private final @Nullable LinearImpl initialState;
  private final @Nullable LinearImpl input;
  private final TorchEncoder network;
  private final Tensor outputWeight; // (V, H)
  private final Tensor outputBias; // (V)
  private final CrossEntropyLossOptions smoothed = new CrossEntropyLossOptions();

  TorchDescriber(DescriptionTask task) {
    this.config = task.model();
    this.shape = task.shape();
    int width = config.embeddings().size();
    int units = config.stack().hiddenSize();
    this.embedding = new EmbeddingImpl(shape.tokens(), width);
    parameters.register("embedding.", embedding);
    this.initialState =
        config.features().makeState()
            ? linear("state.", config.stack().layers() * states() * units)
            : null;
    this.input = config.features().areRead() ? linear("input.", width) : null;
    this.network = TorchLayers.encoder(config.recurrent(), parameters, "rnn.");
    this.outputWeight =
        switch (config.embeddings().output()) {
          case OWN -> parameters.register("output.weight", shape.tokens(), units);
          case TIED -> embedding.weight();
        };
    this.outputBias = parameters.register("output.bias", shape.tokens());
    smoothed.reduction().put(new LossReduction(new kSum()));
    smoothed.ignore_index().put(OutputLayer.NO_TARGET);
    smoothed.label_smoothing().put(config.labelSmoothing());
  }

  private LinearImpl linear(String prefix, int outputs) {
    LinearImpl linear = new LinearImpl(shape.features(), outputs);
    parameters.register(prefix, linear);
    return linear;
  }

  private int states() {
    TorchCell cell = TorchLayers.cell(config.stack().cell());
    return cell.states();
  }

  @Override
  public TorchParameters parameters() {
    return parameters;
  }

  @Override
  public int[] lengths(DescribedShard examples) {
    return examples.texts().lengths();
  }

  @Override
  public Tensor loss(DescribedShard examples, int[] batch, long seed) {
    int leadingSteps = input == null ? 0 : 1;
    TargetBatch texts = new TargetBatch(shape.steps() + leadingSteps, batch.length, leadingSteps);
    texts.read(examples.texts(), batch);
    Tensor features = features(examples, batch);
    int steps = texts.rows() / batch.length;
    Tensor vectors = embedding.forward(TorchSequences.ids(texts.inputs(), steps, batch.length));
    if (input != null) {
      Tensor first = input.forward(features).unsqueeze(0);
      vectors = torch.cat(new TensorVector(first, vectors.narrow(0, 1, steps - 1L)), 0);
    }
    Tensor hidden = network.forwardPadded(vectors, state(features));
    return torch.cross_entropy(
        torch.linear(hidden.reshape(-1, hidden.size(2)), outputWeight, outputBias),
        TorchSequences.indices(Arrays.copyOf(texts.targets(), texts.rows())),
        smoothed);
  }

  private Tensor features(DescribedShard examples, int[] batch) {
    float[] features = new float[batch.length * shape.features()];
    for (int b = 0; b < batch.length; b++) {
      examples.copyFeatures(examples.item(batch[b]), features, b * shape.features());
    }
    return AbstractTensor.create(features).view(batch.length, shape.features());
  }

  /** The initial state, {@code (L, B, H)} each, from Unroll's order (L, S, H). */
  private Tensor[] state(Tensor features) {
    if (initialState == null) {
      return network.zeros((int) features.size(0));
    }
    Tensor all = initialState.forward(features).tanh();
    long units = config.stack().hiddenSize();
    Tensor[] state = new Tensor[states()];
    for (int s = 0; s < state.length; s++) {
      TensorVector layers = new TensorVector();
      for (int layer = 0; layer < config.stack().layers(); layer++) {
        layers.push_back(all.narrow(1, (layer * states() + s) * units, units));
      }
      state[s] = torch.stack(layers, 0);
    }
    return state;
  }
}
