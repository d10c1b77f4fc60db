/**
 * Classification of texts, the lecture's many to one, and of feature vectors, its one to one: one
 * label of several, or any number of them.
 */
@NullMarked
package org.unroll.task.classification;

import org.jspecify.annotations.NullMarked;
