/**
 * The networks of Unroll's tasks built of PyTorch's modules: trained on the same prepared data,
 * from the same parameters, on the same mini-batches, and judged by Unroll's own evaluation.
 */
@NullMarked
package org.unroll.benchmarks.tasks;

import org.jspecify.annotations.NullMarked;
