/** From dumps and text files to prepared data, and back to shards. */
@NullMarked
package org.unroll.prepare;

import org.jspecify.annotations.NullMarked;
