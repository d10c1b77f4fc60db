/** The choice of a tokenizer by configuration, and the files of its vocabulary. */
@NullMarked
package org.unroll.text.tokenizers;

import org.jspecify.annotations.NullMarked;
