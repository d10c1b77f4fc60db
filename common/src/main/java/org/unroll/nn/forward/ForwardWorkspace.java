package org.unroll.nn.forward;

import org.unroll.math.GruBuffers;
import org.unroll.math.LstmBuffers;
import org.unroll.nn.StackConfig;

/**
 * The memory of one call in progress, for up to R rows: between two calls it holds nothing that is
 * needed again.
 */
public final class ForwardWorkspace {

  /** The rows that sessions take together; more are taken in turn. */
  public static final int MAX_ROWS = 20;

  private final int width;
  final float[] rows; // (R, width): what a layer reads, then its h
  final float[] pre; // (R, G, H): pre-activations
  final float[] before; // (S, rows, H): the states before a step
  final float[] after; // (S, rows, H): the states after it
  final float[] hidden; // (R + 1, H): h of row r in slot r + 1
  final LstmBuffers lstm; // each row is a time step of one stream
  final GruBuffers gru; // likewise

  ForwardWorkspace(StackConfig config, int width, int states, int maxRows) {
    int units = config.hiddenSize();
    this.width = width;
    this.rows = new float[maxRows * width];
    this.pre = new float[maxRows * config.gates() * units];
    this.before = new float[maxRows * states * units];
    this.after = new float[maxRows * states * units];
    this.hidden = new float[(maxRows + 1) * units];
    boolean isLstm = config.gates() == LstmBuffers.GATES;
    boolean isGru = config.gates() == GruBuffers.GATES;
    this.lstm = new LstmBuffers(isLstm ? maxRows : 0, 1, isLstm ? units : 0);
    this.gru = new GruBuffers(isGru ? maxRows : 0, 1, isGru ? units : 0);
  }

  /** The hidden states that {@link ForwardStack#read} left, (T, B, H) by rows of {@link #width}. */
  public float[] hidden() {
    return rows;
  }

  /** The distance between two rows of {@link #hidden}. */
  public int width() {
    return width;
  }

  long bytes() {
    long own = rows.length + pre.length + before.length + after.length + hidden.length;
    long ofLstm =
        lstm.gates().length + lstm.cells().length + lstm.tanhCells().length + lstm.dCells().length;
    long ofGru =
        gru.gates().length
            + gru.products().length
            + gru.dProducts().length
            + gru.dPrevious().length;
    return (own + ofLstm + ofGru) * Float.BYTES;
  }
}
