/**
 * Networks that only predict: weights packed once and shared by threads, states that belong to the
 * caller, and no gradients.
 */
@NullMarked
package org.unroll.nn.forward;

import org.jspecify.annotations.NullMarked;
