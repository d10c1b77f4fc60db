/** The benchmark of training on this machine. */
@NullMarked
package org.unroll.benchmark;

import org.jspecify.annotations.NullMarked;
