/** From token ids to windows, shards and batches. */
@NullMarked
package org.unroll.dataset;

import org.jspecify.annotations.NullMarked;
