/** The tasks that Unroll knows. */
@NullMarked
package org.unroll.tasks;

import org.jspecify.annotations.NullMarked;
