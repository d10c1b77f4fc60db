/**
 * The parts that all contenders of a benchmark share: presets, synthetic text, measurements, and
 * the comparison of several processes measured in turn.
 */
@NullMarked
package org.unroll.benchmarks;

import org.jspecify.annotations.NullMarked;
