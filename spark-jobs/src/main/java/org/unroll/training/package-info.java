/** Training on a cluster: the rounds as Spark jobs. */
@NullMarked
package org.unroll.training;

import org.jspecify.annotations.NullMarked;
