/** From articles and lines to runs of tokens that are not ids yet. */
@NullMarked
package org.unroll.prepare.tokens;

import org.jspecify.annotations.NullMarked;
