package org.unroll.task.language;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.unroll.nn.forward.ForwardAdaptiveSoftmax;
import org.unroll.nn.forward.ForwardOutput;
import org.unroll.nn.forward.ForwardSoftmax;
import org.unroll.nn.forward.ForwardStack;
import org.unroll.nn.forward.ForwardWorkspace;
import org.unroll.nn.forward.TokenVectors;
import org.unroll.nn.input.InputConfig;
import org.unroll.tensor.TensorBlock;

/**
 * A language model that only predicts: its weights without gradients, packed once and shared by any
 * number of threads. States belong to the caller, as arrays of {@link #stateSize} values, at first
 * zeros.
 *
 * <p>It computes what {@link LanguageModel#evaluate} does for batches of one step of one stream;
 * with the Vector API to the bit, whatever is read together.
 *
 * <p>Besides the weights, each call in progress takes a workspace of {@link #workspaceBytes}, which
 * a later call reuses.
 */
public final class ForwardLanguageModel implements AutoCloseable {

  /** The sequences that are read together; more are taken in turn. */
  public static final int MAX_BATCH = ForwardWorkspace.MAX_ROWS;

  private final int vocabularySize;
  private final int units; // H
  private final ForwardStack stack;
  private final ForwardOutput output;
  private final ConcurrentLinkedQueue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

  /** The memory of one call in progress, for up to R rows. */
  static final class Workspace {

    final ForwardWorkspace stack;
    final ForwardOutput.Workspace output;
    final double[] logSumExp; // (R)
    final float[] hidden; // (R, H)
    float[] scores = {}; // (rows, V), as many rows as were needed so far

    Workspace(ForwardStack stack, ForwardOutput output, int units, int maxRows) {
      this.stack = stack.newWorkspace(maxRows);
      this.output = output.newWorkspace(maxRows);
      this.logSumExp = new double[maxRows];
      this.hidden = new float[maxRows * units];
    }

    float[] scores(int size) {
      if (scores.length < size) {
        scores = new float[size];
      }
      return scores;
    }
  }

  /**
   * Packs the weights of a model, after which {@code tensors} are not needed any more.
   *
   * @param tensors those of {@link LanguageModel#layout}
   */
  public ForwardLanguageModel(ModelConfig config, int vocabularySize, TensorBlock tensors) {
    this.vocabularySize = vocabularySize;
    this.units = config.stack().hiddenSize();
    this.output =
        switch (config.output().kind(vocabularySize)) {
          case SOFTMAX ->
              new ForwardSoftmax(
                  tensors.matrix(LanguageModel.decoderWeight(config)),
                  tensors.view(LanguageModel.DECODER_BIAS));
          case ADAPTIVE ->
              new ForwardAdaptiveSoftmax(
                  LanguageModel.adaptiveShape(config, vocabularySize),
                  tensors,
                  LanguageModel.DECODER);
          case AUTO -> throw new IllegalStateException("decided by now");
        };
    this.stack =
        new ForwardStack(
            config.stack(), LanguageModel.RECURRENT, tensors, vectors(config, tensors, output));
  }

  private static @Nullable TokenVectors vectors(
      ModelConfig config, TensorBlock tensors, ForwardOutput output) {
    if (config.input().kind() == InputConfig.Kind.ONE_HOT) {
      return null;
    }
    if (config.output().tied() && output instanceof ForwardSoftmax softmax) {
      return new TokenVectors.Tied(softmax.weights());
    }
    return new TokenVectors.Table(tensors.matrix(LanguageModel.EMBEDDING));
  }

  /** V. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** The size of a state: (L, S, H), with S = 2 (h, c) for an LSTM and 1 (h) else. */
  public int stateSize() {
    return stack.stateSize();
  }

  /** The bytes of the weights. */
  public long weightBytes() {
    return stack.bytes() + output.bytes();
  }

