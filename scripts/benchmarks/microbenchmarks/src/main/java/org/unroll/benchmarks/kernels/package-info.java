/**
 * The kernels that a training step consists of, each measured by itself at the sizes of the two
 * networks of Zaremba et al. 2014, beside the same product by Smile's BLAS where there is one.
 */
@NullMarked
package org.unroll.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
