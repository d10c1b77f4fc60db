/** The files that jobs read, and the parts in which tasks read them. */
@NullMarked
package org.unroll.dump.input;

import org.jspecify.annotations.NullMarked;