  /**
   * The bytes of a workspace whose calls predicted for {@code rows} states at most.
   *
   * @param rows up to {@link ForwardWorkspace#MAX_ROWS}, which are all that are taken together
   */
  public long workspaceBytes(int rows) {
    long scores = rows <= 1 ? 0 : (long) rows * vocabularySize;
    return stack.workspaceBytes()
        + output.workspaceBytes()
        + (scores + (long) ForwardWorkspace.MAX_ROWS * units) * Float.BYTES
        + (long) ForwardWorkspace.MAX_ROWS * Double.BYTES;
  }

  /**
   * Reads one token of each of B sequences, without the product of the output layer.
   *
   * @param ids (B)
   * @param states (B) states, each replaced by the one after its token
   */
  public void read(int[] ids, float[][] states) {
    checkIds(ids);
    Workspace workspace = take();
    for (int from = 0; from < ids.length; from += ForwardWorkspace.MAX_ROWS) {
      int to = Math.min(ids.length, from + ForwardWorkspace.MAX_ROWS);
      stack.read(
          Arrays.copyOfRange(ids, from, to), Arrays.copyOfRange(states, from, to), workspace.stack);
    }
    workspaces.add(workspace);
  }

  /**
   * Reads the tokens of one sequence, without the products of the output layer.
   *
   * @param ids in their order
   * @param state replaced by the one after the last token
   */
  public void read(int[] ids, float[] state) {
    checkIds(ids);
    Workspace workspace = take();
    float[][] states = {state};
    for (int from = 0; from < ids.length; from += ForwardWorkspace.MAX_ROWS) {
      int to = Math.min(ids.length, from + ForwardWorkspace.MAX_ROWS);
      stack.read(Arrays.copyOfRange(ids, from, to), states, workspace.stack);
    }
    workspaces.add(workspace);
  }

  /**
   * Predicts the token after each of some states.
   *
   * @param scores one array of V values for each state; receives the scores: {@code log p(w) =
   *     scores[w] - logSumExp}
   * @param logSumExp receives one value for each state
   */
  public void predict(float[][] states, float[][] scores, double[] logSumExp) {
    Workspace workspace = take();
    if (states.length == 1) {
      int hidden = stack.hiddenOffset();
      output.scores(1, states[0], hidden, units, scores[0], logSumExp, workspace.output);
    } else {
      for (int from = 0; from < states.length; from += ForwardWorkspace.MAX_ROWS) {
        int rows = Math.min(states.length - from, ForwardWorkspace.MAX_ROWS);
        predict(from, rows, states, scores, logSumExp, workspace);
      }
    }
    workspaces.add(workspace);
  }

  private void predict(
      int first,
      int rows,
      float[][] states,
      float[][] scores,
      double[] logSumExp,
      Workspace workspace) {
    float[] all = predict(first, rows, states, workspace);
    for (int row = 0; row < rows; row++) {
      float[] target = scores[first + row];
      System.arraycopy(all, row * vocabularySize, target, 0, vocabularySize);
      logSumExp[first + row] = workspace.logSumExp[row];
    }
  }

  /** Predicts for some states; the workspace then has the scores, (rows, V), and logSumExp. */
  private float[] predict(int first, int rows, float[][] states, Workspace workspace) {
    for (int row = 0; row < rows; row++) {
      float[] state = states[first + row];
      System.arraycopy(state, stack.hiddenOffset(), workspace.hidden, row * units, units);
    }
    float[] all = workspace.scores(rows * vocabularySize);
    output.scores(rows, workspace.hidden, 0, units, all, workspace.logSumExp, workspace.output);
    return all;
  }

  /**
   * Scores the next token of each of B sequences, then reads it.
   *
   * @param ids (B)
   * @param states (B) states, each replaced by the one after its token
   * @param logProbabilities (B), receives the natural logarithm of the probability of each token
   */
  public void score(int[] ids, float[][] states, float[] logProbabilities) {
    checkIds(ids);
    Workspace workspace = take();
    for (int from = 0; from < ids.length; from += MAX_BATCH) {
      int to = Math.min(ids.length, from + MAX_BATCH);
      float[] scores = predict(from, to - from, states, workspace);
      for (int i = from; i < to; i++) {
        int row = i - from;
        logProbabilities[i] =
            (float) (scores[row * vocabularySize + ids[i]] - workspace.logSumExp[row]);
      }
      stack.read(
          Arrays.copyOfRange(ids, from, to), Arrays.copyOfRange(states, from, to), workspace.stack);
    }
    workspaces.add(workspace);
  }

