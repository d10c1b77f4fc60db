package org.unroll.benchmarks.parity;

import org.unroll.benchmarks.Preset;
import org.unroll.benchmarks.SyntheticText;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.input.InputConfig;
import org.unroll.nn.output.OutputConfig;
import org.unroll.task.language.ModelConfig;
import org.unroll.task.language.TokenBatch;





import java.util.ArrayList;
import java.util.List;

/**
 * A network that both sides can have, and the text it is compared on.
 *
 * @param cell the recurrent cell
 * @param direction whether the layers read one way or both
 * @param embeddingSize E
 * @param cutoffs of an adaptive softmax; none for a whole one
 * @param preset V, L, H, T, B
 */
record Subject(
    CellKind cell, RecurrentConfig.Direction direction, int embeddingSize, List<Integer> cutoffs, Preset preset) {

  /** Sizes that no vector length divides. */
  static Subject awkward(CellKind cell, RecurrentConfig.Direction direction, int layers) {
    return new Subject(cell, direction, 37, List.of(), awkwardSizes(layers));
  }

  /** The same with an adaptive softmax of two clusters. */
  static Subject adaptive(CellKind cell, int layers) {
    return new Subject(cell, RecurrentConfig.Direction.FORWARD, 37, List.of(53, 167), awkwardSizes(layers));
  }

  private static Preset awkwardSizes(int layers) {
    return new Preset("awkward sizes", 503, layers, 61, 13, 7, 0, 0.1);
  }

  /** The small network of Zaremba et al., with any of the cells. */
  static Subject zarembaSmall(CellKind cell, List<Integer> cutoffs) {
    Preset preset = Preset.named("zaremba-small");
    return new Subject(cell, RecurrentConfig.Direction.FORWARD, 200, cutoffs, preset);
  }

  /**
   * Each cell that PyTorch has, too, in one and two layers, one way and both; an LSTM also with an
   * adaptive softmax.
   */
  static List<Subject> all() {
    List<Subject> all = new ArrayList<>();
    for (CellKind cell : CellKind.values()) {
      if (Twin.cell(cell).isPresent()) {
        for (RecurrentConfig.Direction direction : RecurrentConfig.Direction.values()) {
          all.add(awkward(cell, direction, 1));
          all.add(awkward(cell, direction, 2));
        }
        all.add(zarembaSmall(cell, List.of()));
      }
    }
    all.add(adaptive(CellKind.LSTM, 1));
    all.add(adaptive(CellKind.LSTM, 2));
    all.add(zarembaSmall(CellKind.LSTM, List.of(1000, 3000, 6000)));
    return all;
  }

  /** The model, its direction apart. */
  ModelConfig config() {
    return new ModelConfig(
        new InputConfig(InputConfig.Kind.EMBEDDING, embeddingSize),
        new StackConfig(cell, preset.layers(), preset.size(), true),
        DropoutConfig.NONE,
        cutoffs.isEmpty() ? OutputConfig.SOFTMAX : OutputConfig.adaptive(cutoffs),
        InitializerConfig.uniform(preset.initialRange()));
  }

  /**
   * Of the training that is followed: low enough that the loss falls evenly. At higher rates
   * training oscillates, and then two roundings of the same arithmetic soon have nothing in common:
   * ten times these rates, PyTorch differs from itself by 14 % where each parameter is moved by
   * 1e-7.
   */
  double learningRate() {
    double rate =
        switch (cell) {
          case LSTM -> direction == RecurrentConfig.Direction.FORWARD ? 1 : 0.1;
          case GRU, GRU_RESET_BEFORE -> 0.1;
          case RNN_TANH -> 0.05;
          case RNN_RELU -> 0.01;
        };
    return preset.vocabularySize() > 1000 ? rate / 10 : rate;
  }

  /** Mini-batches that continue each other. */
  List<TokenBatch> batches(int count) {
    SyntheticText text = new SyntheticText(preset, count);
    List<TokenBatch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TokenBatch batch = new TokenBatch(preset.timeSteps(), preset.batchSize());
      System.arraycopy(text.inputs(i), 0, batch.inputs, 0, batch.inputs.length);
      System.arraycopy(text.targets(i), 0, batch.targets, 0, batch.targets.length);
      batches.add(batch);
    }
    return batches;
  }

  @Override
  public String toString() {
    return cell
        + ", "
        + preset.layers()
        + (preset.layers() == 1 ? " layer, " : " layers, ")
        + (direction == RecurrentConfig.Direction.BIDIRECTIONAL ? "both ways, " : "")
        + (cutoffs.isEmpty() ? "" : "adaptive, ")
        + preset.name();
  }
}
