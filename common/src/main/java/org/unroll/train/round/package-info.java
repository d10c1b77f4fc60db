/**
 * One synchronous round: what each shard receives, computes and returns, and how the results are
 * combined.
 */
@NullMarked
package org.unroll.train.round;

import org.jspecify.annotations.NullMarked;
