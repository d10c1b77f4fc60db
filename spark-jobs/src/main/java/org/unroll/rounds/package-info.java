/** Training on a cluster: the rounds as Spark jobs. */
@NullMarked
package org.unroll.rounds;

import org.jspecify.annotations.NullMarked;
