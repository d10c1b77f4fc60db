/**
 * What every contender of a benchmark shares: the presets, the synthetic text, the measuring of a
 * window of time, and the comparison of several processes measured in turn.
 */
@NullMarked
package org.unroll.benchmarks;

import org.jspecify.annotations.NullMarked;
