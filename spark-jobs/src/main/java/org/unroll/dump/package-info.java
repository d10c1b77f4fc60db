/** The pages of a dump, in parts that many tasks read. */
@NullMarked
package org.unroll.dump;

import org.jspecify.annotations.NullMarked;
