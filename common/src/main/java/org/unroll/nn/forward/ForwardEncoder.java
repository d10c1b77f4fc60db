package org.unroll.nn.forward;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.unroll.nn.StackConfig;
import org.unroll.tensor.TensorBlock;

/**
 * Recurrent layers that read sequences in both directions, for prediction: what a {@link
 * org.unroll.nn.RecurrentStack} of both directions computes without dropout. Sequences stand one
 * after the other, without padding. It holds weights alone, so threads may share it.
 */
public final class ForwardEncoder implements AutoCloseable {

  /** The weights of a layer in one direction. */
  private record Direction(PackedLinear input, ForwardCell cell) {}

  private final StackConfig config;
  private final TokenVectors vectors;
  private final Direction[][] layers; // (L, 2)

  /**
   * Packs the weights of an encoder.
   *
   * @param prefix of the tensors' names, such as {@code encoder.rnn.}
   * @param vectors what the first layer reads
   */
  public ForwardEncoder(
      StackConfig config, String prefix, TensorBlock tensors, TokenVectors vectors) {
    this.config = config;
    this.vectors = vectors;
    this.layers = new Direction[config.layers()][];
    ForwardWeights weights = new ForwardWeights(config, prefix, tensors);
    for (int layer = 0; layer < layers.length; layer++) {
      String suffix = "_l" + layer;
      layers[layer] =
          new Direction[] {
            new Direction(weights.input(suffix), weights.cell(suffix)),
            new Direction(weights.input(suffix + "_reverse"), weights.cell(suffix + "_reverse"))
          };
    }
  }

  /**
   * What an encoder makes of N sequences.
   *
   * @param vectors the outputs of the last layer, (rows, 2 H), those of one sequence after the
   *     other
   * @param offsets (N + 1): of each sequence, its first row; then the number of rows
   * @param finalStates of the last layer, (N, 2, S, H)
   */
  public record Encoded(float[] vectors, int[] offsets, float[] finalStates) {

    /** The length of a sequence. */
    public int length(int sequence) {
      return offsets[sequence + 1] - offsets[sequence];
    }
  }

  /** S, the state vectors of a cell. */
  private int states() {
    return layers[0][0].cell().states();
  }

  /** Encodes sequences of ids. */
  public Encoded encode(int[][] sequences) {
    int[] offsets = new int[sequences.length + 1];
    for (int n = 0; n < sequences.length; n++) {
      offsets[n + 1] = offsets[n] + sequences[n].length;
    }
    int rows = offsets[sequences.length];
    int width = vectors.width();
    float[] x = new float[rows * width];
    for (int n = 0; n < sequences.length; n++) {
      for (int t = 0; t < sequences[n].length; t++) {
        vectors.copy(sequences[n][t], x, (offsets[n] + t) * width);
      }
    }
    Run run = new Run(sequences, offsets);
    float[] finalStates = new float[0];
    for (Direction[] layer : layers) {
      float[] output = new float[rows * 2 * config.hiddenSize()];
      finalStates = new float[sequences.length * 2 * states() * config.hiddenSize()];
      for (int d = 0; d < 2; d++) {
        run.read(layer[d], d, x, output, finalStates);
      }
      x = output;
    }
    return new Encoded(x, offsets, finalStates);
  }

  /** The sequences that are read together, the longest first. */
  private final class Run {

    private final int units = config.hiddenSize();
    private final int gates = config.gates() * units;
    private final int[] offsets;
    private final int[] order; // (N)
    private final ForwardWorkspace workspace;

    Run(int[][] sequences, int[] offsets) {
      this.offsets = offsets;
      this.order =
          IntStream.range(0, sequences.length)
              .boxed()
              .sorted(Comparator.comparingInt(n -> -sequences[n].length))
              .mapToInt(Integer::intValue)
              .toArray();
      this.workspace = new ForwardWorkspace(config, units, states(), Math.max(1, order.length));
    }

    void read(Direction direction, int d, float[] x, float[] output, float[] finalStates) {
      int rows = offsets[order.length];
      int inputs = direction.input().weights().inputs();
      float[] pre = new float[rows * gates];
      direction.input().apply(rows, x, 0, inputs, pre, 0, gates);
      int active = order.length;
      for (int t = 0; active > 0; t++) {
        while (active > 0 && length(order[active - 1]) <= t) {
          active--;
        }
        for (int i = 0; i < active; i++) {
          System.arraycopy(pre, row(order[i], t, d) * gates, workspace.pre, i * gates, gates);
          for (int s = 0; s < states(); s++) {
            System.arraycopy(
                finalStates,
                state(order[i], d, s),
                workspace.before,
                (s * active + i) * units,
                units);
          }
        }
        direction.cell().step(0, active, workspace);
        for (int i = 0; i < active; i++) {
          for (int s = 0; s < states(); s++) {
            System.arraycopy(
                workspace.after,
                (s * active + i) * units,
                finalStates,
                state(order[i], d, s),
                units);
          }
          int to = (row(order[i], t, d) * 2 + d) * units;
          System.arraycopy(workspace.after, i * units, output, to, units);
        }
      }
    }

    private int length(int n) {
      return offsets[n + 1] - offsets[n];
    }

    private int row(int n, int t, int d) {
      return d == 0 ? offsets[n] + t : offsets[n + 1] - 1 - t;
    }

    private int state(int n, int d, int s) {
      return ((n * 2 + d) * states() + s) * units;
    }
  }

  @Override
  public void close() {
    Arrays.stream(layers)
        .flatMap(Arrays::stream)
        .forEach(
            direction -> {
              direction.input().close();
              direction.cell().close();
            });
  }
}
