/** From counted words to the vocabulary, of words or subwords. */
@NullMarked
package org.unroll.prepare.vocabulary;

import org.jspecify.annotations.NullMarked;
