/** The figures of a training run in Spark's own metrics system. */
@NullMarked
package org.unroll.metrics;

import org.jspecify.annotations.NullMarked;
