/** Dropout on the connections between layers and on the recurrent ones. */
@NullMarked
package org.unroll.nn.dropout;

import org.jspecify.annotations.NullMarked;
