/** The settings of a training run. */
@NullMarked
package org.unroll.train.config;

import org.jspecify.annotations.NullMarked;
