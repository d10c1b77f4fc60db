/** Subwords by byte-pair encoding: learning, applying and storing the merges. */
@NullMarked
package org.unroll.text.bpe;

import org.jspecify.annotations.NullMarked;
