package org.unroll.benchmarks.kernels;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts what a kernel computes; a multiplication and an addition are two. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Operations {

  /** Floating-point operations. */
  public long operations;

  void product(long rows, long columns, long inner) {
    operations += 2 * rows * columns * inner;
  }
}
