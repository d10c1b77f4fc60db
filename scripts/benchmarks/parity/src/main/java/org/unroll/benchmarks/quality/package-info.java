/** What Unroll and PyTorch learn from the same text, started and fed alike. */
@NullMarked
package org.unroll.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
