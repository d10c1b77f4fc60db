package org.unroll.nn.cell;

/**
 * The arrays that a layer and its cell share over the T steps of a batch. A step reads and writes
 * them in place.
 */
public final class StepBuffers {

  private final int width; // B * G * H
  private final float[] pre; // (T, B, G, H)
  private final StateVector hidden;
  private float[] recurrent; // (T + 1, B, H)
  private float[] dRecurrent; // (B, H)

  /**
   * Buffers for a layer.
   *
   * @param gates G
   */
  public StepBuffers(CellShape shape, int gates) {
    this.width = Math.multiplyExact(shape.size(), gates);
    this.pre = new float[Math.multiplyExact(shape.timeSteps(), width)];
    this.hidden = new StateVector(shape);
    this.recurrent = hidden.values();
    this.dRecurrent = hidden.gradient();
  }

  /**
   * The pre-activations of all steps, (T, B, G, H). Forward, the input's share of them, bias
   * included, to which the cell adds its own; backward, their gradient.
   */
  public float[] pre() {
    return pre;
  }

  /** The index in {@link #pre} where a step begins. */
  public int preOffset(int step) {
    return step * width;
  }

  /** h, the hidden state. */
  public StateVector hidden() {
    return hidden;
  }

  /**
   * The input of the recurrent products, h before step t in slot t: the values of {@link #hidden}
   * themselves, or what dropout leaves of them.
   */
  public float[] recurrent() {
    return recurrent;
  }

  /**
   * The array to which a step back adds the gradient of what the recurrent products read, (B, H):
   * the gradient of {@link #hidden} itself where that is what they read.
   */
  public float[] dRecurrent() {
    return dRecurrent;
  }

  /** Makes the recurrent products read h itself. */
  public void readHidden() {
    readRecurrent(hidden.values(), hidden.gradient());
  }

  /** Makes the recurrent products read {@code recurrent}, whose gradient is {@code dRecurrent}. */
  public void readRecurrent(float[] recurrent, float[] dRecurrent) {
    this.recurrent = recurrent;
    this.dRecurrent = dRecurrent;
  }
}
