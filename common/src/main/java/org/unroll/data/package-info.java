/** From token ids to windows, shards and batches. */
@NullMarked
package org.unroll.data;

import org.jspecify.annotations.NullMarked;