  /** A consumer of the scores of one row. */
  @FunctionalInterface
  interface ScoresConsumer {

    /**
     * Takes the scores of the token after one that was read.
     *
     * @param row that of the token
     * @param scores V values from {@code offset} on: {@code log p(w) = scores[w] - logSumExp};
     *     valid only during the call
     */
    void accept(int row, float[] scores, int offset, double logSumExp);
  }

  /** A workspace for {@link #evaluate}. */
  Workspace newWorkspace(int rows) {
    return new Workspace(stack, output, units, rows);
  }

  /**
   * Reads T tokens of each of B sequences, and predicts what follows some of them.
   *
   * @param ids (T, B), at most as many as the workspace has rows
   * @param states (B) states, each replaced by the one after its last token
   * @param counted (T, B): after which tokens the next is predicted
   * @param sink receives the scores of those rows, in order
   */
  void evaluate(
      int[] ids, float[][] states, boolean[] counted, Workspace workspace, ScoresConsumer sink) {
    checkIds(ids);
    stack.read(ids, states, workspace.stack);
    int rows = 0;
    for (int row = 0; row < ids.length; row++) {
      if (counted[row]) {
        int from = row * workspace.stack.width();
        System.arraycopy(workspace.stack.hidden(), from, workspace.hidden, rows * units, units);
        rows++;
      }
    }
    float[] scores = workspace.scores(rows * vocabularySize);
    output.scores(rows, workspace.hidden, 0, units, scores, workspace.logSumExp, workspace.output);
    int next = 0;
    for (int row = 0; row < ids.length; row++) {
      if (counted[row]) {
        sink.accept(row, scores, next * vocabularySize, workspace.logSumExp[next]);
        next++;
      }
    }
  }

  /**
   * Reads the tokens of one sequence, and scores each given those before it.
   *
   * @param ids in their order
   * @param state replaced by the one after the last token
   * @return the natural logarithm of the probability of each token
   */
  public float[] score(int[] ids, float[] state) {
    checkIds(ids);
    float[] logProbabilities = new float[ids.length];
    Workspace workspace = take();
    for (int from = 0; from < ids.length; from += ForwardWorkspace.MAX_ROWS) {
      int rows = Math.min(ids.length - from, ForwardWorkspace.MAX_ROWS);
      score(Arrays.copyOfRange(ids, from, from + rows), state, workspace, logProbabilities, from);
    }
    workspaces.add(workspace);
    return logProbabilities;
  }

  private void score(
      int[] ids, float[] state, Workspace workspace, float[] logProbabilities, int offset) {
    int rows = ids.length;
    float[] hidden = workspace.hidden;
    System.arraycopy(state, stack.hiddenOffset(), hidden, 0, units);
    stack.read(ids, new float[][] {state}, workspace.stack);
    int stride = workspace.stack.width();
    for (int row = 1; row < rows; row++) {
      float[] after = workspace.stack.hidden();
      System.arraycopy(after, (row - 1) * stride, hidden, row * units, units);
    }
    float[] scores = workspace.scores(rows * vocabularySize);
    output.scores(rows, hidden, 0, units, scores, workspace.logSumExp, workspace.output);
    for (int row = 0; row < rows; row++) {
      logProbabilities[offset + row] =
          (float) (scores[row * vocabularySize + ids[row]] - workspace.logSumExp[row]);
    }
  }

  private void checkIds(int[] ids) {
    for (int id : ids) {
      Objects.checkIndex(id, vocabularySize);
    }
  }

  private Workspace take() {
    Workspace free = workspaces.poll();
    return free == null ? newWorkspace(ForwardWorkspace.MAX_ROWS) : free;
  }

  /** Frees memory off the heap, if there is any; no call may be in progress. */
  @Override
  public void close() {
    stack.close();
    output.close();
    workspaces.clear();
  }
}
