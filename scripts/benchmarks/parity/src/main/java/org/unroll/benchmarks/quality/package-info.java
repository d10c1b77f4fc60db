/** A comparison of what Unroll and PyTorch learn from the same text and initial parameters. */
@NullMarked
package org.unroll.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
