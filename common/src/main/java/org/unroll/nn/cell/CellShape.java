package org.unroll.nn.cell;

/**
 * The dimensions of the batches of a cell.
 *
 * @param timeSteps T
 * @param batchSize B
 * @param units H
 */
public record CellShape(int timeSteps, int batchSize, int units) {

  /** B * H, the size of one state vector of all sequences. */
  public int size() {
    return batchSize * units;
  }
}
