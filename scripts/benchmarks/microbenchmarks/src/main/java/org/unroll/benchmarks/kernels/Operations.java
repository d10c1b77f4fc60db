package org.unroll.benchmarks.kernels;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A counter of a kernel's operations; a multiplication with an addition counts as two. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Operations {

  /** Floating-point operations. */
  public long operations;

  void product(long rows, long columns, long inner) {
    operations += 2 * rows * columns * inner;
  }
}
