/** Reads bzip2 block by block, so that many tasks can share one file. */
@NullMarked
package org.unroll.bzip2;

import org.jspecify.annotations.NullMarked;
