/** Whole models, made of the layers in {@code nn}. */
@NullMarked
package org.unroll.task.language;

import org.jspecify.annotations.NullMarked;
