package org.unroll.benchmarks.kernels;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A counter of the bytes that a kernel reads and writes. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Traffic {

  public long bytes;

  void floats(long count) {
    bytes += Float.BYTES * count;
  }
}
