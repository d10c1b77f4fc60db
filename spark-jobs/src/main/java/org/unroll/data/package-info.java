/** Prepared data as tasks read it: the folder, and the shards of examples. */
@NullMarked
package org.unroll.data;

import org.jspecify.annotations.NullMarked;
