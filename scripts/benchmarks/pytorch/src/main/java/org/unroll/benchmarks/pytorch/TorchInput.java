package org.unroll.benchmarks.pytorch;

/** The input of the first recurrent layer. */
public enum TorchInput {
  /** E learnt values. */
  EMBEDDING,
  /** V values: 1 at the id, 0 elsewhere. */
  ONE_HOT
}
