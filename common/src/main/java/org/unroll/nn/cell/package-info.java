/** Recurrent cells: one step forward and one step backward. */
@NullMarked
package org.unroll.nn.cell;

import org.jspecify.annotations.NullMarked;
