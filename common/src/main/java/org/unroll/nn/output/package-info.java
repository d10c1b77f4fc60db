/** Output layers: from hidden states to distributions, together with their losses. */
@NullMarked
package org.unroll.nn.output;

import org.jspecify.annotations.NullMarked;
