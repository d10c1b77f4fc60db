/** Progress on a terminal or in a log, and the signal that asks for a stop. */
@NullMarked
package org.unroll.cli.terminal;

import org.jspecify.annotations.NullMarked;
