/** A small invented encyclopaedia for demonstrations. */
@NullMarked
package org.unroll.sample;

import org.jspecify.annotations.NullMarked;
