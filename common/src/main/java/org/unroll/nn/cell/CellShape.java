package org.unroll.nn.cell;

/**
 * The dimensions of a cell's work.
 *
 * @param timeSteps T
 * @param batchSize B
 * @param units H
 */
public record CellShape(int timeSteps, int batchSize, int units) {

  /** B * H, the values of one state. */
  public int size() {
    return batchSize * units;
  }
}
