/** The commands, their options, and what they print. */
@NullMarked
package org.unroll.cli.command;

import org.jspecify.annotations.NullMarked;
