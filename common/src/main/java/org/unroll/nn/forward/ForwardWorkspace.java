package org.unroll.nn.forward;

/**
 * The memory of one call in progress, for up to {@link #MAX_ROWS} rows: between two calls it holds
 * nothing that is needed again.
 */
public final class ForwardWorkspace {

  /** The rows that are taken together; more are taken in turn. */
  public static final int MAX_ROWS = 20;

  private final int width;
  final float[] rows; // (MAX_ROWS, width): what a layer reads, then its h
  final float[] pre; // (MAX_ROWS, G, H): pre-activations
  final float[] before; // (S, rows, H): the states before a step
  final float[] after; // (S, rows, H): the states after it
  final float[] gates; // (MAX_ROWS, G, H)
  final float[] products; // (MAX_ROWS, H)

  ForwardWorkspace(int width, int gates, int states, int units) {
    this.width = width;
    this.rows = new float[MAX_ROWS * width];
    this.pre = new float[MAX_ROWS * gates * units];
    this.before = new float[MAX_ROWS * states * units];
    this.after = new float[MAX_ROWS * states * units];
    this.gates = new float[MAX_ROWS * gates * units];
    this.products = new float[MAX_ROWS * units];
  }

  /** The hidden states that {@link ForwardStack#read} left, (T, B, H) by rows of {@link #width}. */
  public float[] hidden() {
    return rows;
  }

  /** The distance between two rows of {@link #hidden}. */
  public int width() {
    return width;
  }

  /** The bytes of a workspace. */
  static long bytes(int width, int gates, int states, int units) {
    long perRow = width + (2L * gates + 2L * states + 1) * units;
    return MAX_ROWS * perRow * Float.BYTES;
  }
}
