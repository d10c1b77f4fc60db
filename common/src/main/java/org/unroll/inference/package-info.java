/** The uses of a trained model: completing, scoring, evaluating. */
@NullMarked
package org.unroll.inference;

import org.jspecify.annotations.NullMarked;
