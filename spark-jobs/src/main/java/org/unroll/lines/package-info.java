/** The lines of text files, in parts that many tasks read. */
@NullMarked
package org.unroll.lines;

import org.jspecify.annotations.NullMarked;
