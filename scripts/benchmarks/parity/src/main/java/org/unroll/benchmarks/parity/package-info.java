/** Unroll's numbers beside PyTorch's, from the same parameters on the same batches. */
@NullMarked
package org.unroll.benchmarks.parity;

import org.jspecify.annotations.NullMarked;
