/** What can go wrong in a way that a user can mend, and the exit code of each. */
@NullMarked
package org.unroll.errors;

import org.jspecify.annotations.NullMarked;
