package org.unroll.math;

/**
 * The arrays that the element-wise steps of one LSTM layer read and write, allocated once and used
 * for every batch: T time steps of B streams of H units, row-major.
 */
public final class LstmBuffers {

  /** The gates of a unit, in PyTorch's order: i, f, g, o. */
  public static final int GATES = 4;

  private final int timeSteps;
  private final int batchSize;
  private final int units;
  private final float[] gates; // (T, B, 4, H)
  private final float[] cells; // (T + 1, B, H)
  private final float[] tanhCells; // (T, B, H)
  private final float[] dCells; // (2, B, H)

  /**
   * Allocates zeros.
   *
   * @param timeSteps T
   * @param batchSize B
   * @param units H
   */
  public LstmBuffers(int timeSteps, int batchSize, int units) {
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    this.units = units;
    int size = Math.multiplyExact(Math.multiplyExact(timeSteps, batchSize), units);
    this.gates = new float[Math.multiplyExact(size, GATES)];
    this.cells = new float[Math.addExact(size, batchSize * units)];
    this.tanhCells = new float[size];
    this.dCells = new float[2 * batchSize * units];
  }

  /** T. */
  public int timeSteps() {
    return timeSteps;
  }

  /** B. */
  public int batchSize() {
    return batchSize;
  }

  /** H. */
  public int units() {
    return units;
  }

  /** The gates after their non-linearities, (T, B, 4, H). */
  public float[] gates() {
    return gates;
  }

  /** The cells c, (T + 1, B, H): slot s holds those before step s, slot s + 1 those after it. */
  public float[] cells() {
    return cells;
  }

  /** tanh c of the cells after each step, (T, B, H). */
  public float[] tanhCells() {
    return tanhCells;
  }

  /** The gradients of two slots of {@link #cells}, (2, B, H): of slot s at index s modulo 2. */
  public float[] dCells() {
    return dCells;
  }

  /** Returns the offset of one stream's vector in slot {@code slot} of {@link #cells}. */
  public int cellOffset(int slot, int stream) {
    return (slot * batchSize + stream) * units;
  }

  /** Returns the offset in {@link #dCells} of the gradient of the vector at {@link #cellOffset}. */
  public int dCellOffset(int slot, int stream) {
    return (slot % 2 * batchSize + stream) * units;
  }
}
