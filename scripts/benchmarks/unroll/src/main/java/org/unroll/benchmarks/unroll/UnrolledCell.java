package org.unroll.benchmarks.unroll;

import org.unroll.nn.cell.CellShape;
import org.unroll.nn.cell.ElmanCell;
import org.unroll.nn.cell.GruCell;
import org.unroll.nn.cell.LstmCell;
import org.unroll.nn.cell.RecurrentCell;
import org.unroll.nn.cell.ResetBeforeGruCell;
import org.unroll.nn.cell.StateVector;
import org.unroll.nn.cell.StepBuffers;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;


import java.util.Arrays;

/**
 * The cell of a trained network with one layer and one-hot input, taken step by step, so that the
 * gradient of each hidden state can be looked at.
 */
final class UnrolledCell implements AutoCloseable {

  private final LanguageModel model;
  private final CellShape shape;
  private final RecurrentCell cell;
  private final StepBuffers buffers;
  private final float[] bias; // (G, H)
  private final float[] inputWeight; // (G * H, V)
  private final float[] outputWeight; // (V, H)
  private final float[] outputBias; // (V)

  UnrolledCell(LanguageModel model) {
    this.model = model;
    this.shape =
        new CellShape(model.timeSteps(), model.batchSize(), model.config().stack().hiddenSize());
    LinearWeights weights = weights(model, "rnn.weight_hh_l0", "rnn.bias_hh_l0");
    this.cell =
        switch (model.config().stack().cell()) {
          case RNN_TANH -> new ElmanCell(shape, weights, ElmanCell.Activation.TANH);
          case RNN_RELU -> new ElmanCell(shape, weights, ElmanCell.Activation.RELU);
          case LSTM -> new LstmCell(shape, weights);
          case GRU -> new GruCell(shape, weights);
          case GRU_RESET_BEFORE -> new ResetBeforeGruCell(shape, weights);
        };
    cell.prepareForward();
    cell.prepareBackward();
    this.buffers = new StepBuffers(shape, cell.gates());
    this.inputWeight = values(model, "rnn.weight_ih_l0");
    this.outputWeight = values(model, "decoder.weight");
    this.outputBias = values(model, "decoder.bias");
    this.bias = values(model, "rnn.bias_ih_l0");
    cell.addBias(bias);
  }

  private static LinearWeights weights(LanguageModel model, String weight, String bias) {
    Parameters parameters = model.parameters();
    Gradient gradient = model.gradient();
    return LinearWeights.of(parameters, gradient, weight, bias);
  }

  private static float[] values(LanguageModel model, String name) {
    float[] values = new float[model.parameters().layout().slot(name).size()];
    model.parameters().view(name).get(0, values);
    return values;
  }

  /**
   * Adds, for each distance, the norms of dL_T/dh_(T - distance) over the sequences, L_T being the
   * loss of the last step alone.
   */
  void addNorms(TokenBatch batch, double[] sums) {
    for (int step = 0; step < shape.timeSteps(); step++) {
      fillPre(batch, step);
      cell.forward(step, buffers);
    }
    buffers.hidden().clearGradient();
    cell.carried().forEach(StateVector::clearGradient);
    cell.beginBackward();
    float[] dHidden = buffers.hidden().gradient(); // (B, H)
    for (int b = 0; b < shape.batchSize(); b++) {
      differentiateLoss(batch, b, dHidden);
    }
    int last = shape.timeSteps() - 1;
    for (int distance = 0; distance < sums.length; distance++) {
      for (int b = 0; b < shape.batchSize(); b++) {
        sums[distance] += norm(dHidden, b * shape.units());
      }
      cell.backward(last - distance, buffers);
    }
  }

  private void fillPre(TokenBatch batch, int step) {
    int width = bias.length;
    for (int b = 0; b < shape.batchSize(); b++) {
      int row = step * shape.batchSize() + b;
      int id = batch.inputs[row];
      for (int j = 0; j < width; j++) {
        buffers.pre()[row * width + j] = bias[j] + inputWeight[j * model.vocabularySize() + id];
      }
    }
  }

  /** Computes {@code dh = W^T (p - onehot(target))} of the last step. */
  private void differentiateLoss(TokenBatch batch, int b, float[] dHidden) {
    int units = shape.units();
    int words = model.vocabularySize();
    int row = (shape.timeSteps() - 1) * shape.batchSize() + b;
    int h = shape.timeSteps() * shape.size() + b * units;
    double[] p = new double[words];
    for (int word = 0; word < words; word++) {
      p[word] = outputBias[word];
      for (int j = 0; j < units; j++) {
        p[word] += outputWeight[word * units + j] * buffers.hidden().values()[h + j];
      }
      p[word] = Math.exp(p[word]);
    }
    double total = Arrays.stream(p).sum();
    for (int word = 0; word < words; word++) {
      double d = p[word] / total - (word == batch.targets[row] ? 1 : 0);
      for (int j = 0; j < units; j++) {
        dHidden[b * units + j] += (float) (d * outputWeight[word * units + j]);
      }
    }
  }

  private double norm(float[] x, int offset) {
    double squares = 0;
    for (int j = 0; j < shape.units(); j++) {
      squares += (double) x[offset + j] * x[offset + j];
    }
    return Math.sqrt(squares);
  }

  @Override
  public void close() {
    cell.close();
  }
}
