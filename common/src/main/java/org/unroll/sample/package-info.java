/** A small invented encyclopaedia, to try everything with. */
@NullMarked
package org.unroll.sample;

import org.jspecify.annotations.NullMarked;
