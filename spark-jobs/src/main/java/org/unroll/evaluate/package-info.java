/** Evaluation on a cluster. */
@NullMarked
package org.unroll.evaluate;

import org.jspecify.annotations.NullMarked;
