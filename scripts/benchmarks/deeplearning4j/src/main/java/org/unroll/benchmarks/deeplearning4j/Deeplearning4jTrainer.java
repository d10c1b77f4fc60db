package org.unroll.benchmarks.deeplearning4j;

import org.unroll.benchmarks.Preset;
import org.unroll.benchmarks.SyntheticText;
import org.unroll.benchmarks.Trainer;
import org.unroll.benchmarks.TrainerCommand;


import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The contender Deeplearning4j: EmbeddingSequenceLayer, LSTM layers, RnnOutputLayer; float32.
 *
 * <p>The network is as close to those of the other contenders as the interface allows. It differs
 * in this:
 *
 * <ul>
 *   <li>It carries the state from one truncated window to the next only within one call of {@code
 *       fit}; therefore a call gets {@value #WINDOWS} windows of T steps, and each call begins with
 *       a state of zeros.
 *   <li>It clips the gradient of each layer by that layer's norm, not all layers by the global
 *       norm.
 *   <li>An LSTM gate has one bias where PyTorch and Unroll have two.
 *   <li>Dropout is declared on the input of a layer, which is where Zaremba et al. (2014) apply it.
 * </ul>
 */
final class Deeplearning4jTrainer implements Trainer {

  private static final int WINDOWS = 2;
  private static final int CALLS = 8;
  private static final long SEED = 1;

  private final Preset preset;
  private final MultiLayerNetwork network;
  private final List<DataSet> sequences = new ArrayList<>(); // of (B, 1, WINDOWS * T) ids each
  private int next;

  private Deeplearning4jTrainer(Preset preset, int threads) {
    this.preset = preset;
    this.network = new MultiLayerNetwork(configuration(preset));
    network.init();
    SyntheticText text = new SyntheticText(preset, CALLS * WINDOWS);
    for (int call = 0; call < CALLS; call++) {
      int[][] inputs = new int[WINDOWS][];
      int[][] targets = new int[WINDOWS][];
      for (int window = 0; window < WINDOWS; window++) {
        inputs[window] = text.inputs(call * WINDOWS + window);
        targets[window] = text.targets(call * WINDOWS + window);
      }
      sequences.add(new DataSet(sequence(inputs), sequence(targets)));
    }
  }

  public static void main(String... arguments) {
    TrainerCommand.run("deeplearning4j", Deeplearning4jTrainer::new, arguments);
  }

  private static MultiLayerConfiguration configuration(Preset preset) {
    int size = preset.size();
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(SEED)
            .dataType(DataType.FLOAT)
            .updater(new Sgd(Preset.LEARNING_RATE))
            .weightInit(
                new WeightInitDistribution(
                    new UniformDistribution(-preset.initialRange(), preset.initialRange())))
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .gradientNormalizationThreshold(Preset.CLIP_NORM)
            .list()
            .layer(
                new EmbeddingSequenceLayer.Builder()
                    .nIn(preset.vocabularySize())
                    .nOut(size)
                    .inputLength(preset.timeSteps())
                    .build());
    for (int layer = 0; layer < preset.layers(); layer++) {
      layers.layer(new LSTM.Builder().nIn(size).nOut(size).dropOut(1 - preset.dropout()).build());
    }
    return layers
        .layer(
            new RnnOutputLayer.Builder(LossFunction.SPARSE_MCXENT)
                .activation(Activation.SOFTMAX)
                .dataFormat(RNNFormat.NCW)
                .nIn(size)
                .nOut(preset.vocabularySize())
                .dropOut(1 - preset.dropout())
                .build())
        .backpropType(BackpropType.TruncatedBPTT)
        .tBPTTLength(preset.timeSteps())
        .build();
  }

  /** Joins windows of shape {@code (T, B)} to one sequence {@code (B, 1, WINDOWS * T)}. */
  private INDArray sequence(int[][] windows) {
    int timeSteps = preset.timeSteps();
    INDArray sequence =
        Nd4j.create(DataType.FLOAT, preset.batchSize(), 1, (long) WINDOWS * timeSteps);
    for (int window = 0; window < WINDOWS; window++) {
      for (int i = 0; i < windows[window].length; i++) {
        int time = window * timeSteps + i / preset.batchSize();
        sequence.putScalar(i % preset.batchSize(), 0, time, windows[window][i]);
      }
    }
    return sequence;
  }

  @Override
  public long train() {
    network.fit(sequences.get(next));
    next = (next + 1) % CALLS;
    return (long) WINDOWS * preset.tokensPerStep();
  }

  @Override
  public double loss() {
    return network.score() / preset.timeSteps();
  }

  @Override
  public String description() {
    return "Deeplearning4j 1.0.0-M2.1, "
        + Nd4j.getExecutioner().getEnvironmentInformation().getProperty("blas.vendor");
  }

  @Override
  public void close() {
    network.close();
  }
}
