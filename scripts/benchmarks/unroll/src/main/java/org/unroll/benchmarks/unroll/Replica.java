package org.unroll.benchmarks.unroll;

import org.unroll.benchmarks.Preset;
import org.unroll.benchmarks.SyntheticText;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.input.InputConfig;
import org.unroll.nn.output.OutputConfig;
import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.ModelConfig;
import org.unroll.task.language.TokenBatch;
import org.unroll.tensor.TensorLayout;


import java.util.ArrayList;
import java.util.List;

/** The model and the text of one shard. */
final class Replica implements AutoCloseable {

  private static final int BATCHES = 50;
  private static final long SEED = 1;
  private static final int STEPS_APART = 17;

  private final LanguageModel model;
  private final Optimizer optimizer;
  private final List<TokenBatch> batches = new ArrayList<>();
  private final int tokensPerStep;
  private long steps;
  private double lastLoss;

  Replica(Preset preset, int shard) {
    ModelConfig config =
        new ModelConfig(
            new InputConfig(InputConfig.Kind.EMBEDDING, preset.size()),
            new StackConfig(CellKind.LSTM, preset.layers(), preset.size(), true),
            DropoutConfig.plain(preset.dropout()),
            OutputConfig.SOFTMAX,
            InitializerConfig.uniform(preset.initialRange()));
    TensorLayout layout = LanguageModel.layout(config, preset.vocabularySize());
    this.model =
        new LanguageModel(config, preset.vocabularySize(), preset.timeSteps(), preset.batchSize());
    float[] initial = new float[layout.size()];
    LanguageModel.initialize(initial, layout, config, SEED);
    model.setParameters(initial);
    this.optimizer = new Optimizer(OptimizerConfig.sgd(Preset.CLIP_NORM), layout);
    this.steps = (long) shard * STEPS_APART;
    this.tokensPerStep = preset.tokensPerStep();
    SyntheticText text = new SyntheticText(preset, BATCHES);
    for (int i = 0; i < text.batches(); i++) {
      TokenBatch batch = new TokenBatch(preset.timeSteps(), preset.batchSize());
      System.arraycopy(text.inputs(i), 0, batch.inputs, 0, batch.inputs.length);
      System.arraycopy(text.targets(i), 0, batch.targets, 0, batch.targets.length);
      batches.add(batch);
    }
  }

  /** Trains one mini-batch and returns the number of tokens it predicted. */
  long step() {
    TokenBatch batch = batches.get((int) (steps % BATCHES));
    lastLoss = model.backward(batch, steps);
    optimizer.step(model.parameters(), model.gradient(), Preset.LEARNING_RATE);
    steps++;
    return tokensPerStep;
  }

  /** Trains several mini-batches and returns the number of tokens they predicted. */
  long steps(int count) {
    long tokens = 0;
    for (int i = 0; i < count; i++) {
      tokens += step();
    }
    return tokens;
  }

  LanguageModel model() {
    return model;
  }

  /** Returns the loss of the last step in nats per token. */
  double loss() {
    return lastLoss / tokensPerStep;
  }

  @Override
  public void close() {
    model.close();
  }
}
