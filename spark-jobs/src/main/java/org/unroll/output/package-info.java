/** Folders that jobs make: all of one at once, and never twice. */
@NullMarked
package org.unroll.output;

import org.jspecify.annotations.NullMarked;
