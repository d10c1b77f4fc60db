/**
 * Microbenchmarks of the kernels of a training step at the sizes of the two networks of Zaremba et
 * al. 2014, with the same products by Smile's BLAS for comparison.
 */
@NullMarked
package org.unroll.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
