/** The benchmarks' network in Deeplearning4j. */
@NullMarked
package org.unroll.benchmarks.deeplearning4j;

import org.jspecify.annotations.NullMarked;
