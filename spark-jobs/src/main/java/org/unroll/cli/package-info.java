/** The command line. */
@NullMarked
package org.unroll.cli;

import org.jspecify.annotations.NullMarked;
