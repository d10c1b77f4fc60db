package org.unroll.benchmarks.pytorch;

/** What the first recurrent layer reads of an id. */
public enum TorchInput {
  /** E values that are learnt. */
  EMBEDDING,
  /** V values, of which the one at the id is 1 and the others 0. */
  ONE_HOT
}
