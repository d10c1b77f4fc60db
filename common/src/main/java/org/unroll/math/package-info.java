/**
 * Matrix products, element-wise functions, memory off the heap and reproducible random numbers. The
 * types here check their arguments; the kernels behind them are in {@code
 * org.unroll.math.internal}, which no other package may enter.
 */
@NullMarked
package org.unroll.math;

import org.jspecify.annotations.NullMarked;
