/** The configuration: HOCON over reference.conf, the only place where a default stands. */
@NullMarked
package org.unroll.config;

import org.jspecify.annotations.NullMarked;
