/** Optimisers and learning-rate schedules. */
@NullMarked
package org.unroll.optim;

import org.jspecify.annotations.NullMarked;
