/** Input layers: from ids to the vectors that a recurrent layer reads. */
@NullMarked
package org.unroll.nn.input;

import org.jspecify.annotations.NullMarked;
