/** Mini-batches of examples of unlike lengths: ragged arrays, and the order of an epoch. */
@NullMarked
package org.unroll.task.batch;

import org.jspecify.annotations.NullMarked;
