/** Matrix products and element-wise kernels. */
@NullMarked
package org.unroll.math;

import org.jspecify.annotations.NullMarked;
