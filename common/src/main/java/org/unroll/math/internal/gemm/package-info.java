/** Matrix products: packing, panels, and the generated micro-kernels. */
@NullMarked
package org.unroll.math.internal.gemm;

import org.jspecify.annotations.NullMarked;
