/** Models applied to each row of files or of a table, as Spark jobs. */
@NullMarked
package org.unroll.predict;

import org.jspecify.annotations.NullMarked;
