/** The parts of a template that a call includes, compiled. */
@NullMarked
package org.unroll.wiki.expand.parser;

import org.jspecify.annotations.NullMarked;
