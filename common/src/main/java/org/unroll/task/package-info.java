/** Learning problems as the rounds see them. */
@NullMarked
package org.unroll.task;

import org.jspecify.annotations.NullMarked;
