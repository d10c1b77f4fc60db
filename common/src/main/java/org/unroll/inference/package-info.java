/** Trained models in use: completing, scoring and generating text. */
@NullMarked
package org.unroll.inference;

import org.jspecify.annotations.NullMarked;
