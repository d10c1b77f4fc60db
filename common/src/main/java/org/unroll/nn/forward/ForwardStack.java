package org.unroll.nn.forward;

import org.jspecify.annotations.Nullable;
import org.unroll.nn.StackConfig;
import org.unroll.tensor.TensorBlock;

/**
 * A stack of recurrent layers for prediction. It computes the same as {@link
 * org.unroll.nn.RecurrentStack#evaluate}; with the Vector API, to the bit. It holds weights alone;
 * states and workspaces are the caller's, so threads may share it.
 */
public final class ForwardStack implements AutoCloseable {

  private final StackConfig config;
  private final FirstLayerInput first;
  private final PackedLinear[] inputs; // of the layers after the first
  private final ForwardCell[] cells;
  private final int width; // of a row of the workspace

  /**
   * Packs the weights of a network.
   *
   * @param prefix of the tensors' names, such as {@code rnn.}
   * @param tensors with those that {@link org.unroll.nn.RecurrentStack} has
   * @param vectors what the first layer reads; without them it reads one-hot vectors
   */
  public ForwardStack(
      StackConfig config, String prefix, TensorBlock tensors, @Nullable TokenVectors vectors) {
    this.config = config;
    this.cells = new ForwardCell[config.layers()];
    this.inputs = new PackedLinear[config.layers() - 1];
    ForwardWeights weights = new ForwardWeights(config, prefix, tensors);
    for (int layer = 0; layer < cells.length; layer++) {
      cells[layer] = weights.cell("_l" + layer);
      if (layer > 0) {
        inputs[layer - 1] = weights.input("_l" + layer);
      }
    }
    this.first =
        vectors == null
            ? new FirstLayerInput.OneHot(weights.inputWeight("_l0"), weights.inputBias("_l0"))
            : new FirstLayerInput.Embedded(vectors, weights.input("_l0"));
    this.width = Math.max(config.hiddenSize(), vectors == null ? 0 : vectors.width());
  }

  /** The size of the state of one sequence: (L, S, H), S = 2 (h, c) for an LSTM and 1 (h) else. */
  public int stateSize() {
    return cells.length * layerStateSize();
  }

  private int layerStateSize() {
    return cells[0].states() * config.hiddenSize();
  }

  /** The offset of the last layer's h in a state. */
  public int hiddenOffset() {
    return stateSize() - layerStateSize();
  }

  /**
   * A workspace for one thread at a time.
   *
   * @param rows R, the most that are read at once
   */
  public ForwardWorkspace newWorkspace(int rows) {
    return new ForwardWorkspace(config, width, cells[0].states(), rows);
  }

  /** The bytes of a workspace. */
  public long workspaceBytes() {
    return newWorkspace(ForwardWorkspace.MAX_ROWS).bytes();
  }

  /** The bytes of the weights. */
  public long bytes() {
    long bytes = first.bytes();
    for (PackedLinear input : inputs) {
      bytes += input.bytes();
    }
    for (ForwardCell cell : cells) {
      bytes += cell.bytes();
    }
    return bytes;
  }

  /**
   * Reads T tokens of each of B sequences. The workspace then has h of the last layer after each of
   * them.
   *
   * @param ids (T, B), at most as many as the workspace has rows
   * @param states of the B sequences, each (L, S, H); replaced by those after the tokens
   */
  public void read(int[] ids, float[][] states, ForwardWorkspace workspace) {
    first.apply(ids, ids.length, workspace);
    readFirstInput(ids.length, states, workspace);
  }

  /**
   * Reads one vector of each of B sequences in place of a token.
   *
   * @param vectors (B, E)
   * @param states of the B sequences, each (L, S, H); replaced by those after the vectors
   */
  public void readVectors(float[] vectors, float[][] states, ForwardWorkspace workspace) {
    first.applyToVectors(vectors, states.length, workspace);
    readFirstInput(states.length, states, workspace);
  }

  /** Takes all steps from the first layer's share of the pre-activations on. */
  private void readFirstInput(int rows, float[][] states, ForwardWorkspace workspace) {
    int steps = rows / states.length;
    for (int layer = 0; layer < cells.length; layer++) {
      if (layer > 0) {
        PackedLinear input = inputs[layer - 1];
        int outputs = input.weights().outputs();
        input.apply(rows, workspace.rows, 0, width, workspace.pre, 0, outputs);
      }
      for (int step = 0; step < steps; step++) {
        step(layer, step, states, workspace);
      }
    }
  }

  private void step(int layer, int step, float[][] states, ForwardWorkspace workspace) {
    int units = config.hiddenSize();
    int batchSize = states.length;
    ForwardCell cell = cells[layer];
    int vectors = cell.states();
    int offset = layer * layerStateSize();
    for (int b = 0; b < batchSize; b++) {
      for (int s = 0; s < vectors; s++) {
        int to = (s * batchSize + b) * units;
        System.arraycopy(states[b], offset + s * units, workspace.before, to, units);
      }
    }
    cell.step(step * batchSize, batchSize, workspace);
    for (int b = 0; b < batchSize; b++) {
      for (int s = 0; s < vectors; s++) {
        int from = (s * batchSize + b) * units;
        System.arraycopy(workspace.after, from, states[b], offset + s * units, units);
      }
      int row = step * batchSize + b;
      System.arraycopy(workspace.after, b * units, workspace.rows, row * width, units);
    }
  }

  @Override
  public void close() {
    first.close();
    for (PackedLinear input : inputs) {
      input.close();
    }
    for (ForwardCell cell : cells) {
      cell.close();
    }
  }
}
