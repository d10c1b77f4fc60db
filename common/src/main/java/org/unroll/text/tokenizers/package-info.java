/** The choice of a tokenizer by configuration. */
@NullMarked
package org.unroll.text.tokenizers;

import org.jspecify.annotations.NullMarked;
