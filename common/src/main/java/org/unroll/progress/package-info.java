/** How long work reports where it is. */
@NullMarked
package org.unroll.progress;

import org.jspecify.annotations.NullMarked;
