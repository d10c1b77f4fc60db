package org.unroll.task.language;

import java.util.Arrays;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.ReferenceStack;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.input.InputConfig;
import org.unroll.nn.output.OutputLayer;
import org.unroll.tensor.TensorLayout;

/**
 * A language model in double precision, one vector after the other, straight from the equations: an
 * oracle for tests that shares no arithmetic with the model it checks.
 */
final class ReferenceNetwork {

  private final ModelConfig config;
  private final TensorLayout layout;
  private final int vocabularySize;
  private final int timeSteps;
  private final int batchSize;
  private final ReferenceStack stack;
  private final ReferenceOutput output;
  final double[] parameters;
  final double[] gradient;

  /** (L, S, B, H), as the model has it. */
  final double[] state;

  ReferenceNetwork(ModelConfig config, TensorLayout layout, int v, int timeSteps, int batchSize) {
    this.config = config;
    this.layout = layout;
    this.vocabularySize = v;
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    this.parameters = new double[layout.size()];
    this.gradient = new double[layout.size()];
    RecurrentConfig recurrent = config.recurrent(v);
    CellShape shape = new CellShape(timeSteps, batchSize, config.stack().hiddenSize());
    this.stack = new ReferenceStack(recurrent, "rnn.", shape, layout, parameters, gradient);
    this.output = new ReferenceOutput(config, layout, v, batchSize, parameters, gradient);
    this.state = new double[stack.stateSize()];
  }

  /** The masks that a model with dropout draws from {@code seed}. */
  double[][] masks(long seed) {
    return stack.masks(seed);
  }

  double[][] noMasks() {
    return stack.noMasks();
  }

  void fillState(double value) {
    Arrays.fill(state, value);
  }

  private void clearState(int stream) {
    int size = config.stack().hiddenSize();
    for (int from = stream * size; from < state.length; from += batchSize * size) {
      Arrays.fill(state, from, from + size, 0);
    }
  }

  /**
   * Sum of -log p. With {@code learn}, the gradient of its B-th part is left in {@link #gradient}.
   *
   * @param masks as {@link #masks} has them
   */
  double run(TokenBatch batch, double[][] masks, boolean learn) {
    int rows = timeSteps * batchSize;
    Arrays.fill(gradient, 0);
    for (int b = 0; b < batchSize; b++) {
      if (batch.startsSequence[b]) {
        clearState(b);
      }
    }
    double[][] inputs = new double[rows][];
    Arrays.setAll(inputs, row -> input(batch.inputs[row]));
    double[][] hidden = stack.forward(inputs, stack.full(), masks, state);
    double[][] dHidden = new double[rows][config.stack().hiddenSize()];
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      if (batch.targets[row] != OutputLayer.NO_TARGET) {
        loss += output.run(hidden[row], batch.targets[row], dHidden[row]);
      }
    }
    if (learn) {
      double[][] dInputs = stack.backward(dHidden, new double[state.length]);
      for (int row = 0; row < rows; row++) {
        addInputGradient(batch.inputs[row], dInputs[row]);
      }
    }
    return loss;
  }

  private double[] input(int id) {
    if (config.input().kind() == InputConfig.Kind.ONE_HOT) {
      double[] oneHot = new double[vocabularySize];
      oneHot[id] = 1;
      return oneHot;
    }
    int from = embedding(id);
    return Arrays.copyOfRange(parameters, from, from + config.input().embeddingSize());
  }

  private void addInputGradient(int id, double[] dx) {
    if (config.input().kind() == InputConfig.Kind.EMBEDDING) {
      for (int j = 0; j < dx.length; j++) {
        gradient[embedding(id) + j] += dx[j];
      }
    }
  }

  private int embedding(int id) {
    return layout.slot("embedding.weight").offset() + id * config.input().embeddingSize();
  }
}
