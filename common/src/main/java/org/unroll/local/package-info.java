/** Training in this JVM, without a cluster. */
@NullMarked
package org.unroll.local;

import org.jspecify.annotations.NullMarked;
