/** Attention over the outputs of an encoder, and the decoder that uses it. */
@NullMarked
package org.unroll.nn.attention;

import org.jspecify.annotations.NullMarked;
