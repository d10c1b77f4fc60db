/** What one shard does in a round, and how the rounds combine. */
@NullMarked
package org.unroll.train;

import org.jspecify.annotations.NullMarked;
