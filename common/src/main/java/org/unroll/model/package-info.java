/** Whole models, made of the layers in {@code nn}. */
@NullMarked
package org.unroll.model;

import org.jspecify.annotations.NullMarked;
