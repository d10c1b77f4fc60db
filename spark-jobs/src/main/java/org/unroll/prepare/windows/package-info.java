/** From runs of tokens to windows in Parquet files, and back. */
@NullMarked
package org.unroll.prepare.windows;

import org.jspecify.annotations.NullMarked;
