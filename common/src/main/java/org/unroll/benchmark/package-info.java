/** How fast this machine trains. */
@NullMarked
package org.unroll.benchmark;

import org.jspecify.annotations.NullMarked;
