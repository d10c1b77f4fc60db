/** Named tensors in one contiguous block: their layout, parameters, gradients and files. */
@NullMarked
package org.unroll.tensor;

import org.jspecify.annotations.NullMarked;
