/** Trained models of all tasks but language models, opened to predict. */
@NullMarked
package org.unroll.inference.prediction;

import org.jspecify.annotations.NullMarked;
