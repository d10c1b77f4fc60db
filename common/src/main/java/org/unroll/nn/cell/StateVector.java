package org.unroll.nn.cell;

import java.util.Arrays;

/**
 * One of the vectors that a layer carries from step to step, h or the c of an LSTM: a view of its
 * values before and after each step of a batch, and of its gradient on the way back.
 */
public final class StateVector {

  private final int units;
  private final int size; // B * H
  private final float[] values; // (T + 1, B, H)
  private final float[] gradient; // (1 or 2, B, H)

  /** A vector with memory of its own, which keeps the gradient of one slot. */
  StateVector(CellShape shape) {
    this(
        shape,
        new float[Math.multiplyExact(shape.timeSteps() + 1, shape.size())],
        new float[shape.size()]);
  }

  /**
   * A view.
   *
   * @param values (T + 1, B, H): slot t has what step t begins with, slot t + 1 what it ends with
   * @param gradient (N, B, H): the gradients of N slots at a time, of slot t at index t modulo N
   */
  StateVector(CellShape shape, float[] values, float[] gradient) {
    this.units = shape.units();
    this.size = shape.size();
    this.values = values;
    this.gradient = gradient;
  }

  /**
   * The values, (T + 1, B, H): slot t has what step t begins with, slot t + 1 what it ends with.
   */
  public float[] values() {
    return values;
  }

  /** The gradients of the slots that the backward pass is at, (N, B, H). */
  public float[] gradient() {
    return gradient;
  }

  /** Zeroes what a sequence begins with. */
  public void clear(int sequence) {
    Arrays.fill(values, sequence * units, (sequence + 1) * units, 0);
  }

  /** Makes a sequence begin with its value in {@code slot}. */
  public void carry(int sequence, int slot) {
    System.arraycopy(values, slot * size + sequence * units, values, sequence * units, units);
  }

  /** Replaces what all sequences begin with by (B, H) in {@code state}. */
  public void set(float[] state, int offset) {
    System.arraycopy(state, offset, values, 0, size);
  }

  /** Copies what all sequences begin with to (B, H) in {@code state}. */
  public void copyTo(float[] state, int offset) {
    System.arraycopy(values, 0, state, offset, size);
  }

  /** Copies a sequence's value in {@code slot} to its row of (B, H) in {@code state}. */
  public void copyTo(int sequence, int slot, float[] state, int offset) {
    int row = sequence * units;
    System.arraycopy(values, slot * size + row, state, offset + row, units);
  }

  /** Zeroes the gradients. */
  public void clearGradient() {
    Arrays.fill(gradient, 0);
  }

  /** Replaces the gradient of a sequence in {@code slot} by its row of (B, H) in {@code dState}. */
  public void setGradient(int sequence, int slot, float[] dState, int offset) {
    int row = sequence * units;
    System.arraycopy(dState, offset + row, gradient, gradientOffset(slot) + row, units);
  }

  /** Copies the gradient of a sequence in {@code slot} to its row of (B, H) in {@code dState}. */
  public void copyGradientTo(int sequence, int slot, float[] dState, int offset) {
    int row = sequence * units;
    System.arraycopy(gradient, gradientOffset(slot) + row, dState, offset + row, units);
  }

  private int gradientOffset(int slot) {
    return slot * size % gradient.length;
  }
}
