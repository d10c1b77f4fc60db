/** The progress of long work. */
@NullMarked
package org.unroll.progress;

import org.jspecify.annotations.NullMarked;
