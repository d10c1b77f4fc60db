/** The benchmarks' network in PyTorch, through the JavaCPP presets of its C++ interface. */
@NullMarked
package org.unroll.benchmarks.pytorch;

import org.jspecify.annotations.NullMarked;
