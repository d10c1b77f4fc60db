package org.unroll.math;

/**
 * The arrays that the element-wise steps of one GRU layer read and write, allocated once and used
 * for every batch: T time steps of B streams of H units, row-major.
 */
public final class GruBuffers {

  /** The gates of a unit, in PyTorch's order: r, z, n. */
  public static final int GATES = 3;

  private final int timeSteps;
  private final int batchSize;
  private final int units;
  private final float[] gates; // (T, B, 3, H)
  private final float[] products; // (T, B, H)
  private final float[] dProducts; // (B, H)
  private final float[] dPrevious; // (B, H)

  /**
   * Allocates zeros.
   *
   * @param timeSteps T
   * @param batchSize B
   * @param units H
   */
  public GruBuffers(int timeSteps, int batchSize, int units) {
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    this.units = units;
    int size = Math.multiplyExact(Math.multiplyExact(timeSteps, batchSize), units);
    this.gates = new float[Math.multiplyExact(size, GATES)];
    this.products = new float[size];
    this.dProducts = new float[batchSize * units];
    this.dPrevious = new float[batchSize * units];
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

  /** The gates after their non-linearities, (T, B, 3, H). */
  public float[] gates() {
    return gates;
  }

  /** The recurrent part of n's pre-activation, W_hn h' + b_hn, (T, B, H); the caller writes it. */
  public float[] products() {
    return products;
  }

  /** The gradient of one step's {@link #products}, (B, H). */
  public float[] dProducts() {
    return dProducts;
  }

  /**
   * The gradient of the previous hidden state past the recurrent products, {@code dh z}, (B, H).
   */
  public float[] dPrevious() {
    return dPrevious;
  }

  /** Returns the offset of one stream's vector in {@link #products}, or in (T + 1, B, H). */
  public int offset(int step, int stream) {
    return (step * batchSize + stream) * units;
  }
}
