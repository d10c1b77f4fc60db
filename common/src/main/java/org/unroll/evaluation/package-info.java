/** How well a model predicts a text. */
@NullMarked
package org.unroll.evaluation;

import org.jspecify.annotations.NullMarked;
