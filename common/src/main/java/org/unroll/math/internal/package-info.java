/** The kernels behind {@link org.unroll.math}, the only package that may call them. */
@NullMarked
package org.unroll.math.internal;

import org.jspecify.annotations.NullMarked;
