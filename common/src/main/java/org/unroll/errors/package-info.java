/** Errors that a user can correct, with their exit codes. */
@NullMarked
package org.unroll.errors;

import org.jspecify.annotations.NullMarked;
