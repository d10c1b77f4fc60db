/** The parameters that training runs start from: drawn, taken from a model, or word vectors. */
@NullMarked
package org.unroll.start;

import org.jspecify.annotations.NullMarked;
