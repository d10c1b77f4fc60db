/** From dumps and text files to windows in Parquet files, and back to shards. */
@NullMarked
package org.unroll.prepare;

import org.jspecify.annotations.NullMarked;
