package org.unroll.benchmarks.pytorch;

import org.unroll.benchmarks.Preset;
import org.unroll.benchmarks.SyntheticText;
import org.unroll.benchmarks.Trainer;
import org.unroll.benchmarks.TrainerCommand;


import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The contender PyTorch: eager mode, float32, the fused LSTM module with Zaremba's dropout.
 *
 * <p>PyTorch computes LSTM layers through oneDNN and other matrix products through the BLAS that it
 * finds at run time: Intel's MKL with the system property {@code org.bytedeco.openblas.load=mkl},
 * otherwise OpenBLAS. The ids are converted to tensors before anything is measured, and the memory
 * of a step is freed at its end, as reference counting does in Python.
 */
final class TorchTrainer implements Trainer {

  private static final int BATCHES = 50;
  private static final long SEED = 1;

  private final Preset preset;
  private final int threads;
  private final TorchNetwork network;
  private final TorchOptimizer optimizer;
  private final List<Tensor> inputs = new ArrayList<>();
  private final List<Tensor> targets = new ArrayList<>();
  private int next;
  private double lastLoss;

  private TorchTrainer(Preset preset, int threads) {
    torch.set_num_threads(threads);
    this.preset = preset;
    this.threads = threads;
    this.network =
        new TorchNetwork(
            new TorchShape(
                TorchCell.LSTM,
                preset.layers(),
                false,
                preset.vocabularySize(),
                TorchInput.EMBEDDING,
                preset.size(),
                preset.size(),
                List.of(),
                preset.dropout()),
            preset.batchSize());
    this.optimizer = TorchOptimizer.sgd(network, Preset.CLIP_NORM);
    network.initialize(preset.initialRange(), SEED);
    SyntheticText text = new SyntheticText(preset, BATCHES);
    for (int batch = 0; batch < text.batches(); batch++) {
      inputs.add(network.ids(text.inputs(batch)));
      targets.add(network.ids(text.targets(batch)));
    }
  }

  public static void main(String... arguments) {
    TrainerCommand.run("pytorch", TorchTrainer::new, arguments);
  }

  @Override
  public long train() {
    lastLoss = network.backward(inputs.get(next), targets.get(next));
    optimizer.step(Preset.LEARNING_RATE);
    next = (next + 1) % BATCHES;
    return preset.tokensPerStep();
  }

  @Override
  public double loss() {
    return lastLoss / preset.tokensPerStep();
  }

  @Override
  public String description() {
    return "PyTorch 2.10.0, "
        + torch.get_cpu_capability().getString()
        + ", "
        + (System.getProperty("org.bytedeco.openblas.load", "").isEmpty() ? "OpenBLAS" : "MKL")
        + " and oneDNN, "
        + threads
        + (threads == 1 ? " thread" : " threads");
  }

  @Override
  public void close() {
    // The process ends with its network.
  }
}
