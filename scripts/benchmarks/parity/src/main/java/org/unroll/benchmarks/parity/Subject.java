package org.unroll.benchmarks.parity;

import java.util.ArrayList;
import java.util.List;
import org.unroll.benchmarks.Preset;
import org.unroll.benchmarks.SyntheticText;
import org.unroll.data.Batch;
import org.unroll.model.CellKind;
import org.unroll.model.ModelConfig;
import org.unroll.model.OutputKind;

/**
 * A network that both sides can have, and the text it is compared on.
 *
 * @param cell the recurrent cell
 * @param embeddingSize E
 * @param preset V, L, H, T, B
 */
record Subject(CellKind cell, int embeddingSize, Preset preset) {

  /** Sizes that no vector length divides. */
  static Subject awkward(CellKind cell, int layers) {
    return new Subject(cell, 37, new Preset("awkward sizes", 503, layers, 61, 13, 7, 0, 0.1));
  }

  /** The small network of Zaremba et al. */
  static Subject zarembaSmall(CellKind cell) {
    return new Subject(cell, 200, Preset.named("zaremba-small"));
  }

  /** Each cell that PyTorch has, too, in one and two layers. */
  static List<Subject> all() {
    List<Subject> all = new ArrayList<>();
    for (CellKind cell : CellKind.values()) {
      if (Twin.cell(cell).isPresent()) {
        all.add(awkward(cell, 1));
        all.add(awkward(cell, 2));
        all.add(zarembaSmall(cell));
      }
    }
    return all;
  }

  ModelConfig config() {
    return new ModelConfig(
        cell,
        preset.layers(),
        embeddingSize,
        preset.size(),
        0,
        false,
        OutputKind.SOFTMAX,
        preset.initialRange());
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
          case LSTM -> 1;
          case GRU, GRU_LECTURE -> 0.1;
          case RNN_TANH -> 0.05;
          case RNN_RELU -> 0.02;
        };
    return preset.vocabularySize() > 1000 ? rate / 10 : rate;
  }

  /** Mini-batches that continue each other. */
  List<Batch> batches(int count) {
    SyntheticText text = new SyntheticText(preset, count);
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Batch batch = new Batch(preset.timeSteps(), preset.streams());
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
        + preset.name();
  }
}
