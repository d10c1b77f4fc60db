/** Tokenizers of words, characters and the parts between white space. */
@NullMarked
package org.unroll.text.words;

import org.jspecify.annotations.NullMarked;
