/** Rows of prepared data in Parquet files, read strictly. */
@NullMarked
package org.unroll.data.parquet;

import org.jspecify.annotations.NullMarked;
