/** Training runs: the loop over rounds, its state, its settings and its listeners. */
@NullMarked
package org.unroll.train;

import org.jspecify.annotations.NullMarked;
