/** The errors that a user can act on, each with an exit code. */
@NullMarked
package org.unroll.errors;

import org.jspecify.annotations.NullMarked;
