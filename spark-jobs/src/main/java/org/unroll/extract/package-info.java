/** From dumps to files of plain-text articles. */
@NullMarked
package org.unroll.extract;

import org.jspecify.annotations.NullMarked;
