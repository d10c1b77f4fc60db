/** The benchmarks' network in Unroll. */
@NullMarked
package org.unroll.benchmarks.unroll;

import org.jspecify.annotations.NullMarked;
