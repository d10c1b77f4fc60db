/** The values that shards return from a round: their precision, and their weighted mean. */
@NullMarked
package org.unroll.train.exchange;

import org.jspecify.annotations.NullMarked;
